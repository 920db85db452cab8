"""What a companion sees: their santri across batches, and the sessions to note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise

from academy.core.text.typed import uuid_of
from academy.people.models import Pesantren, User
from academy.people.particulars.names import matching
from courses.models import Batch, Enrollment, EnrollmentState, Session
from courses.workspace.queries import overview
from courses.workspace.queries.due import due_in, settled, wants_revision
from courses.workspace.queries.noting import missing_at

SESSIONS_SHOWN = 10
# Attendance is noted on the day or soon after it.
NOTABLE_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Houses:
    """The pesantren that somebody accompanies, by name; `chosen`: the one looked at, or all."""

    all: list[Pesantren]
    chosen: Pesantren | None

    @property
    def ids(self) -> list[int]:
        """The keys of those looked at."""
        return [one.pk for one in ([self.chosen] if self.chosen else self.all)]


def houses_of(user: User, chosen: str) -> Houses:
    """Return the pesantren of `user`; `chosen` is the public id of one, anything else is all."""
    found = list(Pesantren.objects.filter(pk__in=user.companion_of).order_by("name", "pk"))
    wanted = uuid_of(chosen)
    return Houses(found, next((one for one in found if one.public_id == wanted), None))


def santri_of(
    user: User, *, search: str = "", pesantren: Sequence[int] | None = None
) -> list[tuple[Enrollment, Batch, list[str | Promise]]]:
    """Return the seats of `user`'s pesantren, each with its batch and why the person is
    behind; those who are come first. `search`: only those whom it means; `pesantren`: only
    theirs."""
    own = user.companion_of if pesantren is None else user.companion_of & set(pesantren)
    seats: Any = list(
        Enrollment.objects.seated()
        .filter(pesantren__in=own)
        .filter(matching(search, "user__", by_contact=True) if search else Q())
        .select_related("user", "batch__program", "batch__completion_rule", "pesantren")
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


@dataclass(frozen=True, slots=True)
class Noting:
    """A session to note, and how many of one's santri are not noted yet."""

    session: Session
    missing: int


def sessions_of(user: User, pesantren: Sequence[int]) -> list[Noting]:
    """Return the sessions of the last two weeks in which santri of `pesantren` have a seat.

    In three queries. Who got the seat after a session is not asked for there.
    """
    now = timezone.now()
    own = Enrollment.objects.active().filter(pesantren__in=user.companion_of & set(pesantren))
    found = list(
        Session.objects.filter(
            batch__in=own.values("batch"),
            cancelled_at__isnull=True,
            starts_at__lte=now,
            starts_at__gt=now - NOTABLE_FOR,
        )
        .select_related("batch")
        .order_by("-starts_at")[:SESSIONS_SHOWN]
    )
    missing = {session.pk: count for session, count in missing_at(found, own)}
    return [Noting(session, missing.get(session.pk, 0)) for session in found]
