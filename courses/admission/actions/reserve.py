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
    behind = Application.objects.filter(batch=batch)
    behind.filter(reserve_position__gt=position).update(
        reserve_position=F("reserve_position") + FAR_AWAY
    )
    behind.filter(reserve_position__gt=FAR_AWAY).update(
        reserve_position=F("reserve_position") - FAR_AWAY - 1
    )
