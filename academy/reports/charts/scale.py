"""Where things stand in a drawing."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Plot:
    """The frame of a chart in the units of its `viewBox`; the axes meet at bottom left."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    first_day: dt.date
    last_day: dt.date
    highest: int

    def x(self, day: dt.date) -> float:
        """Return where `day` stands; days outside the frame stand at its edge."""
        whole = max(1, (self.last_day - self.first_day).days)
        share = min(1.0, max(0.0, (day - self.first_day).days / whole))
        return round(self.left + share * (self.width - self.left - self.right), 1)

    def y(self, value: float) -> float:
        """Return where `value` stands."""
        share = value / max(1, self.highest)
        return round(self.height - self.bottom - share * (self.height - self.top - self.bottom), 1)

    @property
    def base(self) -> int:
        return self.height - self.bottom

    @property
    def end(self) -> int:
        return self.width - self.right


def steps(highest: int, at_most: int = 5) -> list[int]:
    """Return round numbers from 0 to at least `highest`, few enough to label them all."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            step = size * factor
            if highest <= step * at_most:
                return list(range(0, highest + step, step))
        size *= 10


def months(first: dt.date, last: dt.date, at_most: int) -> list[dt.date]:
    """Return beginnings of months between two days, evenly spread, `at_most` of them."""
    found = []
    year, month = first.year, first.month
    while (day := dt.date(year, month, 1)) <= last:
        if day >= first:
            found.append(day)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    every = next(n for n in (1, 2, 3, 4, 6, 12, 24, 60, 120, 1200) if len(found) <= n * at_most)
    return found[::every]


def spread(places: list[float], least: float) -> list[float]:
    """Return `places` (heights of labels) moved up so that none stands on another.

    The order stays; the lowest label keeps its place.
    """
    order = sorted(range(len(places)), key=lambda number: -places[number])
    found = list(places)
    for lower, upper in pairwise(order):
        found[upper] = min(found[upper], found[lower] - least)
    return found
