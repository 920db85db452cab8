"""A question of the bank as its author fills it in."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from academy.core.figures import number, with_comma
from cms.formats import places
from cms.models import QuestionKind
from cms.rules import courses_of

CHOSEN = {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE}
TYPED = {QuestionKind.SHORT_TEXT, QuestionKind.NUMBER}
ANY_OTHER = "*"
WHOLE = Decimal(100)
# Wagtail's formsets have no types: a ModelForm of an option.
BoundOption = Any


class QuestionForm(WagtailAdminModelForm):
    """A question of the bank: only courses of one's own, and a key that can be marked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = courses_of(self.for_user).order_by("title")

    def clean(self) -> Any:
        cleaned = super().clean()
        for name in ("picture", "feedback_picture"):
            if cleaned.get(name) and not cleaned.get(f"{name}_alt", "").strip():
                self.add_error(f"{name}_alt", _("Say in words what the picture shows."))
        kind = cleaned.get("kind")
        if kind == QuestionKind.HOTSPOT:
            self._check_spots(cleaned)
        elif kind == QuestionKind.NUMBER:
            self._check_units(cleaned)
        formset = self.formsets.get("options")
        if formset is not None and formset.is_valid() and kind != QuestionKind.HOTSPOT:
            self._check_options(kind, _filled(formset.forms))
        return cleaned

    def _check_spots(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("picture"):
            self.add_error("picture", _("Choose the picture on which the place is."))
        try:
            found = places.read(cleaned.get("spots", ""))
        except ValueError as error:
            self.add_error("spots", _("“%(line)s” is not a place.") % {"line": str(error)[:60]})
            return
        if not found:
            self.add_error("spots", _("Give at least one right place."))

    def _check_units(self, cleaned: dict[str, Any]) -> None:
        lines = [line for line in cleaned.get("other_units", "").splitlines() if line.strip()]
        if lines and not cleaned.get("unit", "").strip():
            self.add_error("unit", _("Give the unit of the right number first."))
        for line in lines:
            name, _equals, many = line.partition("=")
            figure = number(many)
            if not name.strip() or not figure or figure < 0:
                self.add_error("other_units", _("“%(line)s” is not a unit.") % {"line": line[:60]})

    def _check_options(self, kind: str, filled: list[BoundOption]) -> None:
        for form in filled:
            option = form.cleaned_data
            if option.get("picture") and not option.get("picture_alt", "").strip():
                form.add_error("picture_alt", _("Say in words what the picture shows."))
                raise ValidationError(_("Say in words what the pictures of the options show."))
        if kind in CHOSEN:
            _check_choices(kind, filled)
        elif kind in TYPED:
            _check_answers(kind, filled)
        elif kind == QuestionKind.MATCH:
            _check_pairs(filled)
        elif kind == QuestionKind.ORDERING:
            _check_steps(filled)


def _filled(option_forms: list[BoundOption]) -> list[BoundOption]:
    """Return the options that are kept, in their order."""
    kept = [
        form
        for form in option_forms
        if not form.cleaned_data.get("DELETE")
        and any(form.cleaned_data.get(name) for name in ("text", "answer", "picture"))
    ]
    return sorted(kept, key=lambda form: form.cleaned_data.get("ORDER") or 0)


def _has_face(form: BoundOption) -> bool:
    return bool(form.cleaned_data.get("text") or form.cleaned_data.get("picture"))


def _check_choices(kind: str, filled: list[BoundOption]) -> None:
    options = [form.cleaned_data for form in filled]
    if not all(map(_has_face, filled)):
        raise ValidationError(_("Each option needs words or a picture."))
    right_count = sum(bool(option.get("is_correct")) for option in options)
    if kind == QuestionKind.TRUE_FALSE and len(options) != 2:
        raise ValidationError(_("True or false has exactly two options."))
    if len(options) < 2:
        raise ValidationError(_("Give at least two options."))
    if kind != QuestionKind.MULTIPLE and right_count != 1:
        raise ValidationError(_("Tick exactly one right option."))
    if not right_count:
        raise ValidationError(_("Tick at least one right option."))
    for option in options:
        fraction = option.get("fraction")
        if fraction is None:
            continue
        if kind != QuestionKind.MULTIPLE and option["is_correct"] is not (fraction == WHOLE):
            raise ValidationError(
                _("The right option earns 100 per cent, and no other one: correct the shares.")
            )
        if kind == QuestionKind.MULTIPLE and option["is_correct"] is not (fraction > 0):
            raise ValidationError(
                _("A right option earns more than 0 per cent and a wrong one no more: correct it.")
            )


def _check_answers(kind: str, filled: list[BoundOption]) -> None:
    if not any(form.cleaned_data.get("is_correct") for form in filled):
        raise ValidationError(_("Give at least one answer that is right, and tick it."))
    for form in filled:
        text = form.cleaned_data["text"].strip()
        fraction = form.cleaned_data.get("fraction")
        if not text:
            raise ValidationError(_("Write each accepted answer in words or figures."))
        if kind == QuestionKind.NUMBER and text != ANY_OTHER:
            figure = number(text)
            if figure is None:
                form.add_error("text", _("Write the number in digits, for example 12 or 2.5."))
                raise ValidationError(_("An accepted answer is not a number."))
            text = with_comma(figure)
        is_whole = fraction is None or fraction == WHOLE
        if form.cleaned_data.get("is_correct") is not is_whole:
            raise ValidationError(
                _("Tick each accepted answer as right, or say how many per cent it earns.")
            )
        form.instance.text = text


def _check_pairs(filled: list[BoundOption]) -> None:
    if not all(form.cleaned_data.get("answer", "").strip() for form in filled):
        raise ValidationError(_("A pair has no answer: write what belongs to it."))
    if sum(map(_has_face, filled)) < 2:
        raise ValidationError(_("Give at least two pairs."))
    answers = {form.cleaned_data["answer"].strip() for form in filled}
    if len(answers) < 2:
        raise ValidationError(_("All have the same answer: there is nothing to choose."))


def _check_steps(filled: list[BoundOption]) -> None:
    if not all(map(_has_face, filled)) or len(filled) < 2:
        raise ValidationError(_("Give at least two steps, each in words or as a picture."))
    faces = [(form.cleaned_data["text"].strip(), form.cleaned_data["picture"]) for form in filled]
    if len(set(faces)) < len(faces):
        raise ValidationError(_("Two steps are the same: nobody can tell which comes first."))
