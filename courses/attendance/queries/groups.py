"""The groups of a session that is held in several halls: who is in which, and where that is."""

from collections.abc import Iterable
from copy import copy
from uuid import UUID

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce, Greatest

from academy.people.models import User
from courses.models import Enrollment, GroupPlace, Session, SessionGroup
from courses.models.seats.enrollment import SEAT_LEFT


def groups_of(session: Session) -> list[SessionGroup]:
    """Return the groups of `session` by name, each with how many are in it.

    `placed_count` of those who have a seat in its batch, `came_count` of those of them who have
    checked in by code, `over_count` beyond what the hall holds.
    """
    here = Q(places__enrollment__batch=session.batch_id) & ~Q(
        places__enrollment__state__in=SEAT_LEFT
    )
    came = Q(
        places__enrollment__attendance__session=session,
        places__enrollment__attendance__checked_in_at__isnull=False,
    )
    return list(
        session.groups.select_related("trainer")
        .annotate(
            placed_count=Count("places", filter=here, distinct=True),
            came_count=Count("places", filter=here & came, distinct=True),
        )
        .annotate(
            over_count=Greatest(F("placed_count") - Coalesce("capacity", F("placed_count")), 0)
        )
        .order_by("name", "pk")
    )


def seats_of(session: Session) -> list[Enrollment]:
    """Return who has a seat in the batch of `session`, by pesantren and name, in one query."""
    seats = Enrollment.objects.seated().filter(batch=session.batch_id)
    return list(
        seats.select_related("user", "pesantren").order_by(
            "pesantren__name", "pesantren_id", "user__full_name", "pk"
        )
    )


def places_in(session: Session) -> dict[int, int]:
    """Return the group of each seat that has a place, by their keys."""
    places = GroupPlace.objects.filter(session=session)
    return dict(places.values_list("enrollment_id", "group_id"))


def names_in(session: Session) -> dict[UUID, str]:
    """Return the name of the group of each seat that has a place, by the public id of the seat.

    Nothing is asked without groups."""
    if not session.has_groups:
        return {}
    places = GroupPlace.objects.filter(session=session)
    return dict(places.values_list("enrollment__public_id", "group__name"))


def unplaced_count(session: Session) -> int:
    """Return how many of those who have a seat are in no group of `session`."""
    seats = Enrollment.objects.seated().filter(batch=session.batch_id)
    return seats.exclude(group_places__session=session).count()


def own_places(seats: Iterable[int], sessions: Iterable[Session]) -> dict[int, GroupPlace]:
    """Return the places of one person's `seats` by session; asked only where there are groups."""
    grouped = [session.pk for session in sessions if session.has_groups]
    if not grouped:
        return {}
    found = GroupPlace.objects.filter(
        session__in=grouped, enrollment__in=list(seats), enrollment__batch=F("session__batch")
    )
    return {place.session_id: place for place in found.select_related("group__trainer")}


def halls_of(seats: Iterable[int], sessions: Iterable[Session]) -> dict[int, str]:
    """Return in which groups and halls `seats` are at each of `sessions` that has some: a text."""
    grouped = [session.pk for session in sessions if session.has_groups]
    if not grouped:
        return {}
    found = SessionGroup.objects.filter(session__in=grouped, places__enrollment__in=list(seats))
    halls: dict[int, list[str]] = {}
    for group in found.distinct().order_by("name", "pk"):
        halls.setdefault(group.session_id, []).append(f"{group.name}: {group.place}")
    return {session: "; ".join(texts) for session, texts in halls.items()}


def in_hall(session: Session, place: GroupPlace | None) -> Session:
    """Return `session` as it is for whom `place` is: held in the hall of that group.

    A copy: what is kept of a batch is everybody's.
    """
    if place is None:
        return session
    here = in_group(session, place.group)
    here.changed_at = max(here.changed_at, place.placed_at)
    return here


def in_group(session: Session, group: SessionGroup | None) -> Session:
    """Return `session` as it is for one group of it, or as it is for all."""
    if group is None:
        return session
    here = copy(session)
    here.place, here.map_url = group.place, group.map_url
    if group.trainer is not None:
        here.trainer = group.trainer
    here.changed_at = max(session.changed_at, group.changed_at)
    return here


def led_by(user: User, sessions: Iterable[Session]) -> dict[int, SessionGroup]:
    """Return the first group that `user` leads of each of `sessions`, by session."""
    grouped = [session.pk for session in sessions if session.has_groups]
    if not grouped:
        return {}
    found = SessionGroup.objects.filter(session__in=grouped, trainer=user).order_by("-name", "-pk")
    return {group.session_id: group for group in found.select_related("trainer")}
