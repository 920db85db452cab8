"""What a companion sees: their santri across batches, and the sessions to note."""

from datetime import timedelta

from django.utils import timezone
from django.utils.functional import Promise

from courses.models import Batch, Enrollment, EnrollmentState, Session
from courses.models.enrollment import SEAT_LEFT
from courses.workspace.queries import overview

SESSIONS_SHOWN = 10
# Attendance is noted on the day or soon after it.
NOTABLE_FOR = timedelta(days=14)


def santri_of(user) -> list[tuple[Enrollment, Batch, list[str | Promise]]]:
    """Return the seats of `user`'s pesantren, each with its batch and why the person is
    behind; those who are come first."""
    seats = (
        Enrollment.objects.seated()
        .filter(pesantren__in=user.companion_of)
        .select_related("batch__program", "batch__completion_rule")
    )
    batches = {seat.batch_id: seat.batch for seat in seats}
    rows = []
    for batch in batches.values():
        due = overview.due_activities(overview.grid_columns(batch))
        people = overview.people(batch, due).filter(pesantren__in=user.companion_of)
        rows += [
            (person, batch, overview.why_behind(batch, person, len(due)))
            for person in people.exclude(state__in=SEAT_LEFT)
        ]
    rows.sort(key=lambda row: (not row[2], row[0].state != EnrollmentState.ACTIVE, row[0].progress))
    return rows


def sessions_of(user) -> list[Session]:
    """Return the sessions of the last two weeks in which santri of `user` have a seat."""
    now = timezone.now()
    return list(
        Session.objects.filter(
            batch__enrollments__pesantren__in=user.companion_of,
            cancelled_at__isnull=True,
            starts_at__lte=now,
            starts_at__gt=now - NOTABLE_FOR,
        )
        .select_related("batch")
        .distinct()
        .order_by("-starts_at")[:SESSIONS_SHOWN]
    )
