"""From one publication of figures to the next: in steps of five people, or not at all.

Two visits around one acceptance would show that person's batch, regency, gender and pillar. So
a figure that is published is, of all that it was before, the same or at least five away, and so
is what it leaves of the column before (those who were not accepted, did not pass …). What has
changed by less waits. Rows are published in columns that hold each other, so that no row grows
from left to right; and what a table's rows leave of the total, because they wait, is a row of
its own under the same rule: no difference of sums says what waits where.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from academy.reports.disclosure.small_groups import LEAST

# The row of those who are in the total and in no group yet.
WAITING = "waiting"
COLUMNS = 4

type Row = tuple[int, int, int, int]
ZEROS: Row = (0, 0, 0, 0)
# Which columns are taken anew: the more the better.
MASKS = sorted(product((True, False), repeat=COLUMNS), key=lambda mask: -sum(mask))


@dataclass(frozen=True, slots=True)
class Figures:
    """What is published: nested columns of all and of each group, by dimension.

    `active` is None where it would tell of a small group.
    """

    total: Row
    active: int | None
    pesantren: int
    groups: Mapping[str, Mapping[str, Row]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "total": self.total,
            "active": self.active,
            "pesantren": self.pesantren,
            "groups": self.groups,
        }

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "Figures":
        return cls(
            total=_row(found["total"]),
            active=found["active"],
            pesantren=found["pesantren"],
            groups={
                dimension: {key: _row(row) for key, row in rows.items()}
                for dimension, rows in found["groups"].items()
            },
        )


def following(before: Sequence[Figures], now: Figures) -> Figures:
    """Return what is published next, of what is true `now`, after all that was published `before`.

    The first publication is what is true.
    """
    if not before:
        return now
    *_, last = before
    totals = _Seen(one.total for one in before)
    tables = {
        dimension: _Table(
            [one.groups.get(dimension, {}) for one in before], now.groups.get(dimension, {})
        )
        for dimension in {*now.groups, *last.groups}
    }
    for total in _mixtures(last.total, now.total):
        if not totals.fit(total):
            continue
        found = {dimension: table.under(total) for dimension, table in tables.items()}
        if all(rows is not None for rows in found.values()):
            break
    else:  # cannot be: what is published now fits itself
        return last
    return Figures(
        total=total,
        active=_active(before, now, total),
        pesantren=now.pesantren
        if _is_apart(now.pesantren, {one.pesantren for one in before})
        else last.pesantren,
        groups={dimension: rows for dimension, rows in found.items() if rows is not None},
    )


def _row(values: Sequence[int]) -> Row:
    applied, accepted, completed, certified = values
    return applied, accepted, completed, certified


def _is_apart(value: int, seen: Iterable[int]) -> bool:
    """Whether `value` is each of `seen` or at least five away from it."""
    return all(value == one or abs(value - one) >= LEAST for one in seen)


def _parts(row: Row) -> list[int]:
    """Return the figures of a row, and what each leaves of the one before."""
    return [*row, *(row[at] - row[at + 1] for at in range(COLUMNS - 1))]


class _Seen:
    """All that was published of one row."""

    def __init__(self, rows: Iterable[Row]):
        self.parts = [set(values) for values in zip(*map(_parts, rows), strict=True)]

    def fit(self, row: Row) -> bool:
        """Whether `row` may stand after them: nothing in it is too near, and it nests."""
        parts = _parts(row)
        return min(parts) >= 0 and all(
            _is_apart(value, seen) for value, seen in zip(parts, self.parts, strict=True)
        )


def _mixtures(old: Row, new: Row) -> Iterable[Row]:
    """Return the rows with columns of `new` or `old`, those with most new ones first."""
    for mask in MASKS:
        yield _row([new[at] if is_new else old[at] for at, is_new in enumerate(mask)])


class _Table:
    """The groups of one dimension, each as far on as it may be."""

    def __init__(self, before: Sequence[Mapping[str, Row]], now: Mapping[str, Row]):
        *_, last = before
        keys = {*last, *now} - {WAITING}
        self.old = {key: last.get(key, ZEROS) for key in sorted(keys)}
        self.new = {key: self._next(before, key, now.get(key, ZEROS)) for key in self.old}
        self.waiting = _Seen(rows.get(WAITING, ZEROS) for rows in before)

    def _next(self, before: Sequence[Mapping[str, Row]], key: str, now: Row) -> Row:
        seen = _Seen(rows.get(key, ZEROS) for rows in before)
        return next((row for row in _mixtures(self.old[key], now) if seen.fit(row)), self.old[key])

    def under(self, total: Row) -> dict[str, Row] | None:
        """Return the rows that fit `total`, with as few held back as can be; None: none do."""
        rows = dict(self.new)
        moved = sorted(
            (key for key in rows if rows[key] != self.old[key]),
            key=lambda key: sum(abs(a - b) for a, b in zip(rows[key], self.old[key], strict=True)),
        )
        while not self.waiting.fit(rest := _rest(total, rows.values())):
            if not moved:
                return None
            key = moved.pop(0)
            rows[key] = self.old[key]
        return rows if rest == ZEROS else rows | {WAITING: rest}


def _rest(total: Row, rows: Iterable[Row]) -> Row:
    rows = list(rows)
    return _row([value - sum(row[at] for row in rows) for at, value in enumerate(total)])


def _active(before: Sequence[Figures], now: Figures, total: Row) -> int | None:
    """Return those who are learning; what they leave are those who failed or left."""
    _applied, accepted, completed, _certified = total
    seen = [(one.active, one.total) for one in before if one.active is not None]
    known = {active for active, _row in seen}
    ended = {row[1] - row[2] - active for active, row in seen}
    for value in (now.active, before[-1].active):
        if value is None:
            continue
        left = accepted - completed - value
        if left >= 0 and _is_apart(value, known) and _is_apart(left, ended):
            return value
    return None
