"""Answers to frozen questions, right or as people get them wrong."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from cms.models import Question, QuestionKind, QuizPage

WRONG_TEXTS = ("tidak tahu", "lampu", "foto", "warna", "harga", "kemasan", "pembeli", "gambar", "promosi")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a quiz as an attempt freezes it."""

    question: dict
    key: dict
    points: int
    source: Question
    right_options: tuple[str, ...]
    wrong_options: tuple[str, ...]


def asked_in(quiz: QuizPage) -> list[Asked]:
    """The questions of `quiz` in their order, frozen once for all attempts of the demo."""
    found = []
    links = quiz.quiz_questions.select_related("question").prefetch_related("question__options")
    for link in links.order_by("sort_order"):
        question = link.question
        options = list(question.options.all())
        found.append(
            Asked(
                question=_frozen(question, options),
                key=_key(question, options),
                points=question.points,
                source=question,
                right_options=tuple(str(o.option_id) for o in options if o.is_correct),
                wrong_options=tuple(str(o.option_id) for o in options if not o.is_correct),
            )
        )
    return found


def _frozen(question: Question, options: list) -> dict:
    return {
        "slug": question.slug,
        "kind": question.kind,
        "text": question.text,
        "unit": question.unit,
        "options": [{"id": str(option.option_id), "text": option.text} for option in options],
    }


def _key(question: Question, options: list) -> dict:
    return {
        "options": [str(option.option_id) for option in options if option.is_correct],
        "feedback": {str(option.option_id): option.feedback for option in options},
        "accepted": question.accepted.splitlines(),
        "number": None if question.number is None else str(question.number),
        "tolerance": str(question.tolerance),
        "feedback_right": question.feedback_right,
        "feedback_wrong": question.feedback_wrong,
    }


def answer(chance: Random, asked: Asked, *, right: bool) -> dict:
    """What the person put in."""
    question = asked.source
    if question.kind == QuestionKind.NUMBER:
        off = Decimal(0) if right else (question.tolerance + 1) * chance.choice((2, 3, -2, 5))
        return {"number": str((question.number + off).normalize())}
    if question.kind == QuestionKind.SHORT_TEXT:
        if right:
            return {"text": chance.choice(question.accepted.splitlines())}
        return {"text": chance.choice(WRONG_TEXTS)}
    if right:
        return {"options": list(asked.right_options)}
    if question.kind == QuestionKind.MULTIPLE:
        return {"options": [*asked.right_options[:1], chance.choice(asked.wrong_options)]}
    return {"options": [chance.choice(asked.wrong_options)]}


def rights(chance: Random, asked: list[Asked], share: float) -> list[bool]:
    """Which questions are answered right, when each is with the probability `share`."""
    return [chance.random() < share for _ in asked]


def mark_of(asked: list[Asked], right: list[bool]) -> Decimal:
    """The mark, 0 to 100 with two places, of an attempt with these answers right."""
    total = sum(one.points for one in asked)
    got = sum(one.points for one, is_right in zip(asked, right, strict=True) if is_right)
    return (Decimal(100 * got) / total).quantize(Decimal("0.01"), ROUND_HALF_UP)
