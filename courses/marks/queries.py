"""A mark as it stands, with what was corrected in it; and what a corrected key makes of marks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from cms.models import ActivityPage, Question, QuizPage
from courses.models import (
    AttemptAnswer,
    AttemptState,
    Completion,
    Enrollment,
    Mark,
    MarkCorrection,
    QuizAttempt,
    Remarking,
)
from courses.quizzes.queries.attempts import tries
from courses.quizzes.rules import keys
from courses.quizzes.rules.remarking import (
    Again,
    Earned,
    is_worth_more,
    marked_again,
    share_of,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What one person has for one graded activity. `mark` is None where none was given."""

    enrollment: Enrollment
    activity: ActivityPage
    mark: Decimal | None
    corrections: list[MarkCorrection]


def mark_of(enrollment: Enrollment, activity: ActivityPage) -> Decimal | None:
    """Return the mark that counts, None where none was given."""
    return (
        Mark.objects.filter(enrollment=enrollment, activity=activity)
        .values_list("value", flat=True)
        .first()
    )


def counting_mark(enrollment: Enrollment, quiz: QuizPage) -> Decimal | None:
    """Return the mark that counts for `quiz`; of a pre-test, what its attempts come to."""
    if quiz.is_graded:
        return mark_of(enrollment, quiz)
    return tries(enrollment, quiz).counting_mark


def standing(enrollment_id: UUID, activity_id: UUID) -> Standing | None:
    """Return what can be corrected: work in a graded activity that was marked or is done."""
    enrollment = (
        Enrollment.objects.filter(public_id=enrollment_id)
        .select_related("user", "batch__program")
        .first()
    )
    activity = ActivityPage.objects.filter(activity_id=activity_id, is_graded=True).first()
    if enrollment is None or activity is None:
        return None
    mark = mark_of(enrollment, activity)
    if mark is None and not is_done(enrollment, activity):
        return None
    corrections = MarkCorrection.objects.of(enrollment).filter(activity=activity)
    return Standing(enrollment, activity, mark, list(corrections))


def is_done(enrollment: Enrollment, activity: ActivityPage) -> bool:
    """Whether the work was accepted, or the quiz passed or out of attempts."""
    return Completion.objects.filter(enrollment=enrollment, activity=activity).exists()


@dataclass(frozen=True, slots=True)
class Touched:
    """An answer to a question whose key was wrong, and what marking it again makes of it.

    One of an open attempt has nothing to gain or lose yet: it is marked with the key that it has
    when it is handed in.
    """

    answer: AttemptAnswer
    key: dict[str, Any]
    again: Again

    @property
    def attempt(self) -> QuizAttempt:
        return self.answer.attempt

    @property
    def is_open(self) -> bool:
        return self.attempt.state == AttemptState.OPEN

    @property
    def gains(self) -> bool:
        return not self.is_open and self.again.mark > (self.attempt.mark or 0)

    @property
    def is_lower(self) -> bool:
        return not self.is_open and self.again.is_lower

    @property
    def has_other_key(self) -> bool:
        return bool(self.key != self.answer.key)

    @property
    def passes(self) -> bool:
        """Whether the attempt passes only now."""
        return not self.attempt.has_passed and self.again.exact >= Fraction(self.attempt.pass_mark)


@dataclass(frozen=True, slots=True)
class Effect:
    """What the key of a question as it is published makes of all answers to it."""

    answers: list[Touched]

    @property
    def count(self) -> int:
        """How many were handed in."""
        return sum(not row.is_open for row in self.answers)

    @property
    def gaining(self) -> list[Touched]:
        return [row for row in self.answers if row.gains]

    @property
    def lower_count(self) -> int:
        return sum(row.is_lower for row in self.answers)

    @property
    def rekeyed_count(self) -> int:
        """How many keep their mark, and are shown with another key until now."""
        kept = (row for row in self.answers if not (row.gains or row.is_open))
        return sum(row.has_other_key for row in kept)

    @property
    def open_count(self) -> int:
        """How many would be marked with another key when they are handed in."""
        return sum(row.has_other_key and row.is_open for row in self.answers)

    @property
    def touched(self) -> list[Touched]:
        """Those that marking again changes something of."""
        return [row for row in self.answers if row.gains or row.has_other_key]


def effect_of(question: Question) -> Effect:
    """Return what the key of `question` as it is published makes of all answers to it."""
    return Effect(touched_by(question))


def remarkings_of(question: Question) -> QuerySet[Remarking]:
    """Return when answers to `question` were marked again, each with the `answer_count`."""
    found = Remarking.objects.filter(bank_id=question.question_id).select_related("made_by")
    return found.annotate(answer_count=Count("answers"))


def touched_by(question: Question, answers: Iterable[int] | None = None) -> list[Touched]:
    """Return the answers to `question` with what its key as published makes of them.

    `answers` are the keys of those that are asked about; None: all.
    """
    found = AttemptAnswer.objects.filter(bank_id=question.question_id)
    if answers is not None:
        found = found.filter(pk__in=list(answers))
    rows = found.select_related("attempt__enrollment__user", "attempt__enrollment__batch")
    rows = rows.order_by("attempt__enrollment__batch", "attempt__enrollment__user__full_name")
    options = list(question.options.all())
    keyed = [
        (row, keys.key_of(question, options, row.question))
        for row in rows
        if row.question["kind"] == question.kind
    ]
    wholes = _wholes(
        row.attempt_id
        for row, key in keyed
        if row.attempt.state == AttemptState.MARKED and is_worth_more(row, key)
    )
    return [
        Touched(
            row,
            key,
            marked_again(row, key, row.attempt.mark or Decimal(0), wholes.get(row.attempt_id)),
        )
        for row, key in keyed
    ]


def _wholes(attempts: Iterable[int]) -> dict[int, Earned]:
    """Return what each of marked `attempts` has earned, without the words that it asked."""
    found: dict[int, Earned] = defaultdict(Earned)
    rows = AttemptAnswer.objects.filter(attempt__in=list(attempts)).order_by()
    for attempt, points, *said in rows.values_list(
        "attempt_id", "points", "question__kind", "key", "answer", "share"
    ).iterator():
        found[attempt] = found[attempt].and_of(share_of(*said), points)
    return found
