"""How dates go later or earlier: from a day on, by some days, with a pause between them."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

WEEK = 7

# What stands in a timetable: a day of the batch, or a moment of a session or module.
type When = dt.date | dt.datetime


@dataclass(frozen=True, slots=True)
class Shift:
    """What is asked for: dates from `from_on` on go `days` later (fewer than 0: earlier).

    What then falls on the first day of the pause or after it goes later by the whole pause as
    well. With `keeps_weekdays` the pause counts as full weeks, so that a session of Saturdays
    stays one.
    """

    from_on: dt.date
    days: int
    pause_from: dt.date | None = None
    pause_until: dt.date | None = None
    keeps_weekdays: bool = True

    @property
    def pause_days(self) -> int:
        """By how many days the pause puts off what comes after it; 0 without one."""
        if self.pause_from is None or self.pause_until is None:
            return 0
        length = (self.pause_until - self.pause_from).days + 1
        return -(-length // WEEK) * WEEK if self.keeps_weekdays else length

    def of(self, when: When) -> When:
        """Return when that is afterwards, at the same time of day."""
        day = day_of(when)
        if day < self.from_on:
            return when
        by = self.days
        if self.pause_from is not None and day + dt.timedelta(days=by) >= self.pause_from:
            by += self.pause_days
        return when + dt.timedelta(days=by)

    def is_in_pause(self, when: When) -> bool:
        """Whether that is on a day of the pause."""
        if self.pause_from is None or self.pause_until is None:
            return False
        return self.pause_from <= day_of(when) <= self.pause_until


def day_of(when: When) -> dt.date:
    """Return the day on which that is, as people here read it."""
    return timezone.localdate(when) if isinstance(when, dt.datetime) else when


def is_past(when: When) -> bool:
    """Whether that is over; a day of the batch is not before its end."""
    if isinstance(when, dt.datetime):
        return when <= timezone.now()
    return when < timezone.localdate()


def read(text: str) -> When:
    """Return the day or moment that `written` has made a text of."""
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


def written(when: When) -> str:
    """Return `when` as a text that is the same for the same day or moment."""
    if isinstance(when, dt.datetime):
        when = when.astimezone(dt.UTC)
    return when.isoformat()
