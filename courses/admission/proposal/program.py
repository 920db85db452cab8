"""A question in whole numbers: columns from nothing up, and rows of sums with limits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass
class Row:
    """A weighted sum of columns that must not leave its limits; None where there is none."""

    terms: Mapping[int, int]
    lower: int | None
    upper: int | None

    def sum_of(self, values: Sequence[int]) -> int:
        return sum(weight * values[column] for column, weight in self.terms.items())


class Program:
    """Columns and rows. Everything is a whole number, so that every answer can be checked."""

    def __init__(self) -> None:
        self.lowers: list[int] = []
        self.uppers: list[int] = []
        self.rows: list[Row] = []

    def add_column(self, upper: int) -> int:
        self.lowers.append(0)
        self.uppers.append(upper)
        return len(self.uppers) - 1

    def add_row(
        self, terms: Mapping[int, int], lower: int | None = None, upper: int | None = None
    ) -> Row:
        row = Row(terms, lower, upper)
        self.rows.append(row)
        return row

    def fix(self, column: int, value: int) -> None:
        self.lowers[column] = self.uppers[column] = value

    def holds(self, values: Sequence[int]) -> bool:
        """Whether `values` keep every limit; asked of each answer, in exact arithmetic."""
        limits = zip(self.lowers, values, self.uppers, strict=True)
        return all(low <= value <= high for low, value, high in limits) and all(
            (row.lower is None or row.lower <= total) and (row.upper is None or total <= row.upper)
            for row in self.rows
            for total in [row.sum_of(values)]
        )


def total(costs: Iterable[int], values: Iterable[int]) -> int:
    return sum(cost * value for cost, value in zip(costs, values, strict=True))
