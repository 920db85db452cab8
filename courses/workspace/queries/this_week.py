"""What santri are to be told of the seven days to come: sessions, dates, modules that open."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from django.utils import timezone

from academy.people.models import User
from courses.attendance.queries import groups
from courses.completion.plan import Plan, plan_of
from courses.models import Batch, Enrollment, Session
from courses.workspace.queries.due import settled

LASTS = dt.timedelta(days=7)
SESSION, CALLED_OFF, DUE, OPENS = "session", "called_off", "due", "opens"


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell: `kind` says what; `owing` are those who still have it to do.

    `ends_at` and `place` are those of a session; `is_all`: nobody has done it yet.
    """

    kind: str
    at: dt.datetime
    title: str
    ends_at: dt.datetime | None = None
    place: str = ""
    owing: list[str] = field(default_factory=list)
    is_all: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """The news of one batch in time, and how many santri it is for."""

    batch: Batch
    count: int
    news: list[News]


def of(user: User, pesantren: Iterable[int]) -> list[Week]:
    """Return a week for each batch in which santri of `pesantren` learn, also an empty one.

    In two queries beside the kept plans of the batches, and one where sessions are in groups.
    """
    seats: dict[int, list[Enrollment]] = defaultdict(list)
    learning = Enrollment.objects.active().filter(pesantren__in=set(pesantren) & user.companion_of)
    for seat in learning.select_related("user", "batch__program").order_by("user__full_name", "pk"):
        seats[seat.batch_id].append(seat)
    batches = [people[0].batch for people in seats.values() if not people[0].batch.is_over]
    now = timezone.now()
    due = {batch.pk: list(_due(plan_of(batch), now)) for batch in batches}
    asked = {activity for rows in due.values() for _at, _title, of in rows for activity in of}
    known = [seat.pk for batch in batches for seat in seats[batch.pk]]
    done = set(settled(asked, enrollment__in=known)) if asked else set()
    sessions = [one for batch in batches for one in plan_of(batch).sessions if _comes(one, now)]
    halls = groups.halls_of(known, sessions)
    return [
        Week(
            batch,
            len(seats[batch.pk]),
            _news(batch, seats[batch.pk], due[batch.pk], done, halls, now),
        )
        for batch in sorted(batches, key=lambda one: (one.starts_on, one.pk))
    ]


type _Due = tuple[dt.datetime, str, set[int]]


def _due(plan: Plan, now: dt.datetime) -> Iterator[_Due]:
    """Yield when which module is due, and what is demanded in it."""
    demanded = {item.activity_id for item in plan.demands if item.is_live}
    modules = {module.id: module for course in plan.outlines for module in course.modules}
    for item in plan.deadlines:
        if item.module_id in modules and now <= item.due_at < now + LASTS:
            of_module = {one.id for one in modules[item.module_id].activities}
            yield item.due_at, item.title, of_module & demanded


def _news(
    batch: Batch,
    people: list[Enrollment],
    due: list[_Due],
    done: set[tuple[int, int]],
    halls: dict[int, str],
    now: dt.datetime,
) -> list[News]:
    plan = plan_of(batch)
    found = [
        _of_session(one, halls.get(one.pk, one.place)) for one in plan.sessions if _comes(one, now)
    ]
    for course in plan.outlines:
        for module in course.modules:
            opens_at = plan.times[module.id].opens_at
            if opens_at is not None and now <= opens_at < now + LASTS:
                found.append(News(OPENS, opens_at, module.title))
    for at, title, activities in due:
        owing = [
            seat.user.full_name
            for seat in people
            if any((seat.pk, activity) not in done for activity in activities)
        ]
        found.append(News(DUE, at, title, owing=owing, is_all=len(owing) == len(people)))
    return sorted(found, key=attrgetter("at"))


def _comes(session: Session, now: dt.datetime) -> bool:
    return session.ends_at >= now and session.starts_at < now + LASTS


def _of_session(session: Session, place: str) -> News:
    kind = SESSION if session.cancelled_at is None else CALLED_OFF
    return News(kind, session.starts_at, session.title, session.ends_at, place)
