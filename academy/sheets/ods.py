"""OpenDocument spreadsheets, read from their archive."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import partial

from academy.sheets import markup
from academy.sheets.archive import Archive
from academy.sheets.book import Book, SheetRows
from academy.sheets.cells import MOST_COLUMNS, CellError, NoValue, Row, Rows, Value, number_of
from academy.sheets.refusals import NotASpreadsheet, SheetHasPassword, SheetTooWide

_CONTENT, _MANIFEST = "content.xml", "meta-inf/manifest.xml"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
# What stands beside or above the cells, is said about them, or was there before.
_APART = frozenset(
    {
        f"{_OFFICE}annotation", f"{_TABLE}shapes", f"{_TEXT}note", f"{_TEXT}ruby-text",
        f"{_TABLE}tracked-changes", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 frame",
        "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 custom-shape",
    }
)  # fmt: skip
_BREAKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_FAILED = re.compile(r"(?:#[A-Z0-9/]+[!?]?|Err:\d+)")
_MOST_IN_CELL = 200_000
# As many alike rows below each other as any list has; a sheet's end comes in one piece.
_MOST_ALIKE = 6_000
_MOST_SHEETS = 500


class _Cell:
    """A cell that is being read."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self.said = attributes
        self.pieces: list[str] = []
        self.length = 0

    def add(self, text: str) -> None:
        self.length += len(text)
        if self.length > _MOST_IN_CELL:
            raise SheetTooWide
        self.pieces.append(text)

    @property
    def times(self) -> int:
        return _count(self.said.get(f"{_TABLE}number-columns-repeated", ""), MOST_COLUMNS)

    def value(self) -> Value:
        kind = self.said.get(f"{_OFFICE}value-type", "")
        shown = "".join(self.pieces)
        has_formula = f"{_TABLE}formula" in self.said
        failed = self.said.get(f"{_CALC}value-type") == "error"
        if failed or (has_formula and _FAILED.fullmatch(shown)):
            return CellError(shown[:20])
        if kind in _TYPED:
            return _TYPED[kind](self.said)
        text = self.said.get(f"{_OFFICE}string-value") or shown
        if not text and has_formula and not kind:
            return NoValue()
        return text or None


def _number(said: dict[str, str]) -> Value:
    text = said.get(f"{_OFFICE}value", "")[:400]
    number = number_of(text)
    return text or None if number is None else number


def _date(said: dict[str, str]) -> Value:
    text = said.get(f"{_OFFICE}date-value", "")[:40]
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text or None


def _truth(said: dict[str, str]) -> Value:
    return said.get(f"{_OFFICE}boolean-value") == "true"


def _time(said: dict[str, str]) -> Value:
    return said.get(f"{_OFFICE}time-value", "")[:40] or None


_TYPED = {
    "float": _number,
    "percentage": _number,
    "currency": _number,
    "date": _date,
    "boolean": _truth,
    "time": _time,
}


def _count(text: str, most: int) -> int:
    """Return how often something stands, as far as it is asked for."""
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        return 1
    return max(1, min(int(text), most))


class _ContentReader:
    """Reads the cells of the tables one by one; `only` keeps those of one of them."""

    def __init__(self, only: int = -1) -> None:
        self.rows: list[Row] = []
        self.tables: list[tuple[str, bool]] = []  # name, and whether it can be seen
        self.since_1904 = self.is_spreadsheet = self.is_over = False
        self._only = only
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._nested = self._apart = self._paragraphs = 0
        self._number = 0
        self._alike = 1
        self._cells: list[Value] = []
        self._cell: _Cell | None = None
        self._blanks = 0

    @property
    def _is_here(self) -> bool:
        return self._nested == 1 and len(self.tables) - 1 == self._only

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._apart or name in _APART:
            self._apart += 1
        elif name == f"{_TABLE}table":
            self._begin_table(attributes)
        elif self._is_here:
            self._begin(name, attributes)
        else:
            self._begin_around(name, attributes)

    def _begin_table(self, attributes: dict[str, str]) -> None:
        self._nested += 1
        if self._nested == 1:
            style = attributes.get(f"{_TABLE}style-name", "")
            is_visible = style not in self._hidden_styles
            self.tables.append((attributes.get(f"{_TABLE}name", ""), is_visible))
            if len(self.tables) > _MOST_SHEETS:
                raise SheetTooWide
            self._number = 0

    def _begin_around(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_OFFICE}spreadsheet":
            self.is_spreadsheet = True
        elif name == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties":
            if attributes.get(f"{_TABLE}display") == "false":
                self._hidden_styles.add(self._style)
        elif name == f"{_TABLE}null-date":
            self.since_1904 = attributes.get(f"{_TABLE}date-value", "").startswith("1904")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE}table-row":
            self._alike = _count(attributes.get(f"{_TABLE}number-rows-repeated", ""), 10**8)
            self._cells, self._blanks = [], 0
        elif name in _CELLS:
            self._cell, self._paragraphs = _Cell(attributes), 0
        elif self._cell is not None:
            if name == f"{_TEXT}p":
                self._paragraphs += 1
                self._cell.add("\n" if self._paragraphs > 1 else "")
            elif name == f"{_TEXT}s":
                self._cell.add(" " * _count(attributes.get(f"{_TEXT}c", ""), 1000))
            else:
                self._cell.add(_BREAKS.get(name, ""))

    def text(self, text: str) -> None:
        if self._cell is not None and self._paragraphs and not self._apart:
            self._cell.add(text)

    def end(self, name: str) -> None:
        if self._apart:
            self._apart -= 1
        elif name == f"{_TABLE}table":
            self.is_over |= self._is_here
            self._nested -= 1
        elif self._is_here and name == f"{_TABLE}table-row":
            self._end_row()
        elif self._cell is not None and name in _CELLS:
            self._end_cell(self._cell)
            self._cell = None

    def _end_cell(self, cell: _Cell) -> None:
        value = cell.value()
        if value is None:
            self._blanks += cell.times
            return
        self._cells.extend([None] * min(self._blanks, MOST_COLUMNS))
        self._cells.extend([value] * cell.times)
        self._blanks = 0
        del self._cells[MOST_COLUMNS:]

    def _end_row(self) -> None:
        for number in range(1, min(self._alike, _MOST_ALIKE) + 1):
            self.rows.append(Row(self._number + number, self._cells))
            if not self._cells:
                break
        self._number += self._alike


def _check(archive: Archive) -> None:
    """Raise SheetHasPassword for an archive whose parts are locked one by one."""
    if _MANIFEST in archive and any(
        b"encryption-data" in chunk for chunk in archive.chunks(_MANIFEST)
    ):
        raise SheetHasPassword


def open_ods(archive: Archive) -> Book:
    """Return the workbook of an archive. Raises NotASpreadsheet, SheetHasPassword,
    UnreadableSheet, SheetTooWide."""
    _check(archive)
    found = _ContentReader()
    markup.read(archive.chunks(_CONTENT), found)
    if not found.is_spreadsheet:
        raise NotASpreadsheet
    return Book(
        [
            SheetRows(name, partial(_rows, archive, place), since_1904=found.since_1904)
            for place, (name, is_visible) in enumerate(found.tables)
            if is_visible
        ]
    )


def _rows(archive: Archive, place: int) -> Rows:
    reader = _ContentReader(only=place)
    for _piece in _until_over(archive, reader):
        yield from reader.rows
        reader.rows.clear()


def _until_over(archive: Archive, reader: _ContentReader) -> Iterator[None]:
    for piece in markup.stream(archive.chunks(_CONTENT), reader):
        yield piece
        if reader.is_over:
            return
