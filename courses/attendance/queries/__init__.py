"""Rosters and check-ins, as their pages need them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone

from academy.people.models import Membership, MembershipRole, User
from academy.people.particulars.names import addressed
from courses.attendance.rules.distance import FAR
from courses.models import (
    Attendance,
    AttendanceRequest,
    AttendanceSource,
    AttendanceStatus,
    Batch,
    Enrollment,
    Session,
    TrainerAttendance,
)
from courses.models.batches.session import CHECK_IN_BEFORE
from courses.models.seats.enrollment import SEAT_LEFT

# Of one session; who contests more has a word with the coordinator.
SHOWN = 50


class Line(NamedTuple):
    """A person on the roster, with what is noted of them ("" and None where nothing is).

    `by_handset` is how many of the session have checked in on the same handset, this one included;
    `is_elsewhen`: the person checked in at a time at which the session, moved since, no longer is.
    """

    seat_id: UUID
    user_id: int
    full_name: str
    title: str
    pesantren: str
    status: str
    source: str
    noted_by: str
    noted_at: dt.datetime | None
    checked_in_at: dt.datetime | None
    page_code: str
    distance: int | None
    by_handset: int
    is_elsewhen: bool

    @property
    def display_name(self) -> str:
        return addressed(self.full_name, self.title)

    @property
    def far(self) -> int:
        """How many metres from the hall the person checked in, where that is far; else 0."""
        return self.distance if self.distance is not None and self.distance >= FAR else 0

    @property
    def says_otherwise(self) -> bool:
        """Whether the person checked in by code, and something else than present counts."""
        return self.checked_in_at is not None and self.status != AttendanceStatus.PRESENT

    @property
    def is_away(self) -> bool:
        """Whether a letter may say why the person is not here."""
        return self.status in {AttendanceStatus.EXCUSED, AttendanceStatus.ILL}

    @property
    def is_undecided(self) -> bool:
        """Whether it was noted before the person checked in: nobody has weighed the two yet."""
        if self.noted_at is None or self.checked_in_at is None:
            return False
        return self.says_otherwise and self.noted_at < self.checked_in_at


def roster(session: Session, enrollments: QuerySet[Enrollment]) -> list[Line]:
    """Return `enrollments` by pesantren and name, each with what is noted of it."""
    here = FilteredRelation("attendance", condition=Q(attendance__session=session))
    # Hundreds of rows: as values of one query. With objects of four models the page took twice
    # as long.
    rows = list(
        enrollments.annotate(here=here)
        .order_by("pesantren__name", "pesantren_id", "user__full_name", "pk")
        .values_list(
            "public_id", "user_id", "user__full_name", "user__title", "pesantren__name",
            "here__status", "here__source", "here__noted_by__full_name", "here__noted_at",
            "here__checked_in_at", "here__page__code", "here__distance",
            "here__handset",
        )
    )  # fmt: skip
    handsets = Counter(handset for *_others, handset in rows if handset)
    return [
        Line(
            seat_id, user_id, full_name, title, pesantren or "", status or "", source or "",
            noted_by or "", noted_at, checked_in_at, page_code or "", distance,
            by_handset=handsets[handset],
            is_elsewhen=checked_in_at is not None and not session.is_around(checked_in_at),
        )
        for (
            seat_id, user_id, full_name, title, pesantren, status, source, noted_by, noted_at,
            checked_in_at, page_code, distance, handset,
        ) in rows
    ]  # fmt: skip


def letter_counts(session: Session) -> dict[UUID, int]:
    """Return how many letters lie beside what is noted of people, by the public id of the seat."""
    return Counter(session.letters.values_list("enrollment__public_id", flat=True))


def trainer_noted(session: Session) -> TrainerAttendance | None:
    """Return what is noted of the trainer who leads `session`."""
    found = session.trainer_attendance.filter(trainer=session.trainer_id)
    return found.select_related("noted_by", "page").first()


def shows_code(user: User, session: Session) -> bool:
    """Say whether `user` may open the code of `session`: who notes it, or some of its people."""
    if user.has_perm("courses.note_session", session):
        return True
    own = user.companion_of
    return bool(own) and session.batch.enrollments.seated().filter(pesantren__in=own).exists()


def checked_in_count(session: Session) -> int:
    """Return how many of those who have a seat have checked in by code."""
    rows = session.attendance.filter(checked_in_at__isnull=False)
    return rows.exclude(enrollment__state__in=SEAT_LEFT).count()


def checking_in_now(now: dt.datetime) -> QuerySet[Session]:
    """Return the sessions of all batches whose check-in is open."""
    return Session.objects.filter(
        cancelled_at__isnull=True, starts_at__lte=now + CHECK_IN_BEFORE, ends_at__gte=now
    )


def seat_at(user: User, session: Session) -> Enrollment | None:
    """Return the seat that `user` holds in the batch of `session`."""
    seats = Enrollment.objects.of_participant(user).seated().filter(batch=session.batch_id)
    return seats.select_related("batch__program", "user").first()


def own_of(user: User, sessions: Iterable[Session]) -> Session | None:
    """Return the first of `sessions` in whose batch `user` holds a seat."""
    batches = [one.batch_id for one in sessions]
    seats = Enrollment.objects.of_participant(user).seated().filter(batch__in=batches)
    mine = set(seats.values_list("batch", flat=True)) if batches else set()
    return next((one for one in sessions if one.batch_id in mine), None)


def noted_of(enrollment: Enrollment, session: Session) -> Attendance | None:
    """Return what is noted of one person."""
    return Attendance.objects.filter(session=session, enrollment=enrollment).first()


def learners(session: Session) -> list[int]:
    """Return the keys of those who see `session` in their schedule."""
    return learners_of(session.batch_id)


def learners_of(batch: Batch | int) -> list[int]:
    """Return the keys of those who have a seat in `batch`."""
    seats = Enrollment.objects.seated().filter(batch=batch)
    return list(seats.order_by("user").values_list("user", flat=True))


def companions(session: Session) -> list[int]:
    """Return the keys of those who accompany somebody with a seat in the batch of `session`."""
    return companions_of(session.batch_id)


def companions_of(batch: Batch | int) -> list[int]:
    """Return the keys of those who accompany somebody with a seat in `batch`."""
    seats = Enrollment.objects.seated().filter(batch=batch, pesantren__isnull=False)
    found = Membership.objects.filter(
        role=MembershipRole.COMPANION,
        ended_on=None,
        user__is_active=True,
        pesantren__in=seats.order_by().values("pesantren"),
    )
    return list(found.order_by("user").values_list("user", flat=True).distinct())


def contested(session: Session) -> list[AttendanceRequest]:
    """Return what companions changed, or ask to change, of what others noted: the newest first."""
    found = session.requests.select_related("enrollment__user", "asked_by", "decided_by")
    return list(found[:SHOWN])


def is_in(noted: Attendance, session: Session) -> bool:
    """Say whether somebody of whom this is `noted` has nothing left to do at `session`.

    Who checked in before the session was moved checks in anew.
    """
    if noted.status != AttendanceStatus.PRESENT:
        return noted.checked_in_at is not None and session.is_around(noted.checked_in_at)
    by_code = noted.source == AttendanceSource.CODE and noted.checked_in_at is not None
    return not by_code or session.is_around(noted.checked_in_at or noted.noted_at)


def own_running(user: User, *, besides: Session) -> Session | None:
    """Return another session at which `user` can check in now."""
    seats = Enrollment.objects.filter(user=user).seated()
    found = checking_in_now(timezone.now()).filter(batch__in=seats.values("batch"))
    return found.exclude(pk=besides.pk).first()
