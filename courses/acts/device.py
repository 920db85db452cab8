"""What the time on a participant's device is worth."""

import datetime as dt

# Handsets without signal send late; later than this the clock is not believed.
LATEST = dt.timedelta(hours=72)


def plausible(happened_at: dt.datetime | None, received_at: dt.datetime) -> dt.datetime | None:
    """Return `happened_at` if it counts: not in the future, and within 72 hours; else None."""
    if happened_at is None or not received_at - LATEST <= happened_at <= received_at:
        return None
    return happened_at


def counted(happened_at: dt.datetime | None, received_at: dt.datetime) -> dt.datetime:
    """Return the time that counts for a deadline: the device's if plausible, else ours."""
    return plausible(happened_at, received_at) or received_at
