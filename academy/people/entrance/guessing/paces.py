"""How often forms that are open to everybody may be sent, from one address and from all.

| form                | one address, at once | then one in | all addresses | then one in |
|---------------------|----------------------|-------------|---------------|-------------|
| account to apply    |                  120 |       2 min |         2,000 |       1 min |
| message to us       |                   10 |      10 min |           200 |       5 min |

A lab of 60 applies from one address at one hour, twice. Rows hold hashes only, as those of
`academy.people.entrance.guessing.throttle` do.
"""

from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from academy.people.entrance.guessing import limits
from academy.people.entrance.guessing.limits import Limit
from academy.people.entrance.guessing.throttle import digest, locked_counts, wait_of, write
from academy.people.entrance.guessing.waits import Wait
from academy.people.errors import MustWait


class Doing(StrEnum):
    """What is sent."""

    APPLY = "apply"
    WRITE = "write"


_LIMITS = {
    Doing.APPLY: (limits.APPLYING, limits.APPLYING_SITE),
    Doing.WRITE: (limits.WRITING, limits.WRITING_SITE),
}


def take(doing: Doing, *, address: str) -> None:
    """Count one sending from `address`. Raises MustWait where there were too many."""
    of_address, of_all = _LIMITS[doing]
    used = {f"{doing} all": of_all}
    if address:
        used[f"{doing} {digest('address', address)}"] = of_address
    _count(used)


def guess(limit: Limit, key: str) -> None:
    """Count one guess before it is looked at: many at once find no more room than one by one.

    Raises MustWait. One that is right is given back by `guessed_right`.
    """
    _count({key: limit})


def guessed_right(limit: Limit, key: str) -> None:
    """Take back the count of a guess that was right: it used up nothing."""
    now = timezone.now()
    with transaction.atomic():
        rows = locked_counts([key], now)
        rows[key].forget_at -= limit.refill
        write(rows)


def _count(used: dict[str, Limit]) -> None:
    now = timezone.now()
    with transaction.atomic():
        rows = locked_counts(used, now)
        if isinstance(wait := wait_of(used, rows, now), Wait):
            raise MustWait(wait.sentence)
        for key, limit in used.items():
            rows[key].forget_at += limit.refill
        write(rows)
