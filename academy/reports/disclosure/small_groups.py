"""No figure about fewer than five people leaves the house.

Each table that a partner sees has one row for a group and four columns that hold each
other: applied ⊇ accepted ⊇ completed ⊇ certified. A figure is *small* if it, or what it
leaves of the column before (those who were not accepted, did not pass …), counts one to
four people. Small figures are hidden.

That is not enough: a single hidden figure is its column's total less the others. So for
each small figure there must be a *swap*: another row from which one person could come (or
to which one could go) in that column, and in its neighbours where need be, so that all
sums and all that is shown stay as they are. Figures are hidden until there is one. Where
no row can give one, the whole column is hidden, without saying what is small.

What is under five people reads "<5"; what is hidden to keep others hidden reads "•".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

LEAST = 5
# A row that may lose or gain so many hides every figure from one to four.
ROOM = LEAST - 2


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it may be read: the number, or None and a mark in its place."""

    value: int | None
    mark: str = ""


SMALL = Shown(None, f"<{LEAST}")
WITHHELD = Shown(None, "•")

type Row = Sequence[int]
type Spot = tuple[int, int]  # row, column


def is_small(count: int) -> bool:
    """Whether `count` people are too few to be read about (nobody is not a group)."""
    return 0 < count < LEAST


def protect_total(total: Row) -> list[Shown]:
    """Return the totals with the small ones, and all that rest on them, hidden."""
    return [
        _mark(value) if _rests_on_small(total, column) else Shown(value)
        for column, value in enumerate(total)
    ]


def protect(rows: Sequence[Row], total: Row) -> list[list[Shown]]:
    """Return `rows` (which add up to `total`) with the small figures hidden for good.

    A row's figures never grow from left to right.
    """
    table = _Table(rows)
    for column in range(len(total)):
        # A small total gives its column away whole. One that only leaves a few (a single
        # certificate revoked) is hidden itself: no row can be computed without it.
        if any(is_small(total[earlier]) for earlier in range(column + 1)):
            table.hide_column(column)
    table.hide_small()
    return [
        [table.shown((number, column)) for column in range(len(row))]
        for number, row in enumerate(rows)
    ]


def _mark(value: int) -> Shown:
    return SMALL if is_small(value) else WITHHELD


def _leaves(row: Row, column: int) -> int:
    """Return how many of the column before are not in this one."""
    return row[column - 1] - row[column] if column else 0


def _rests_on_small(row: Row, column: int) -> bool:
    """Whether the figure, what it leaves, or one that holds it, is small."""
    return any(
        is_small(row[earlier]) or is_small(_leaves(row, earlier)) for earlier in range(column + 1)
    )


@dataclass(slots=True)
class _Table:
    """The figures while it is decided which of them are hidden."""

    rows: Sequence[Row]
    hidden: set[Spot] = field(default_factory=set)
    # Columns hidden as a whole: nothing in them says what is small.
    blank: set[int] = field(default_factory=set)

    def shown(self, spot: Spot) -> Shown:
        number, column = spot
        value = self.rows[number][column]
        if column in self.blank:
            return WITHHELD
        return _mark(value) if spot in self.hidden else Shown(value)

    def hide_column(self, column: int) -> None:
        self.blank.add(column)
        self.hidden |= {(number, column) for number in range(len(self.rows))}

    def hide_small(self) -> None:
        """Hide what is small, and as little else as keeps it from being computed."""
        for number, row in enumerate(self.rows):
            self.hidden |= {
                (number, column) for column in range(len(row)) if _rests_on_small(row, column)
            }
        # Hiding never ends another swap, so that one way through all is enough.
        for number, row in enumerate(self.rows):
            for column in range(len(row)):
                if is_small(row[column]):
                    self._ensure_swap(number, column, _intervals(row, column))
                if is_small(_leaves(row, column)):
                    self._ensure_swap(number, column, _edges(row, column))

    def _ensure_swap(self, number: int, column: int, intervals: list[range]) -> None:
        if column in self.blank:
            return
        swaps = [
            (self._cost(other, interval), other, interval)
            for interval in intervals
            for other in range(len(self.rows))
            if other != number and self._can_swap(number, other, interval)
        ]
        if not swaps:
            self.hide_column(column)
            return
        _cost, other, interval = min(swaps, key=lambda swap: (swap[0], swap[1], swap[2].start))
        for row in (number, other):
            self.hidden |= {(row, place) for place in interval}

    def _cost(self, other: int, interval: range) -> tuple[int, bool, int]:
        """Return how much a swap with `other` would newly hide: the less the better."""
        row = self.rows[other]
        new = sum((other, place) not in self.hidden for place in interval)
        roomy = self._fits(other, interval, ROOM) and self._fits(other, interval, -ROOM)
        return new, not roomy, row[interval.start]

    def _can_swap(self, number: int, other: int, interval: range) -> bool:
        """Whether one person of a row could be one of another, in all of `interval`."""
        return any(
            self._fits(number, interval, step) and self._fits(other, interval, -step)
            for step in (1, -1)
        )

    def _fits(self, number: int, interval: range, step: int) -> bool:
        """Whether a row may have `step` more in `interval` and still read the same."""
        row = self.rows[number]
        first, last = interval[0], interval[-1]
        if step > 0 and first > 0 and row[first] + step > row[first - 1]:
            return False
        if step < 0 and row[last] + step < (row[last + 1] if last + 1 < len(row) else 0):
            return False
        return all(self._reads_the_same(row[place], row[place] + step, place) for place in interval)

    def _reads_the_same(self, value: int, other: int, column: int) -> bool:
        if column in self.blank:
            return other >= 0
        return is_small(other) if is_small(value) else other >= LEAST and value > 0


def _intervals(row: Row, column: int) -> list[range]:
    """Return the runs of columns in which `column` lies."""
    return [
        range(first, last + 1) for first in range(column + 1) for last in range(column, len(row))
    ]


def _edges(row: Row, column: int) -> list[range]:
    """Return the runs of columns that change what `column` leaves of the one before."""
    begin = [range(column, last + 1) for last in range(column, len(row))]
    end = [range(first, column) for first in range(column)]
    return begin + end


def merge_steps(steps: Sequence[int]) -> list[int]:
    """Return growing totals with no step of one to four: what is less waits for the next.

    The last total is always the true one, so that it agrees with the tables.
    """
    found, reached = [], 0
    for total in steps:
        if total - reached >= LEAST and not is_small(steps[-1] - total):
            reached = total
        found.append(reached)
    return [*found[:-1], steps[-1]] if steps else []
