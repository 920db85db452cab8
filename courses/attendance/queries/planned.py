"""The sessions of a batch by month, and which of them clash."""

import datetime as dt
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from academy.core.text.typed import clean_typed
from academy.people.models import User
from courses.models import AttendanceStatus, Batch, Session
from courses.models.batches.batch import Mode
from courses.models.seats.enrollment import SEAT_LEFT


def sessions_of(batch: Batch) -> QuerySet[Session]:
    """Return the sessions of `batch` in time, with how many of those who have a seat were noted
    and came."""
    is_here = ~Q(attendance__enrollment__state__in=SEAT_LEFT)
    came = Q(attendance__status=AttendanceStatus.PRESENT)
    return (
        batch.sessions.select_related("trainer")
        .annotate(
            noted_count=Count("attendance", filter=is_here),
            present_count=Count("attendance", filter=is_here & came),
        )
        .order_by("starts_at", "pk")
    )


@dataclass(slots=True)
class Planned:
    """A session in the list; what else is at its time, in the same hall or by its trainer."""

    session: Session
    same_place: list[Session] = field(default_factory=list)
    same_trainer: list[Session] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Month:
    """The first day of a month, and the sessions in it."""

    first: dt.date
    planned: list[Planned]


def by_month(batch: Batch, user: User) -> list[Month]:
    """Return the sessions of `batch` by month, with the clashes that `user` may know of."""
    rows = [Planned(session) for session in sessions_of(batch)]
    find_clashes(rows, user)
    months = itertools.groupby(
        rows, lambda row: timezone.localdate(row.session.starts_at).replace(day=1)
    )
    return [Month(first, list(planned)) for first, planned in months]


def find_clashes(rows: Iterable[Planned], user: User) -> None:
    """Look at what is to come alone: of what was nothing can be moved.

    A session of `rows` is met where it stands there, also if it is stored at another time.
    """
    now = timezone.now()
    coming = [
        row for row in rows if row.session.ends_at >= now and row.session.cancelled_at is None
    ]
    if not coming:
        return
    others = (
        Session.objects.visible_to(user)
        .filter(
            cancelled_at=None,
            starts_at__lt=max(row.session.ends_at for row in coming),
            ends_at__gt=min(row.session.starts_at for row in coming),
        )
        .select_related("batch")
        .order_by("starts_at", "pk")
    )
    planned = {row.session.pk: row.session for row in coming}
    for row, other in itertools.product(coming, others):
        mine = row.session
        if other.pk == mine.pk or not _overlap(mine, planned.get(other.pk, other)):
            continue
        if _place_of(mine) and _place_of(mine) == _place_of(other):
            row.same_place.append(other)
        if mine.trainer_id is not None and mine.trainer_id == other.trainer_id:
            row.same_trainer.append(other)


def _overlap(one: Session, other: Session) -> bool:
    # One may begin where the other ends.
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _place_of(session: Session) -> str:
    """Return the hall as it is compared; "" where nobody meets in one."""
    if session.mode == Mode.ONLINE:
        return ""
    return "".join(re.findall(r"[^\W_]+", clean_typed(session.place).casefold()))
