"""Which questions an attempt asks. Pure, but for chance."""

from collections.abc import Iterable, Sequence, Set
from random import Random
from secrets import SystemRandom


def drawn(
    pools: Iterable[tuple[Sequence[int], int]],
    *,
    fixed: Sequence[int],
    seen: Set[int],
    chance: Random | None = None,
) -> list[int]:
    """Return `fixed`, then so many of each pool: each question once, unseen ones first.

    A pool that has too few gives what it has.
    """
    chance = chance or SystemRandom()
    asked = list(fixed)
    for pool, count in pools:
        left = [one for one in pool if one not in asked]
        chance.shuffle(left)
        left.sort(key=lambda one: one in seen)
        asked += left[:count]
    return asked


def shuffled[One](items: Iterable[One], *, chance: Random | None = None) -> list[One]:
    """Return `items` in an order of chance."""
    found = list(items)
    (chance or SystemRandom()).shuffle(found)
    return found
