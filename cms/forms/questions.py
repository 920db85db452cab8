"""A question of the bank as its author fills it in."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from academy.core.text.figures import number, with_comma
from cms.bank import markable
from cms.bank.markable import ANY_OTHER, TYPED
from cms.models import QuestionKind
from cms.queries.lessons import lessons_by_module, lessons_of
from cms.rules import courses_of

# Wagtail's formsets have no types: a ModelForm of an option.
BoundOption = Any


class QuestionForm(WagtailAdminModelForm):
    """A question of the bank: only courses of one's own, and a key that can be marked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        courses = courses_of(self.for_user).order_by("title")
        self.fields["course"].queryset = courses
        lesson = self.fields["lesson"]
        lesson.queryset = lessons_of(courses)
        lesson.choices = [("", "–"), *lessons_by_module(courses)]

    def clean(self) -> Any:
        cleaned = super().clean()
        # An error takes its field out of what is cleaned.
        for field, words in markable.faults(dict(cleaned)):
            self.add_error(field, words)
        lesson, course = cleaned.get("lesson"), cleaned.get("course")
        if lesson and course and not lesson.is_descendant_of(course):
            self.add_error("lesson", _("Choose a lesson of the course of this question."))
        kind = cleaned.get("kind")
        formset = self.formsets.get("options")
        if formset is not None and formset.is_valid() and kind != QuestionKind.HOTSPOT:
            self._check_options(kind, _filled(formset.forms))
        return cleaned

    def _check_options(self, kind: str, filled: list[BoundOption]) -> None:
        # An error takes its field out of what a form has cleaned.
        told = [dict(form.cleaned_data) for form in filled]
        for form, option in zip(filled, told, strict=True):
            text = option["text"].strip()
            if option.get("picture") and not option.get("picture_alt", "").strip():
                form.add_error("picture_alt", _("Say in words what the picture shows."))
            if kind == QuestionKind.NUMBER and text not in {"", ANY_OTHER} and number(text) is None:
                form.add_error("text", _("Write the number in digits, for example 12 or 2.5."))
        markable.check_options(kind, told)
        for form, option in zip(filled, told, strict=True):
            text = option["text"].strip()
            if kind in TYPED:
                form.instance.text = text
            if kind == QuestionKind.NUMBER and (figure := number(text)) is not None:
                form.instance.text = with_comma(figure)


def _filled(option_forms: list[BoundOption]) -> list[BoundOption]:
    """Return the options that are kept, in their order."""
    kept = [
        form
        for form in option_forms
        if not form.cleaned_data.get("DELETE") and markable.is_filled(form.cleaned_data)
    ]
    return sorted(kept, key=lambda form: form.cleaned_data.get("ORDER") or 0)
