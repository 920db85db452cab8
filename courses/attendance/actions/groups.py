"""A session is held in several halls: its groups, and who is placed in which."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.people.models import User
from courses.acts import locks
from courses.attendance.actions import telling
from courses.attendance.queries import groups as queries
from courses.attendance.rules import dealing
from courses.models import Enrollment, GroupPlace, Session, SessionGroup
from courses.models.verbs import CourseVerb


class NoGroups(Refused):
    message = _("This session has no groups yet. Add one first.")


class Dealing(StrEnum):
    """How those who are in no group yet are dealt out; or that all places are given up."""

    EVENLY = "evenly"
    BY_HOUSE = "by_house"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Placed:
    """How many were placed otherwise than before, and whom somebody else has placed meanwhile."""

    count: int
    clashes: list[Enrollment]


def save_group(*, group: SessionGroup, by: User, **changes: Any) -> SessionGroup:
    """Write a new group, or the `changes` of one; who is in it is told of another hall."""
    with transaction.atomic():
        session = _locked(group.session)
        is_new = group.pk is None
        for name, value in changes.items():
            setattr(group, name, value)
        if changes:
            group.changed_at = timezone.now()
        group.session = session
        group.save()
        _note_groups(session)
        verb = CourseVerb.CREATED if is_new else CourseVerb.CHANGED
        audit.record(verb, group, by=by, session=session.pk)
        if "place" in changes and not is_new:
            here = Enrollment.objects.seated().filter(group_places__group=group)
            telling.tell_of_hall(session, group.place, here, by=by)
        if "trainer" in changes and group.trainer_id is not None:
            telling.tell_leader(session, group.place, group.trainer_id, by=by)
    return group


def delete_group(*, group: SessionGroup, by: User) -> None:
    """Take a group away; who was in it is in none."""
    with transaction.atomic():
        session = _locked(group.session)
        audit.record(CourseVerb.REMOVED, group, by=by, session=session.pk)
        group.delete()
        _note_groups(session)


def place(
    *,
    session: Session,
    wanted: Mapping[int, int | None],
    by: User,
    shown: Mapping[int, int | None] | None = None,
) -> Placed:
    """Put people into groups, by the keys of seats and groups; None takes somebody out.

    `shown` is what the page showed: who is left as shown is not written, and where somebody else
    has placed a person otherwise since, that stays and is told. Seats of other batches and groups
    of other sessions are ignored. Nobody is refused because a hall is full: the page says so.
    """
    with transaction.atomic():
        session = _locked(session)
        seats = {
            seat.pk: seat
            for seat in Enrollment.objects.seated()
            .filter(batch=session.batch_id, pk__in=wanted)
            .select_related("user")
        }
        groups = {group.pk: group for group in session.groups.all()}
        before = queries.places_in(session)
        changes: dict[int, int | None] = {}
        clashes = []
        for pk in sorted(wanted.keys() & seats.keys()):
            new = wanted[pk]
            is_shown = shown is not None and new == shown.get(pk)
            if is_shown or new == before.get(pk) or not (new is None or new in groups):
                continue
            if shown is not None and shown.get(pk) != before.get(pk):
                clashes.append(seats[pk])
            else:
                changes[pk] = new
        _write(session, changes)
        if changes:
            told = {str(pk): [before.get(pk), new] for pk, new in changes.items()}
            audit.record(CourseVerb.GROUPS_SET, session, by=by, changes=told)
        for group in groups.values():
            moved = [seats[pk] for pk, new in changes.items() if new == group.pk]
            telling.tell_of_hall(session, group.place, moved, by=by)
    return Placed(len(changes), clashes)


def deal(*, session: Session, how: Dealing, by: User) -> Placed:
    """Deal out who is in no group yet, or take everybody out. Raises NoGroups."""
    with transaction.atomic():
        session = _locked(session)
        seats, before = queries.seats_of(session), queries.places_in(session)
        if how == Dealing.NOBODY:
            return place(session=session, wanted=dict.fromkeys(before), by=by)
        rooms = [
            dealing.Room(group.pk, getattr(group, "placed_count", 0), group.capacity)
            for group in queries.groups_of(session)
        ]
        if not rooms:
            raise NoGroups
        rest = [seat for seat in seats if seat.pk not in before]
        if how == Dealing.EVENLY:
            found = dealing.evenly([seat.pk for seat in rest], rooms)
        else:
            found = dealing.by_house([(seat.pk, seat.pesantren_id) for seat in rest], rooms)
        return place(session=session, wanted=found, by=by)


def _locked(session: Session) -> Session:
    batch = locks.batch(session.batch_id)
    # The plan says of each session whether it has groups.
    batch.end_plan()
    return Session.objects.select_related("batch").get(pk=session.pk)


def _note_groups(session: Session) -> None:
    session.has_groups = session.groups.exists()
    session.save(update_fields=["has_groups"])


def _write(session: Session, changes: Mapping[int, int | None]) -> None:
    now = timezone.now()
    GroupPlace.objects.filter(session=session, enrollment__in=changes).delete()
    GroupPlace.objects.bulk_create(
        GroupPlace(session=session, group_id=group, enrollment_id=seat, placed_at=now)
        for seat, group in changes.items()
        if group is not None
    )
