"""A question of the bank as an attempt keeps it: what is asked, and apart from it the key.

Pure: a question with its options in, plain data out; the shapes stand in `AttemptAnswer` and
in `marking`.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from secrets import SystemRandom
from typing import Any

from academy.core.text.figures import number
from cms.formats import places
from cms.models import AcademyImage, Question, QuestionKind, QuestionOption
from courses.quizzes.rules.marking import ANY_OTHER

SHUFFLED = frozenset(
    {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.MATCH, QuestionKind.ORDERING}
)
# Their order is their key.
ALWAYS_SHUFFLED = frozenset({QuestionKind.MATCH, QuestionKind.ORDERING})
# What is answered without being chosen or placed: its accepted answers are the key.
TYPED = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.NUMBER})
Data = dict[str, Any]


def asked_of(
    question: Question, options: Sequence[QuestionOption], *, shuffles: bool = True
) -> Data:
    """Return what is asked, with no word of the key: the order of options is another each time.

    Neighbours at one table see different letters. `shuffles`: options that are chosen may
    keep their order; one that would tell the key is never kept.
    """
    shown = list(options)
    if question.kind in (SHUFFLED if shuffles else ALWAYS_SHUFFLED):
        SystemRandom().shuffle(shown)
    asked: Data = {
        "slug": question.slug,
        "kind": question.kind,
        "text": question.text,
        "picture": picture_of(question.picture, question.picture_alt),
        "unit": question.unit,
        "units": list(units_of(question)),
        # By its key: where it can be read, and whether, is known when the result is shown.
        "lesson": question.lesson_id,
        "options": [],
    }
    if question.kind == QuestionKind.HOTSPOT:
        return asked | _cells(question)
    if question.kind == QuestionKind.MATCH:
        asked["answers"] = _answers(shown)
        shown = [option for option in shown if option.text or option.picture]
    if question.kind not in TYPED:
        asked["options"] = [_shown(option) for option in shown]
    return asked


def _shown(option: QuestionOption) -> Data:
    shown: Data = {"id": str(option.option_id), "text": option.text}
    picture = picture_of(option.picture, option.picture_alt)
    return shown | ({"picture": picture} if picture else {})


def picture_of(image: AcademyImage | None, alt: str) -> Data | None:
    """Return a picture as an attempt keeps it."""
    return {"image": image.pk, "alt": alt} if image else None


def _answers(options: Sequence[QuestionOption]) -> list[Data]:
    """Return what can belong to the items, each once, in an order that tells nothing.

    Their ids are the same each time: an answer may be marked by a question frozen anew.
    """
    texts = sorted({option.answer for option in options})
    answers = [{"id": str(place), "text": text} for place, text in enumerate(texts, 1)]
    SystemRandom().shuffle(answers)
    return answers


def _cells(question: Question) -> Data:
    image = question.picture
    columns, rows = places.grid(image.width, image.height) if image else (5, 5)
    return {
        "grid": [columns, rows],
        "options": [{"id": cell, "text": cell} for cell in places.cells(columns, rows)],
    }


def key_of(question: Question, options: Sequence[QuestionOption], asked: Data) -> Data:
    """Return the key to what was `asked`: of options that stand in it alone."""
    kind = question.kind
    key: Data = {
        "said": {
            "right": question.feedback_right,
            "partly": question.feedback_partly,
            "wrong": question.feedback_wrong,
            "general": question.feedback,
            "picture": picture_of(question.feedback_picture, question.feedback_picture_alt),
        }
    }
    if kind == QuestionKind.HOTSPOT:
        return key | {"options": _key_of_cells(question, asked)}
    if kind == QuestionKind.MATCH:
        ids = {answer["text"]: answer["id"] for answer in asked["answers"]}
        placed = {str(option.option_id): ids.get(option.answer, "") for option in options}
        return key | {"places": _of_items(placed, asked)}
    if kind == QuestionKind.ORDERING:
        placed = {str(option.option_id): str(at) for at, option in enumerate(options, 1)}
        return key | {"places": _of_items(placed, asked)}
    if kind in TYPED:
        answers = [_accepted(kind, option) for option in options]
        return key | {"answers": answers, "units": units_of(question)}
    shares = shares_of(kind, options)
    return key | {
        "options": {
            str(option.option_id): {
                "correct": shares[at] > 0 if kind == QuestionKind.MULTIPLE else shares[at] == 1,
                "share": str(shares[at]),
                "feedback": option.feedback,
            }
            for at, option in enumerate(options)
        }
    }


def _of_items(placed: dict[str, str], asked: Data) -> dict[str, str]:
    return {one["id"]: placed.get(one["id"], "") for one in asked["options"]}


def _key_of_cells(question: Question, asked: Data) -> Data:
    image = question.picture
    right = (
        places.right_cells(places.read(question.spots), image.width, image.height)
        if image
        else set()
    )
    return {
        one["id"]: {
            "correct": one["id"] in right,
            "share": "1" if one["id"] in right else "0",
            "feedback": "",
        }
        for one in asked["options"]
    }


def _accepted(kind: str, option: QuestionOption) -> Data:
    share = _part(option, Fraction(1), Fraction(0))
    said: Data = {"text": option.text.strip(), "share": str(share), "feedback": option.feedback}
    if kind == QuestionKind.NUMBER:
        figure = number(option.text)
        if figure is None:
            said["text"] = ANY_OTHER
        else:
            said["text"] = f"{figure.normalize():f}"
        said["tolerance"] = f"{(option.tolerance or Decimal(0)).normalize():f}"
    return said


def shares_of(kind: str, options: Sequence[QuestionOption]) -> list[Fraction]:
    """Return the share of the points that each of `options` earns when it is chosen.

    Where no part is written, a right option of several earns its equal part and a wrong one
    takes as much back.
    """
    right_count = sum(option.is_correct for option in options) or 1
    if kind != QuestionKind.MULTIPLE:
        return [_part(option, Fraction(1), Fraction(0)) for option in options]
    equal = Fraction(1, right_count)
    if all(option.fraction is None for option in options):
        return [equal if option.is_correct else -equal for option in options]
    parts = [_part(option, equal, Fraction(0)) for option in options]
    # Three times 33 per cent are meant to be the whole.
    whole = sum((part for part in parts if part > 0), Fraction(0)) or Fraction(1)
    return [part / whole for part in parts]


def _part(option: QuestionOption, right: Fraction, wrong: Fraction) -> Fraction:
    if option.fraction is not None:
        return Fraction(option.fraction) / 100
    return right if option.is_correct else wrong


def units_of(question: Question) -> dict[str, str]:
    """Return the units in which a number may be given: how many make one of the first."""
    units = {question.unit: "1"} if question.unit else {}
    for line in question.other_units.splitlines():
        name, equals, many = line.partition("=")
        figure = number(many)
        if equals and name.strip() and figure:
            units[name.strip()] = f"{figure.normalize():f}"
    return units
