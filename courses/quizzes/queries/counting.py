"""The marks that stand for quizzes, by the attempts and by what was set right."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from cms.models import QuizPage
from courses.models import AttemptState, Enrollment, MarkCorrection, QuizAttempt
from courses.quizzes.queries.attempts import Tries
from courses.quizzes.rules.counting import standing_mark


def standing_corrections(
    seats: Collection[int], activities: Collection[int]
) -> QuerySet[MarkCorrection]:
    """Return what was set right and stands, in its order."""
    found = MarkCorrection.objects.filter(enrollment__in=seats, activity__in=activities)
    return found.standing().order_by("corrected_at", "pk")


@dataclass(frozen=True, slots=True)
class Kept:
    """A mark that counts, and to which the attempts do not come: it was set right, or reached
    before the quiz counted otherwise."""

    mark: Decimal
    is_set_right: bool


def kept_mark(
    mark: Decimal | None, enrollment: Enrollment, quiz: QuizPage, made: Tries
) -> Kept | None:
    """Return the mark that counts for `quiz`, as its owner may see it (None: not yet, or there is
    none), where the attempts do not come to it."""
    if mark is None or mark == made.counting_mark:
        return None
    return Kept(mark, standing_corrections([enrollment.pk], [quiz.pk]).exists())


def earned_since(
    since: dt.datetime, *, seats: Collection[int], activities: Collection[int]
) -> dict[tuple[int, int], Decimal]:
    """Return by seat and quiz the mark that stands where an attempt was handed in after `since`,
    in three queries."""
    attempts: dict[tuple[int, int], list[QuizAttempt]] = defaultdict(list)
    corrections: dict[tuple[int, int], list[MarkCorrection]] = defaultdict(list)
    marked = QuizAttempt.objects.filter(
        enrollment__in=seats, quiz__in=activities, state=AttemptState.MARKED
    )
    for attempt in marked.order_by("number"):
        attempts[attempt.enrollment_id, attempt.quiz_id].append(attempt)
    for item in standing_corrections(seats, activities):
        corrections[item.enrollment_id, item.activity_id].append(item)
    counting = dict(QuizPage.objects.filter(pk__in=activities).values_list("pk", "counting"))
    found = {
        at: standing_mark(made, counting[at[1]], corrections[at])
        for at, made in attempts.items()
        if any(item.submitted_at is not None and item.submitted_at > since for item in made)
    }
    return {at: mark for at, mark in found.items() if mark is not None}
