"""The rows of a workbook, as text, never more of it than a list of questions can need."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from academy.web.files.workbooks import SheetRefused, visible_sheets
from cms.formats.spreadsheet.columns import PLACES, Column, Lettered, Place, plain_words
from cms.formats.written import Unreadable

MOST_ROWS = 30_000
HEAD_WITHIN = 30  # a head may stand below a letterhead


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the sheet and what stands in its columns."""

    line: int
    cells: dict[Place, str]

    def of(self, column: Column | Lettered, letter: str = "") -> str:
        """Return what stands in a column; nothing where it is not there."""
        return self.cells.get((column, letter), "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows below the heads; those heads that mean nothing, and in which line they stand."""

    line: int
    unknown: tuple[str, ...]
    rows: Iterator[Row]


def sheet_of(data: bytes) -> Sheet:
    """Return the first visible sheet that has the heads of questions. Raises Unreadable."""
    try:
        sheets = visible_sheets(data, most_rows=MOST_ROWS)
    except SheetRefused as refusal:
        raise Unreadable(str(refusal.message)) from refusal
    for cells in sheets:
        if (head := _head(cells)) is not None:
            number, columns = head
            said = [_text(cell) for cell in cells[number]]
            unknown = (text for at, text in enumerate(said) if text and at not in columns)
            return Sheet(number + 1, tuple(unknown), _below(cells, number, columns))
    raise Unreadable(
        gettext(
            "No sheet of this workbook has the heads of questions: at least “Soal”, and “Kunci” "
            "or “Pilihan A”. Take the template."
        )
    )


def _head(cells: list[list[Any]]) -> tuple[int, dict[int, Place]] | None:
    """Return in which row the heads stand, and the column of each."""
    for number, row in enumerate(cells[:HEAD_WITHIN]):
        found: dict[int, Place] = {}
        for index, cell in enumerate(row):
            place = PLACES.get(_plain_head(cell))
            if place is not None and place not in found.values():
                found[index] = place
        columns = {column for column, _letter in found.values()}
        if Column.TEXT in columns and len(columns) > 1:
            return number, found
    return None


def _plain_head(cell: Any) -> str:
    return plain_words(cell) if isinstance(cell, str) and len(cell) < 60 else ""


def _below(cells: list[list[Any]], head: int, columns: dict[int, Place]) -> Iterator[Row]:
    for number, row in enumerate(cells[head + 1 :], head + 2):
        texts = {place: _text(row[index]) for index, place in columns.items() if index < len(row)}
        filled = {place: text for place, text in texts.items() if text}
        if filled:
            yield Row(number, filled)


def _text(cell: Any) -> str:
    """Return what stands in a cell, as one would type it."""
    if isinstance(cell, bool):
        return "benar" if cell else "salah"
    if isinstance(cell, float):
        return f"{int(cell)}" if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
    return str(cell).replace("\r\n", "\n").replace("_x000D_", "").replace("\r", "\n").strip()
