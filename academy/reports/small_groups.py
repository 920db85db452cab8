"""No figure about fewer than five people leaves the house.

Each table that a partner sees has one row for a group and four columns that hold each
other: applied ⊇ accepted ⊇ completed ⊇ certified. A figure is *small* if it, or what it
leaves of the column before (those who were not accepted, did not pass …), counts one to
four people. Small figures are hidden, and since a single hidden figure is its column's
total less the others, a column with hidden figures always hides another one beside them,
the *anchor*: large enough, and far enough from its neighbours in the row, that every
hidden small figure could be any other from one to four and the sums would still agree.
Where no row can be an anchor the whole column is hidden, without saying what is small.

What is under five people reads "<5"; what is hidden to keep others hidden reads "•".
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 5
# How far an anchor may move either way: as far as one person is from four.
ROOM = LEAST - 2


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it may be read: the number, or None and a mark in its place."""

    value: int | None
    mark: str = ""

    def __str__(self) -> str:
        return self.mark if self.value is None else str(self.value)


SMALL = Shown(None, f"<{LEAST}")
WITHHELD = Shown(None, "•")

type Row = Sequence[int]


def is_small(count: int) -> bool:
    """Whether `count` people are too few to be read about (nobody is not a group)."""
    return 0 < count < LEAST


def protect_total(total: Row) -> list[Shown]:
    """Return the totals with the small ones, and all that rest on them, hidden."""
    hidden, found = False, []
    for column, value in enumerate(total):
        hidden = hidden or _is_sensitive(total, column)
        found.append(_mark(value) if hidden else Shown(value))
    return found


def protect(rows: Sequence[Row], total: Row) -> list[list[Shown]]:
    """Return `rows` (which add up to `total`) with the small figures hidden for good.

    A row's figures never grow from left to right. Zeros stay: nobody is not a group.
    """
    columns = [
        _column(rows, column, shown.value is None)
        for column, shown in enumerate(protect_total(total))
    ]
    return [[column[number] for column in columns] for number in range(len(rows))]


def _column(rows: Sequence[Row], column: int, is_total_hidden: bool) -> list[Shown]:
    values = [row[column] for row in rows]
    if is_total_hidden:
        return [WITHHELD for _value in values]
    hidden = {number for number, row in enumerate(rows) if _rests_on_small(row, column)}
    if not hidden:
        return [Shown(value) for value in values]
    anchors = sorted(
        (number for number, row in enumerate(rows) if _can_anchor(row, column)),
        key=lambda number: (values[number], number),
    )
    # One anchor for the others to lean on, and somebody for the anchor to lean on.
    leaning = [number for number in anchors if number in hidden]
    if not leaning or len(hidden) == 1:
        free = [number for number in anchors if number not in hidden]
        if not free:
            return [WITHHELD for _value in values]
        hidden.add(free[0])
    return [
        _mark(value) if number in hidden else Shown(value) for number, value in enumerate(values)
    ]


def _mark(value: int) -> Shown:
    return SMALL if is_small(value) else WITHHELD


def _is_sensitive(row: Row, column: int) -> bool:
    left_over = row[column - 1] - row[column] if column else 0
    return is_small(row[column]) or is_small(left_over)


def _rests_on_small(row: Row, column: int) -> bool:
    """Whether the figure, or one that holds it, is small."""
    return any(_is_sensitive(row, earlier) for earlier in range(column + 1))


def _can_anchor(row: Row, column: int) -> bool:
    inner = row[column + 1] if column + 1 < len(row) else 0
    fits_below = row[column] - ROOM >= max(LEAST, inner)
    return fits_below and (column == 0 or row[column] + ROOM <= row[column - 1])


def merge_steps(steps: Sequence[int]) -> list[int]:
    """Return growing totals with no step of one to four: what is less waits for the next.

    The last total is always the true one, so that it agrees with the tables.
    """
    if not steps:
        return []
    found, reached, last = [], 0, steps[-1]
    for total in steps:
        grown, left = total - reached, last - total
        if grown >= LEAST and not is_small(left):
            reached = total
        found.append(reached)
    found[-1] = last
    return found
