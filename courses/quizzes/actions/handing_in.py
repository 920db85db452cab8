"""An attempt is handed in, by its person or by the clock: marked, and counted."""

import datetime as dt
import logging
from fractions import Fraction

from django.db import transaction
from django.utils import timezone

from academy.people.models import User
from courses.acts import locks
from courses.acts.device import plausible
from courses.completion import actions as completion
from courses.models import AttemptAnswer, AttemptState, Enrollment, QuizAttempt
from courses.quizzes.actions.counting import count_attempt
from courses.quizzes.queries.attempts import pictures_of
from courses.quizzes.rules import marking
from courses.quizzes.rules.remarking import HUNDREDTH, SHARE_STEP, decimal
from courses.quizzes.rules.timing import GRACE

logger = logging.getLogger(__name__)


def hand_in(
    enrollment: Enrollment,
    attempt: QuizAttempt,
    happened_at: dt.datetime | None,
    *,
    by: User | None,
) -> None:
    """Mark an attempt that is locked, let it count, and read the figures of the seat anew.

    `by` is who hands it in; None: the clock.
    """
    _mark(attempt, happened_at)
    count_attempt(enrollment, attempt, by=by)
    completion.refresh(enrollment)


def hand_in_overdue() -> int:
    """Hand in the attempts whose time, and the grace for a lost connection, are over.

    What was kept counts, also of who has lost the seat since: that changes nothing for others.
    Return how many.
    """
    overdue = QuizAttempt.objects.overdue(timezone.now() - GRACE).select_related("enrollment")
    return sum(_hand_in_alone(attempt) for attempt in overdue.order_by("enrollment", "pk"))


def _hand_in_alone(found: QuizAttempt) -> bool:
    """Hand one in; what goes wrong with it holds up nobody else."""
    try:
        return hand_in_what_is_over(found)
    except Exception:
        logger.exception("attempt %s was not handed in by the clock", found.pk)
        return False


def hand_in_what_is_over(found: QuizAttempt) -> bool:
    """Hand one in whose time is over; return whether it was still open."""
    with transaction.atomic():
        enrollment = locks.enrollment(found.enrollment)
        attempt = locks.attempt(found)
        # More minutes may have been granted, or it was handed in meanwhile.
        if attempt.state != AttemptState.OPEN or not attempt.is_over:
            return False
        attempt.by_clock = True
        hand_in(enrollment, attempt, None, by=None)
    return True


def _mark(attempt: QuizAttempt, happened_at: dt.datetime | None) -> None:
    rows = list(attempt.answers.all())
    earned = Fraction(0)
    for row in rows:
        share = marking.share(row.question["kind"], row.key, row.answer)
        earned += share * row.points
        row.share = decimal(share, SHARE_STEP)
    AttemptAnswer.objects.bulk_update(rows, ["share"])
    attempt.pictures.add(*pictures_of(row.key["said"] for row in rows))
    # Compared before it is rounded: 69.999 is not 70.
    mark = 100 * earned / sum(row.points for row in rows)
    now = timezone.now()
    attempt.mark = decimal(mark, HUNDREDTH)
    attempt.has_passed = mark >= Fraction(attempt.pass_mark)
    attempt.state = AttemptState.MARKED
    attempt.submitted_at = now
    attempt.happened_at = plausible(happened_at, now)
    attempt.save(
        update_fields=[
            "mark", "has_passed", "state", "submitted_at", "happened_at", "by_clock"
        ]
    )  # fmt: skip
