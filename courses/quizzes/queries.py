"""What a quiz asks: read from the bank, frozen for an attempt, and read back."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from secrets import SystemRandom
from typing import Any

from academy.web import formats
from cms.models import Question, QuestionKind, QuizPage
from courses.models import AttemptAnswer, AttemptState, Enrollment, QuizAttempt
from courses.quizzes.rules.answers import Answer, canonical
from courses.quizzes.rules.marking import CHOICES, number

SHUFFLED = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE})


@dataclass(frozen=True, slots=True)
class FrozenQuestion:
    """A question as an attempt keeps it; the shapes stand in `AttemptAnswer` and `marking`."""

    points: int
    question: dict[str, Any]
    key: dict[str, Any]


def freeze(quiz: QuizPage) -> list[FrozenQuestion]:
    """Return the published questions of `quiz` in order, as they read now.

    Options come in a new order each time: neighbours at one table see different letters.
    """
    questions = Question.objects.filter(live=True, quiz_questions__page=quiz)
    return [
        frozen(question)
        for question in questions.order_by("quiz_questions__sort_order").prefetch_related("options")
    ]


def frozen(question: Question) -> FrozenQuestion:
    """Return `question` as it reads now, its options (prefetched) in a new order."""
    options = list(question.options.all())
    if question.kind in SHUFFLED:
        SystemRandom().shuffle(options)
    asked = {
        "slug": question.slug,
        "kind": question.kind,
        "text": question.text,
        "unit": question.unit,
        "options": [{"id": str(option.option_id), "text": option.text} for option in options],
    }
    return FrozenQuestion(question.points, asked, _key(question, options))


def _key(question: Question, options: list[Any]) -> dict[str, Any]:
    if question.kind in CHOICES:
        return {
            "options": {
                str(option.option_id): {"correct": option.is_correct, "feedback": option.feedback}
                for option in options
            }
        }
    said = {"right": question.feedback_right, "wrong": question.feedback_wrong}
    if question.kind == QuestionKind.SHORT_TEXT:
        return said | {
            "accepted": [line.strip() for line in question.accepted.splitlines() if line]
        }
    figure = question.number or Decimal(0)
    return said | {
        "number": f"{figure.normalize():f}",
        "tolerance": f"{question.tolerance.normalize():f}",
        "unit": question.unit,
    }


@dataclass(frozen=True, slots=True)
class Tries:
    """The attempts of one person at one quiz, in order."""

    attempts: list[QuizAttempt]
    allowed: int

    @property
    def open(self) -> QuizAttempt | None:
        return next((item for item in self.attempts if item.state == AttemptState.OPEN), None)

    @property
    def marked(self) -> list[QuizAttempt]:
        return [item for item in self.attempts if item.state == AttemptState.MARKED]

    @property
    def best(self) -> QuizAttempt | None:
        """The one whose mark counts."""
        return max(self.marked, key=lambda item: (item.mark, -item.number), default=None)

    @property
    def left(self) -> int | None:
        """How many may still begin; None: as many as wanted."""
        return max(0, self.allowed - len(self.attempts)) if self.allowed else None

    @property
    def has_passed(self) -> bool:
        return any(item.has_passed for item in self.attempts)

    @property
    def may_earn_more(self) -> bool:
        """Whether another attempt may still be what passes: the keys would give it away.

        One that is open counts as used from its beginning, and can still be handed in.
        """
        return not self.has_passed and (self.left != 0 or self.open is not None)


def tries(enrollment: Enrollment, quiz: QuizPage) -> Tries:
    """Return the attempts of `enrollment` at `quiz`."""
    attempts = enrollment.attempts.filter(quiz=quiz).order_by("number")
    return Tries(list(attempts), quiz.max_attempts)


@dataclass(frozen=True, slots=True)
class Option:
    """An option as it is shown. `is_right` and `feedback` are empty before marking."""

    id: str
    text: str
    is_chosen: bool
    is_right: bool = False
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of an open attempt: no key in it."""

    position: int
    kind: str
    text: str
    unit: str
    points: int
    options: list[Option]
    given: str
    # The kept answer as one text: the page tells by it what was changed on it.
    kept: str

    @property
    def is_unread(self) -> bool:
        """Whether a figure is asked for and the answer says none."""
        return is_unread(self.kind, self.kept)

    @property
    def is_gap(self) -> bool:
        """Whether it will count as wrong whatever was meant: blank, or no figure in it."""
        return not self.kept or self.is_unread


