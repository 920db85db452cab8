"""What was opened: sheets whose rows are read when they are asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from academy.sheets.cells import Rows


@dataclass(frozen=True, slots=True)
class SheetRows:
    """A sheet that can be seen; `rows` begins at its first row at each call."""

    name: str
    rows: Callable[[], Rows]
    since_1904: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """The visible sheets of a file in their order.

    `are_readings`: not sheets, but several ways to understand one text.
    """

    sheets: Sequence[SheetRows]
    are_readings: bool = False
