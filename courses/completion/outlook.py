"""What a mean can still become, by what is open.

Nothing here reads database or clock.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from courses.completion.rules import Demand, Mean, mean_of


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a mean can still become. `needed` is the mark, in each of what is open, that is enough.

    `is_reachable` says whether the mean that is demanded can be reached at all (None: none is).
    """

    worst: Decimal
    best: Decimal
    needed: int | None
    is_reachable: bool | None


def outlook(
    demands: Iterable[Demand],
    marks: Mapping[int, Decimal],
    is_open: Collection[int],
    *,
    drop: int,
    minimum: Decimal | None,
) -> Outlook | None:
    """Return what can still become of the mean; None where nothing is open.

    `is_open`: what may still get a mark, or a better one.
    """
    demands = [item for item in demands if item.is_graded and item.weight]
    is_open = {item.activity_id for item in demands} & set(is_open)
    if not is_open:
        return None

    def with_each(mark: int) -> Mean:
        got = {pk: max(marks.get(pk, Decimal(0)), Decimal(mark)) for pk in is_open}
        return mean_of(demands, {**marks, **got}, drop=drop)

    def is_enough(mark: int) -> bool:
        found = with_each(mark)
        return not found.unmarked_count and (found.value or 0) >= (minimum or 0)

    # A better mark never lowers the mean, so the first that is enough is found by halving.
    needed = None if minimum is None else bisect_left(range(101), True, key=is_enough)
    return Outlook(
        worst=with_each(0).value or Decimal(0),
        best=with_each(100).value or Decimal(0),
        needed=needed if needed is not None and needed <= 100 else None,
        is_reachable=None if needed is None else needed <= 100,
    )
