"""How long an attempt takes answers, by our clock. Pure: moments in, yes or no out."""

import datetime as dt

from courses.acts.device import plausible

# A connection that is lost while the time runs out may come back so long after it: until then
# answers that the device dates within the time are taken. Then the attempt is handed in.
GRACE = dt.timedelta(hours=1)
# What was sent at the last second is on its way for a while.
ON_ITS_WAY = dt.timedelta(seconds=20)


def answered_at(
    happened_at: dt.datetime | None, received_at: dt.datetime, *, started_at: dt.datetime
) -> dt.datetime:
    """Return when an answer counts as given: by the device if that can be, else by our clock.

    Nobody answers before the attempt has begun: such a clock is wrong, as one that is ahead.
    """
    at = plausible(happened_at, received_at)
    return received_at if at is None or at < started_at else at


def is_over(ends_at: dt.datetime | None, at: dt.datetime) -> bool:
    """Whether the time of an attempt was over at that moment."""
    return ends_at is not None and ends_at <= at


def is_in_time(
    ends_at: dt.datetime | None, given_at: dt.datetime, received_at: dt.datetime
) -> bool:
    """Whether an answer given then, and received then, counts."""
    if ends_at is None:
        return True
    return given_at <= ends_at + ON_ITS_WAY and received_at <= ends_at + GRACE
