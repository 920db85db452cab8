from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


class QuizPageForm(WagtailAdminPageForm):
    """A quiz asks questions of its own course's bank, each once.

    This is also what keeps the keys of other courses away from a trainer: a question that
    is not of the course cannot be put into a quiz, so it is never previewed there.
    """

    def clean(self) -> Any:
        cleaned = super().clean()
        formset = self.formsets.get("quiz_questions")
        if formset is None or not formset.is_valid():
            return cleaned
        asked = [
            form.cleaned_data["question"]
            for form in formset.forms
            if form.cleaned_data.get("question") and not form.cleaned_data.get("DELETE")
        ]
        if any(not self._is_of_course(question) for question in asked):
            raise ValidationError(_("A quiz asks questions of its own course. Choose others."))
        if len({question.pk for question in asked}) < len(asked):
            raise ValidationError(_("A question stands in the quiz twice. Take one away."))
        return cleaned

    def _is_of_course(self, question: Any) -> bool:
        place = self.instance.path or self.parent_page.path
        return bool(place.startswith(question.course.path))
