"""The rows of a workbook, as text, never more of it than a list of questions can need."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from django.utils.translation import gettext

from academy.sheets import cells
from academy.sheets.cells import Value, cell_text
from academy.sheets.opening import open_book
from academy.sheets.refusals import SheetRefused
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
        for sheet in open_book(data, most_bytes=len(data)).sheets:
            rows = list(takewhile(lambda row: row.number <= MOST_ROWS, sheet.rows()))
            if (head := _head(rows)) is not None:
                return _below(rows, *head)
    except SheetRefused as refusal:
        raise Unreadable(str(refusal.message)) from refusal
    raise Unreadable(
        gettext(
            "No sheet of this workbook has the heads of questions: at least “Soal”, and “Kunci” "
            "or “Pilihan A”. Take the template."
        )
    )


def _head(rows: Iterable[cells.Row]) -> tuple[cells.Row, dict[int, Place]] | None:
    """Return the row in which the heads stand, and the column of each."""
    for row in takewhile(lambda row: row.number <= HEAD_WITHIN, rows):
        found: dict[int, Place] = {}
        for index, cell in enumerate(row.cells):
            place = PLACES.get(_plain_head(cell))
            if place is not None and place not in found.values():
                found[index] = place
        columns = {column for column, _letter in found.values()}
        if Column.TEXT in columns and len(columns) > 1:
            return row, found
    return None


def _plain_head(cell: Value) -> str:
    return plain_words(cell) if isinstance(cell, str) and len(cell) < 60 else ""


def _below(rows: Iterable[cells.Row], head: cells.Row, columns: dict[int, Place]) -> Sheet:
    said = [_text(cell) for cell in head.cells]
    unknown = (text for at, text in enumerate(said) if text and at not in columns)
    below = (row for row in rows if row.number > head.number)
    return Sheet(head.number, tuple(unknown), _filled(below, columns))


def _filled(rows: Iterable[cells.Row], columns: dict[int, Place]) -> Iterator[Row]:
    for row in rows:
        texts = {
            place: _text(row.cells[index])
            for index, place in columns.items()
            if index < len(row.cells)
        }
        filled = {place: text for place, text in texts.items() if text}
        if filled:
            yield Row(row.number, filled)


def _text(cell: Value) -> str:
    """Return what stands in a cell, as one would type it."""
    if isinstance(cell, bool):
        return "benar" if cell else "salah"
    if isinstance(cell, float):
        return repr(cell)
    if not isinstance(cell, str):
        return cell_text(cell)
    return cell.replace("\r\n", "\n").replace("_x000D_", "").replace("\r", "\n").strip()
