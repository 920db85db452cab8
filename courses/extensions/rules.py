"""What may be granted. Pure: times in, what is wrong out."""

import datetime as dt

from courses.acts.rules import ModuleTime


def last_of(times: ModuleTime) -> dt.datetime | None:
    """Return the date of the batch that a personal one must come after; None: there is none."""
    return times.due_at or times.closes_at


def is_earlier(until: dt.datetime, times: ModuleTime) -> bool:
    """Whether a personal date would take time away."""
    last = last_of(times)
    return last is not None and until <= last
