"""What a participant may do with a seat, and which modules are open to it."""

import datetime as dt
from dataclasses import dataclass

import rules
from django.utils import timezone

from academy.people.models import User
from courses.models import Batch, Enrollment, ModuleSchedule
from courses.models.seats.enrollment import SEAT_LEFT, TAKING_PART

WORKING = frozenset(TAKING_PART)


@dataclass(frozen=True, slots=True)
class ModuleTime:
    """When a module can be worked on. None: no limit on that side."""

    opens_at: dt.datetime | None
    due_at: dt.datetime | None
    closes_at: dt.datetime | None

    def is_open(self, at: dt.datetime) -> bool:
        """Whether its contents can be read: what was open once stays readable."""
        return self.opens_at is None or self.opens_at <= at

    def is_closed(self, at: dt.datetime) -> bool:
        """Whether nothing more is taken in."""
        return self.closes_at is not None and self.closes_at < at

    def takes_work(self, at: dt.datetime) -> bool:
        return self.is_open(at) and not self.is_closed(at)

    def extended(self, until: dt.datetime | None) -> "ModuleTime":
        """As they are for a person with a date of their own, which beats that of the batch.

        A date moved for the whole batch takes nobody's time away: the later one counts.
        """
        if until is None:
            return self
        return ModuleTime(self.opens_at, _later(self.due_at, until), _later(self.closes_at, until))


def _later(of_batch: dt.datetime | None, own: dt.datetime) -> dt.datetime | None:
    return None if of_batch is None else max(of_batch, own)


def module_time(batch: Batch, schedule: ModuleSchedule | None) -> ModuleTime:
    """Return the times of a module. Without a date of its own it opens with the batch."""
    start = timezone.make_aware(dt.datetime.combine(batch.starts_on, dt.time()))
    if schedule is None:
        return ModuleTime(opens_at=start, due_at=None, closes_at=None)
    return ModuleTime(schedule.opens_at or start, schedule.due_at, schedule.closes_at)


@rules.predicate
def is_own(user: User, enrollment: Enrollment) -> bool:
    return enrollment.user_id == user.pk


@rules.predicate
def holds_seat(user: User, enrollment: Enrollment) -> bool:
    """The seat was not left or given to somebody else."""
    return enrollment.state not in SEAT_LEFT


@rules.predicate
def is_working(user: User, enrollment: Enrollment) -> bool:
    """What the person does still counts."""
    return enrollment.state in WORKING


# Own results stay readable for good; lessons as long as one holds the seat.
may_see_results = is_own
may_read = is_own & holds_seat
may_learn = is_own & is_working

rules.add_perm("courses.see_results", may_see_results)
rules.add_perm("courses.read_lessons", may_read)
rules.add_perm("courses.learn", may_learn)
