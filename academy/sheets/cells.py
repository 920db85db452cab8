"""What stands in a cell, as the workbook has it."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from academy.core.text.typed import clean_typed

# Beyond, no list has a column; what stands there is not read.
MOST_COLUMNS = 256
_FIRST_1904 = dt.datetime(1904, 1, 1)
_FIRST_1900 = dt.datetime(1899, 12, 31)
# Excel counts a 29 February 1900, which there was not.
_LEAP_OF_1900 = 60


@dataclass(frozen=True, slots=True)
class CellError:
    """A formula that failed: #N/A, #REF!, …"""

    text: str = ""


@dataclass(frozen=True, slots=True)
class NoValue:
    """A formula whose value was never kept by the program that wrote it."""


type Value = str | int | float | bool | dt.date | dt.time | CellError | NoValue | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its number there, from 1, and its cells from the first column on."""

    number: int
    cells: list[Value]


type Rows = Iterator[Row]


def date_of(serial: float, *, since_1904: bool) -> dt.datetime | None:
    """Return the day and time that a date system counts as `serial`; None outside of it."""
    first = _FIRST_1904 if since_1904 else _FIRST_1900
    if serial < (0 if since_1904 else 1):
        return None
    days = int(serial) - (not since_1904 and serial >= _LEAP_OF_1900)
    try:
        return first + dt.timedelta(days=days, seconds=round((serial % 1) * 86400))
    except (OverflowError, ValueError):
        return None


def number_of(text: str) -> int | float | None:
    """Return the number that a file writes, a whole one without a point; None where it is none."""
    try:
        number = float(text)
    except ValueError:
        return None
    if number != number or number in (float("inf"), float("-inf")):
        return None
    return plain_number(number)


def plain_number(number: float) -> int | float:
    """Return a whole number as such, as far as a float can tell."""
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def is_blank(value: Value) -> bool:
    """Whether nothing that one could see stands there."""
    if not isinstance(value, str):
        return value is None
    return not value[:1].isalnum() and not clean_typed(value)


def unwrapped(text: str) -> str:
    """Return `text` without what keeps a number as text: a leading apostrophe, or ="…" (R5)."""
    wrapped = re.fullmatch(r'="(.*)"', text)
    return wrapped[1].strip() if wrapped else text.removeprefix("'").lstrip()


def cell_text(cell: Any) -> str:
    """Return what stands in a cell, as one would type it: whole numbers without a point."""
    if cell is None or isinstance(cell, NoValue):
        return ""
    if isinstance(cell, CellError):
        return cell.text
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        cell = cell.date()
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    if isinstance(cell, float):
        cell = plain_number(cell)
    return unwrapped(clean_typed(str(cell)))
