"""The rows of a workbook, as text, never more of it than a list of questions can need."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from cms.formats.spreadsheet.columns import PLACES, Column, Lettered, Place, plain_words
from cms.formats.written import Unreadable

LARGEST = 150_000_000  # bytes, unpacked
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


def rows(data: bytes) -> Iterator[Row]:
    """Yield the rows below the heads of the first visible sheet that has questions."""
    _check_size(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        names = [s.name for s in book.sheets_metadata if s.visible == SheetVisibleEnum.Visible]
        for name in names:
            sheet = book.get_sheet_by_name(name)
            cells = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)
            if (head := _head(cells)) is not None:
                yield from _below(cells, *head)
                return
    except PasswordError as error:
        raise Unreadable(gettext("This workbook has a password. Save it without one.")) from error
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable(
            gettext("This workbook is damaged. Open it in Excel and save it as .xlsx once more.")
        ) from error
    raise Unreadable(
        gettext(
            "No sheet of this workbook has the heads of questions: at least “Soal”, and “Kunci” "
            "or “Pilihan A”. Take the template."
        )
    )


def _check_size(data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return  # told when it is opened
    if unpacked > LARGEST:
        raise Unreadable(
            gettext("This workbook is far too large when unpacked. Split it into smaller ones.")
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
    if isinstance(cell, dt.datetime | dt.date | dt.time):
        return cell.isoformat()
    return str(cell).replace("\r\n", "\n").replace("_x000D_", "").replace("\r", "\n").strip()
