"""Whether a question can be marked: the same for who fills it in and for a draft that is published.

A question and its options are told by the names of their fields, as a form has cleaned them or as
a draft holds them; options that are empty are left out before.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from academy.core.text.figures import number
from cms.formats import places
from cms.models import Question, QuestionKind

CHOSEN = {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE}
TYPED = {QuestionKind.SHORT_TEXT, QuestionKind.NUMBER}
ANY_OTHER = "*"
WHOLE = Decimal(100)
_OF_OPTION = ("text", "answer", "picture", "picture_alt", "is_correct", "fraction")

_OF_QUESTION = (
    *("kind", "picture", "picture_alt", "feedback_picture", "feedback_picture_alt"),
    *("spots", "unit", "other_units"),
)

type Told = Mapping[str, Any]
# A field, and what is wrong with it.
type Fault = tuple[str, str]


def fault_of(draft: Question) -> str:
    """Return what keeps `draft` from being asked and marked, or nothing."""
    try:
        draft.full_clean()
        for option in draft.options.all():
            option.clean_fields(exclude=["question"])
        for _field, words in faults({name: getattr(draft, name) for name in _OF_QUESTION}):
            return words
        if draft.kind != QuestionKind.HOTSPOT:
            told = [{name: getattr(one, name) for name in _OF_OPTION} for one in _options(draft)]
            check_options(draft.kind, [one for one in told if is_filled(one)])
    except ValidationError as error:
        return error.messages[0]
    return ""


def is_filled(option: Told) -> bool:
    """Say whether anything of `option` is to be kept."""
    return any(option.get(name) for name in ("text", "answer", "picture"))


def check_options(kind: str, options: Sequence[Told]) -> None:
    """Raise ValidationError where `options` are no key of a question of this `kind`."""
    for option in options:
        if option.get("picture") and not option.get("picture_alt", "").strip():
            raise ValidationError(_("Say in words what the pictures of the options show."))
    if kind in CHOSEN:
        _check_choices(kind, options)
    elif kind in TYPED:
        _check_answers(kind, options)
    elif kind == QuestionKind.MATCH:
        _check_pairs(options)
    elif kind == QuestionKind.ORDERING:
        _check_steps(options)


def _options(draft: Question) -> list[Any]:
    return sorted(draft.options.all(), key=lambda option: option.sort_order or 0)


def picture_faults(told: Told) -> Iterator[Fault]:
    """Say of which picture of a question nobody has said what it shows."""
    for name in ("picture", "feedback_picture"):
        if told.get(name) and not told.get(f"{name}_alt", "").strip():
            yield f"{name}_alt", _("Say in words what the picture shows.")


def place_faults(told: Told) -> Iterator[Fault]:
    """Say what is wrong with the places on a picture: `picture` and `spots`."""
    picture: Any = told.get("picture")
    text = told.get("spots", "")
    if not picture:
        yield "picture", _("Choose the picture on which the place is.")
    try:
        found = places.read(text)
    except ValueError as error:
        yield "spots", _("“%(line)s” is not a place.") % {"line": str(error)[:60]}
        return
    if not found:
        yield "spots", _("Give at least one right place.")
    lines = [line for line in text.splitlines() if line.strip()]
    for line, spot in zip(lines, found, strict=True) if picture else ():
        across, down = places.middle(spot)
        if across > picture.width or down > picture.height:
            words = _(
                "“%(line)s” lies beside the picture, which is %(width)s × %(height)s pixels large. "
                "Draw the place anew, or take the line out."
            )
            size = {"width": picture.width, "height": picture.height}
            yield "spots", words % ({"line": line[:60]} | size)


def unit_faults(told: Told) -> Iterator[Fault]:
    """Say what is wrong with the units of a number: `unit` and `other_units`."""
    lines = [line for line in told.get("other_units", "").splitlines() if line.strip()]
    if lines and not told.get("unit", "").strip():
        yield "unit", _("Give the unit of the right number first.")
    for line in lines:
        name, _equals, many = line.partition("=")
        figure = number(many)
        if not name.strip() or not figure or figure < 0:
            yield "other_units", _("“%(line)s” is not a unit.") % {"line": line[:60]}


def faults(told: Told) -> Iterator[Fault]:
    """Say what is wrong with a question itself, its options aside: pairs of field and sentence."""
    yield from picture_faults(told)
    if told.get("kind") == QuestionKind.HOTSPOT:
        yield from place_faults(told)
    elif told.get("kind") == QuestionKind.NUMBER:
        yield from unit_faults(told)


def _has_face(option: Told) -> bool:
    return bool(option.get("text") or option.get("picture"))


def _check_choices(kind: str, options: Sequence[Told]) -> None:
    if not all(map(_has_face, options)):
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


def _check_answers(kind: str, options: Sequence[Told]) -> None:
    if not any(option.get("is_correct") for option in options):
        raise ValidationError(_("Give at least one answer that is right, and tick it."))
    for option in options:
        text, fraction = option["text"].strip(), option.get("fraction")
        if not text:
            raise ValidationError(_("Write each accepted answer in words or figures."))
        if kind == QuestionKind.NUMBER and text != ANY_OTHER and number(text) is None:
            raise ValidationError(_("An accepted answer is not a number."))
        if option.get("is_correct") is not (fraction is None or fraction == WHOLE):
            raise ValidationError(
                _("Tick each accepted answer as right, or say how many per cent it earns.")
            )


def _check_pairs(options: Sequence[Told]) -> None:
    if not all(option.get("answer", "").strip() for option in options):
        raise ValidationError(_("A pair has no answer: write what belongs to it."))
    if sum(map(_has_face, options)) < 2:
        raise ValidationError(_("Give at least two pairs."))
    if len({option["answer"].strip() for option in options}) < 2:
        raise ValidationError(_("All have the same answer: there is nothing to choose."))


def _check_steps(options: Sequence[Told]) -> None:
    if not all(map(_has_face, options)) or len(options) < 2:
        raise ValidationError(_("Give at least two steps, each in words or as a picture."))
    faces = [(option["text"].strip(), option["picture"]) for option in options]
    if len(set(faces)) < len(faces):
        raise ValidationError(_("Two steps are the same: nobody can tell which comes first."))
