"""What a companion sees: their santri across batches, and the sessions to note."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise

from academy.people.models import User
from academy.people.particulars.names import matching
from courses.models import Batch, Enrollment, EnrollmentState, Session
from courses.workspace.queries import overview
from courses.workspace.queries.due import due_in, settled, wants_revision

SESSIONS_SHOWN = 10
# Attendance is noted on the day or soon after it.
NOTABLE_FOR = timedelta(days=14)


def santri_of(
    user: User, *, search: str = ""
) -> list[tuple[Enrollment, Batch, list[str | Promise]]]:
    """Return the seats of `user`'s pesantren, each with its batch and why the person is
    behind; those who are come first. `search`: only those whom it means."""
    seats: Any = list(
        Enrollment.objects.seated()
        .filter(pesantren__in=user.companion_of)
        .filter(matching(search, "user__", by_contact=True) if search else Q())
        .select_related("user", "batch__program", "batch__completion_rule")
        .annotate(wants_revision=wants_revision())
        .order_by("pk")
    )
    batches = {seat.batch_id: seat.batch for seat in seats}
    due = due_in(batches)
    all_due = {activity for of_batch in due.values() for activity in of_batch}
    pairs = set(settled(all_due, enrollment__in=[seat.pk for seat in seats]))
    rows = []
    for seat in seats:
        seat.due_settled = sum((seat.pk, activity) in pairs for activity in due[seat.batch_id])
        batch = batches[seat.batch_id]
        rows.append((seat, batch, overview.why_behind(batch, seat, len(due[seat.batch_id]))))
    rows.sort(key=lambda row: (not row[2], row[0].state != EnrollmentState.ACTIVE, row[0].progress))
    return rows


def sessions_of(user: User) -> list[Session]:
    """Return the sessions of the last two weeks in which santri of `user` have a seat."""
    now = timezone.now()
    return list(
        Session.objects.filter(
            batch__in=Enrollment.objects.filter(pesantren__in=user.companion_of).values("batch"),
            cancelled_at__isnull=True,
            starts_at__lte=now,
            starts_at__gt=now - NOTABLE_FOR,
        )
        .select_related("batch")
        .order_by("-starts_at")[:SESSIONS_SHOWN]
    )
