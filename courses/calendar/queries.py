"""What stands in the calendar of one person: no more than their pages show."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from academy.people.models import User
from courses.attendance.queries import groups
from courses.completion.plan import Deadline
from courses.learning.queries.home import seats_of
from courses.learning.queries.schedule import schedule_of
from courses.models import Enrollment, Session

# Who subscribes for years carries no old sessions along.
KEPT_FOR = dt.timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session in somebody's calendar; `may_join`: the link to it is theirs, and still opens.

    `group` is the name of theirs, where it is held in groups; its hall is that of the session.
    """

    session: Session
    may_join: bool
    at_work: bool
    group: str = ""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The sessions of one person in time, also those called off, and due dates to come."""

    meetings: list[Meeting]
    deadlines: list[Deadline]


def agenda_of(user: User, *, at_work: bool) -> Agenda:
    """Return what `user` takes part in, and if `at_work` what they lead, run or accompany.

    Who has left a batch has what was; what somebody both leads and attends stands there once.
    """
    since = timezone.now() - KEPT_FOR
    schedule = schedule_of(seats_of(user))
    found = {
        row.session.pk: _meeting(row.session, may_join=True, group=row.group)
        for row in (*schedule.past, *schedule.upcoming)
        if row.session.ends_at >= since
    }
    if at_work:
        run = _run_by(user)
        worked_at = _worked_at(user, run, since)
        led = groups.led_by(user, worked_at)
        for session in worked_at:
            group = led.get(session.pk) if user.is_trainer else None
            leads = user.is_trainer and (session.trainer_id == user.pk or group is not None)
            attends = session.pk in found
            joins = leads or attends or session.batch_id in run
            if attends and group is None:
                # Who attends, too, comes to the hall of the own group.
                own = found[session.pk]
                found[session.pk] = _meeting(
                    own.session, may_join=joins, at_work=True, group=own.group
                )
            else:
                here, name = groups.in_group(session, group), group.name if group else ""
                found[session.pk] = _meeting(here, may_join=joins, at_work=True, group=name)
    return Agenda(
        sorted(found.values(), key=lambda row: (row.session.starts_at, row.session.pk)),
        schedule.deadlines,
    )


def _meeting(
    session: Session, *, may_join: bool, at_work: bool = False, group: str = ""
) -> Meeting:
    is_open = session.cancelled_at is None and session.ends_at >= timezone.now()
    return Meeting(session, may_join and is_open and bool(session.online_url), at_work, group)


def _run_by(user: User) -> set[int]:
    if not user.is_coordinator:
        return set()
    return set(user.coordinated_batches.values_list("pk", flat=True))


def _worked_at(user: User, run: set[int], since: dt.datetime) -> list[Session]:
    """Return the sessions that `user` leads or runs, or at which they note their santri."""
    theirs = Q(batch__in=run)
    if user.is_trainer:
        theirs |= Q(trainer=user) | Q(groups__trainer=user)
    if user.is_companion:
        santri = Enrollment.objects.seated().filter(pesantren__in=user.companion_of)
        theirs |= Q(batch__in=santri.order_by().values("batch"))
    found = Session.objects.filter(theirs, ends_at__gte=since).select_related("batch")
    return list(found.distinct())
