"""A mark as it stands, with what was corrected in it; and what a corrected key makes of marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from cms.models import ActivityPage, Question
from courses.models import (
    AttemptAnswer,
    AttemptState,
    Completion,
    Enrollment,
    Mark,
    MarkCorrection,
    QuizAttempt,
)
from courses.quizzes.rules import keys
from courses.quizzes.rules.remarking import Again, marked_again


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
    """An answer to a question whose key was wrong, and what marking it again makes of it."""

    answer: AttemptAnswer
    key: dict[str, Any]
    again: Again

    @property
    def attempt(self) -> QuizAttempt:
        return self.answer.attempt

    @property
    def gains(self) -> bool:
        return self.again.mark > (self.attempt.mark or 0)

    @property
    def has_other_key(self) -> bool:
        return bool(self.key != self.answer.key)

    @property
    def passes(self) -> bool:
        """Whether the attempt passes only now."""
        return not self.attempt.has_passed and self.again.mark >= self.attempt.pass_mark


def touched_by(question: Question, answers: Iterable[int] | None = None) -> list[Touched]:
    """Return the handed-in answers to `question` with what its key as published makes of them.

    `answers` are the keys of those that are asked about; None: all.
    """
    found = AttemptAnswer.objects.filter(
        bank_id=question.question_id, attempt__state=AttemptState.MARKED
    )
    if answers is not None:
        found = found.filter(pk__in=list(answers))
    rows = found.select_related(
        "attempt__quiz", "attempt__enrollment__user", "attempt__enrollment__batch__program"
    ).prefetch_related("attempt__answers")
    options = list(question.options.all())
    touched = []
    for row in rows.order_by("attempt__enrollment__batch", "attempt__enrollment__user__full_name"):
        if row.question["kind"] == question.kind:
            key = keys.key_of(question, options, row.question)
            mark = row.attempt.mark or Decimal(0)
            again = marked_again(row.attempt.answers.all(), row, key, mark)
            touched.append(Touched(row, key, again))
    return touched