def is_unread(kind: str, given: str) -> bool:
    """Say whether `given` answers a question for a figure with words."""
    return kind == QuestionKind.NUMBER and bool(given) and number(given) is None


@dataclass(frozen=True, slots=True)
class MarkedQuestion:
    """A question of a marked attempt with what is right and what is said.

    While the quiz may still be tried the key is closed: only whether the answer was right.
    """

    position: int
    kind: str
    text: str
    unit: str
    points: int
    share: Decimal
    options: list[Option]
    given: str
    right_answer: str
    feedback: str
    has_key: bool

    @property
    def is_right(self) -> bool:
        return self.share == 1

    @property
    def is_partly_right(self) -> bool:
        return self.has_key and 0 < self.share < 1


def asked(attempt: QuizAttempt) -> list[AskedQuestion]:
    """Return the questions of an open attempt with the answers given so far."""
    return [asked_in(row) for row in attempt.answers.defer("key")]


def asked_in(row: AttemptAnswer) -> AskedQuestion:
    """Return the question of a row as it is asked; its key is not read."""
    return AskedQuestion(
        position=row.position,
        kind=row.question["kind"],
        text=row.question["text"],
        unit=row.question["unit"],
        points=row.points,
        options=[
            Option(option["id"], option["text"], option["id"] in _chosen(row))
            for option in row.question["options"]
        ],
        given=_given(row),
        kept=canonical(row.answer),
    )


def has_gaps(attempt: QuizAttempt, answers: Iterable[Answer]) -> bool:
    """Say whether a question is left blank or without its figure, also when `answers` are added."""
    added = {one.position: one.value["options"] for one in answers}
    for row in attempt.answers.only("position", "answer", "question"):
        given = added.get(row.position, [canonical(row.answer)])
        if not any(given) or is_unread(row.question["kind"], given[0]):
            return True
    return False


def marked(attempt: QuizAttempt, *, with_keys: bool) -> list[MarkedQuestion]:
    """Return the questions of a marked attempt; without their keys, only which were right.

    Raises ValueError for an open one: its keys stay here.
    """
    if attempt.state != AttemptState.MARKED:
        raise ValueError("the keys of an open attempt are not shown")
    return [marked_in(row, with_keys=with_keys) for row in attempt.answers.all()]


def marked_in(row: AttemptAnswer, *, with_keys: bool) -> MarkedQuestion:
    """Return the question of a marked row; without its key, only whether it was right."""
    closed = {"correct": False, "feedback": ""}
    said = row.key.get("options", {}) if with_keys else {}
    options = [
        Option(
            id=option["id"],
            text=option["text"],
            is_chosen=option["id"] in _chosen(row),
            is_right=said.get(option["id"], closed)["correct"],
            feedback=said.get(option["id"], closed)["feedback"],
        )
        for option in row.question["options"]
    ]
    share = row.share or Decimal(0)
    return MarkedQuestion(
        position=row.position,
        kind=row.question["kind"],
        text=row.question["text"],
        unit=row.question["unit"],
        points=row.points,
        share=share,
        options=options,
        given=_given(row),
        right_answer=_right_answer(row.key) if with_keys else "",
        feedback=row.key.get("right" if share == 1 else "wrong", "") if with_keys else "",
        has_key=with_keys,
    )


def _chosen(row: AttemptAnswer) -> list[str]:
    chosen: list[str] = row.answer.get("options", [])
    return chosen


def _given(row: AttemptAnswer) -> str:
    return row.answer.get("text") or row.answer.get("number") or ""


def _right_answer(key: dict[str, Any]) -> str:
    if "number" in key:
        return formats.number(key["number"], 4)
    return key["accepted"][0] if key.get("accepted") else ""
