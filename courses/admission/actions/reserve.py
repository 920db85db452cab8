"""The reserve list of a batch: places 1, 2, 3 … without a gap.

All of it runs under the lock of the batch's row.
"""

from django.db.models import F, Max

from courses.models import Application, Batch

# Places are moved by way of numbers nobody has: the database checks each row as it goes.
FAR_AWAY = 1_000_000


def next_position(batch: Batch) -> int:
    """Return the place after the last one, from 1."""
    last = batch.applications.aggregate(last=Max("reserve_position"))["last"]
    return (last or 0) + 1


def close_gap(batch: Batch, position: int | None) -> None:
    """Move everybody behind `position` up by one, after its holder has left the list."""
    if position is None:
        return
    _move(batch, behind=position, by=-1)


def open_gap(batch: Batch, position: int | None) -> int:
    """Make room at `position` for somebody who was there, and return the place that is free."""
    place = min(position or FAR_AWAY, next_position(batch))
    _move(batch, behind=place - 1, by=1)
    return place


def _move(batch: Batch, *, behind: int, by: int) -> None:
    listed = Application.objects.filter(batch=batch)
    listed.filter(reserve_position__gt=behind).update(
        reserve_position=F("reserve_position") + FAR_AWAY
    )
    listed.filter(reserve_position__gt=FAR_AWAY).update(
        reserve_position=F("reserve_position") - FAR_AWAY + by
    )
