"""Everybody concerned is told once what has changed about a live meeting that is to come."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation

from academy.core.jobs import enqueue
from academy.notify.actions import notify
from academy.people.models import User
from courses.attendance import queries
from courses.models import Batch, Enrollment, Session
from courses.models.batches.batch import Mode
from courses.models.notices import SessionNotice

TELL = "courses.tell_of_session"
TELL_TIMETABLE = "courses.tell_of_timetable"
_TIMES = ("starts_at", "ends_at")
# Of several changes at once the first of these is the news: its sentence says how all stands.
_NEWS = (
    (SessionNotice.MOVED, frozenset(_TIMES)),
    (SessionNotice.PLACE, frozenset({"place", "mode"})),
    (SessionNotice.LINK, frozenset({"online_url"})),
    (SessionNotice.TRAINER, frozenset({"trainer_id"})),
)
TOLD_FIELDS = frozenset().union(*(fields for _kind, fields in _NEWS))


def facts(session: Session) -> dict[str, Any]:
    """Return what people are told about `session`, as it is now."""
    return {name: getattr(session, name) for name in sorted(TOLD_FIELDS)}


def tell_of_change(session: Session, before: dict[str, Any], *, by: User) -> None:
    """Tell what differs from `before` (`facts`); nothing of what is over or called off."""
    changed = {name for name, value in facts(session).items() if value != before[name]}
    kind = next((kind for kind, fields in _NEWS if changed & fields), None)
    if kind is None or session.cancelled_at is not None:
        return
    old_times = (before["starts_at"], before["ends_at"])
    if max(old_times[1], session.ends_at) < timezone.now():
        return
    moved = {"was_at": _texts(old_times)} if kind == SessionNotice.MOVED else {}
    trainers: dict[int, SessionNotice] = {}
    if "trainer_id" in changed:
        if before["trainer_id"] is not None:
            trainers[before["trainer_id"]] = SessionNotice.LEADS_NO_MORE
        if session.trainer_id is not None:
            trainers[session.trainer_id] = SessionNotice.LEADS
    _tell(session, kind, by=by, trainers=trainers, more=moved)


def tell_of_new(session: Session, *, by: User) -> None:
    """Tell who leads a new session; others find it in their schedule."""
    if session.trainer_id is not None and session.ends_at >= timezone.now():
        _send(session, [_told(session.trainer_id, SessionNotice.LEADS)], by=by)


def tell(session: Session, kind: SessionNotice, *, by: User) -> None:
    """Tell that `session` was called off, or takes place again."""
    if session.ends_at >= timezone.now():
        _tell(session, kind, by=by, trainers={})


def tell_of_hall(session: Session, place: str, seats: Iterable[Enrollment], *, by: User) -> None:
    """Tell the people of `seats`, who are in one group, in which hall they meet."""
    if session.ends_at >= timezone.now() and session.cancelled_at is None:
        people = [_told(seat.user_id, SessionNotice.PLACE, learns=True) for seat in seats]
        _send(session, people, by=by, more={"place": place}, at=timezone.now())


def tell_leader(session: Session, place: str, user_id: int, *, by: User) -> None:
    """Tell who leads a group of `session` in which hall."""
    if session.ends_at >= timezone.now():
        told = [_told(user_id, SessionNotice.LEADS)]
        _send(session, told, by=by, more={"place": place}, at=timezone.now())


def _tell(
    session: Session,
    kind: SessionNotice,
    *,
    by: User,
    trainers: dict[int, SessionNotice],
    more: dict[str, Any] | None = None,
) -> None:
    """Send `kind` to everybody concerned, and to `trainers` what is news for them."""
    people = {user: _told(user, kind, learns=True) for user in queries.learners(session)}
    people |= {user: _told(user, kind) for user in queries.companions(session)}
    if session.trainer_id is not None:
        people[session.trainer_id] = _told(session.trainer_id, kind)
    people |= {user: _told(user, news) for user, news in trainers.items()}
    _send(session, people.values(), by=by, more=more)


def _told(user_id: int, kind: SessionNotice, *, learns: bool = False) -> list[Any]:
    return [user_id, kind.value, learns]


def _send(
    session: Session,
    told: Iterable[list[Any]],
    *,
    by: User,
    more: dict[str, Any] | None = None,
    at: dt.datetime | None = None,
) -> None:
    """Leave a job that tells `told` as it stands; `at` is when, where not the session changed."""
    # Who has done it knows.
    people = sorted(row for row in told if row[0] != by.pk)
    if not people:
        return
    params = {
        "session": session.title,
        "at": _texts((session.starts_at, session.ends_at)),
        "place": "" if session.mode == Mode.ONLINE else _place_of(session),
    }
    enqueue(
        TELL,
        {
            "session": session.pk,
            "change": (at or session.changed_at).isoformat(),
            "params": params | (more or {}),
            "people": people,
        },
        by=by,
        title=session.title,
        return_url=reverse("courses:sessions", args=[session.batch.public_id]),
        total=len(people),
    )


def _place_of(session: Session) -> str:
    """Return the hall; of a session in groups, that of each."""
    if not session.has_groups:
        return session.place
    return "; ".join(f"{group.name}: {group.place}" for group in session.groups.all())


def _texts(moments: Iterable[dt.datetime]) -> list[str]:
    return [moment.isoformat() for moment in moments]


def tell_one(
    session: Session, change: str, params: dict[str, Any], person: tuple[int, str, bool]
) -> None:
    """Leave the notice of one person about one change; told twice it is told once."""
    user_id, kind, learns = person
    found: StrEnum = SessionNotice(kind)
    url = reverse("courses:schedule")
    if found == SessionNotice.LEADS_NO_MORE:
        url = reverse("courses:work_home")
    elif not learns:
        url = reverse("courses:roster", args=[session.public_id])
    notify(
        User.objects.get(pk=user_id),
        found,
        key=f"session-{session.pk}-{change}",
        params=params,
        url=url,
    )


def tell_of_timetable(
    batch: Batch, sessions: Iterable[Session], kind: SessionNotice, *, change: str, by: User
) -> None:
    """Tell everybody in `batch` once that its dates have moved, however many they are.

    `sessions` are those that moved, as they stand now; the first to come is named. `change`
    names the act: told twice it is told once.
    """
    moved = sorted(sessions, key=lambda session: (session.starts_at, session.pk))
    people = dict.fromkeys(queries.learners_of(batch), True)
    led = {session.trainer_id for session in moved if session.trainer_id is not None}
    people |= dict.fromkeys({*queries.companions_of(batch), *led}, False)
    people.pop(by.pk, None)
    if not people:
        return
    named: dict[str, Any] = {}
    if moved:
        first = moved[0]
        named = {"session": first.title, "at": _texts((first.starts_at, first.ends_at))}
    enqueue(
        TELL_TIMETABLE,
        {
            "batch": batch.pk,
            "kind": kind.value,
            "change": change,
            "params": named,
            "people": sorted(people.items()),
        },
        by=by,
        title=str(batch),
        return_url=reverse("courses:sessions", args=[batch.public_id]),
        total=len(people),
    )


def tell_one_of_timetable(
    batch: Batch, kind: str, change: str, params: dict[str, Any], person: tuple[int, bool]
) -> None:
    """Leave the one notice of a person about all dates that have moved."""
    user_id, learns = person
    reader = User.objects.get(pk=user_id)
    with translation.override(reader.language):
        params = params | {"batch": str(batch)}
    url = reverse("courses:schedule") if learns else reverse("courses:work_home")
    notify(reader, SessionNotice(kind), key=f"timetable-{change}", params=params, url=url)
