"""The forms in which pages are written."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from cms.free_names import free_name
from cms.models.pages.rubric import check_levels

# The address of a page whose title has neither letters nor digits.
NAMELESS = "halaman"
# Of what an address is made of, so that one with a number fits its column.
MOST = 250


def free_address(slug: str, parent: Page) -> str:
    """Return `slug` (or a name for what has none) as no page below `parent` has it."""
    return free_name(
        slug or NAMELESS, lambda one: not Page._slug_is_available(one, parent), most=MOST
    )


class PageForm(WagtailAdminPageForm):
    """A page has an address of its own even where nobody, and no script, has typed one.

    It is made from the title, with a number where a page beside it has the same title.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> Any:
        if "slug" in self.cleaned_data:
            title = slugify(self.cleaned_data.get("title", ""), allow_unicode=True)
            made = title or NAMELESS
            slug = self.cleaned_data["slug"] or made
            if slug == made:
                self.cleaned_data["slug"] = self._free(slug)
            elif not self._is_free(slug):
                taken = _("A page beside this one has this address. Type another one.")
                self.add_error("slug", ValidationError(taken))
        return super().clean()

    def _is_free(self, slug: str) -> bool:
        return bool(Page._slug_is_available(slug, self.parent_page, self.instance))

    def _free(self, slug: str) -> str:
        """Return `slug`, or the first of slug-2, slug-3 … that no page beside this one has."""
        return free_name(slug, lambda one: not self._is_free(one), most=MOST) if slug else slug


class QuizPageForm(PageForm):
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


class AssignmentPageForm(PageForm):
    """An assignment's rubric can be reviewed by."""

    def clean(self) -> Any:
        cleaned = super().clean()
        if "criteria" in self.formsets:
            check_levels(self.formsets["criteria"])
        return cleaned
