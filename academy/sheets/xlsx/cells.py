"""The rows of one sheet of an Excel workbook, as they come."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from academy.sheets import markup
from academy.sheets.archive import Archive
from academy.sheets.cells import (
    MOST_COLUMNS,
    CellError,
    NoValue,
    Row,
    Rows,
    Value,
    date_of,
    number_of,
)
from academy.sheets.markup import local
from academy.sheets.refusals import SheetTooWide, UnreadableSheet
from academy.sheets.xlsx.strings import TextReader, plain

_PLACE = re.compile(r"([A-Za-z]{1,3})\d*")
_MOST_DIGITS = 400
_FIELDS = frozenset({"v", "f", "is"})


@dataclass(frozen=True, slots=True)
class Look:
    """What cells mean that say it elsewhere: their texts, their formats, the book's first day."""

    strings: Callable[[], Sequence[str]]
    dated: Sequence[bool]
    since_1904: bool


@dataclass(slots=True)
class _Cell:
    """A cell that is being read."""

    column: int = -1
    kind: str = "n"
    style: str = ""
    value: list[str] = field(default_factory=list)
    has_value: bool = False
    has_formula: bool = False


class _SheetReader:
    def __init__(self, look: Look) -> None:
        self.rows: list[Row] = []
        self._look = look
        self._row = 0
        self._cells: list[Value] = []
        self._cell: _Cell | None = None
        self._column = -1
        self._in = ""
        self._inline = TextReader()
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "c":
            self._begin(attributes)
        elif name == "row":
            self._row = max(self._row + 1, _whole(attributes.get("r", "")))
            self._cells, self._column = [], -1
        elif self._cell is not None:
            if name in _FIELDS:
                self._in = name
                self._cell.has_value |= name == "v"
                self._cell.has_formula |= name == "f"
            if self._in == "is":
                self._inline.start(name)

    def _begin(self, attributes: dict[str, str]) -> None:
        self._column = _column(attributes.get("r", ""), self._column + 1)
        self._length = 0
        self._cell = _Cell(self._column, attributes.get("t", "n"), attributes.get("s", ""))

    def text(self, text: str) -> None:
        if self._cell is None:
            return
        if self._in == "v":
            self._length += len(text)
            if self._length > 200_000:
                raise SheetTooWide
            self._cell.value.append(text)
        elif self._in == "is":
            self._inline.text(text)

    def end(self, name: str) -> None:
        name = local(name)
        if name == "row":
            self.rows.append(Row(self._row, self._cells))
            self._cells = []
        elif name == "c" and self._cell is not None:
            self._put(self._cell)
            self._cell = None
        elif self._in == "is" and name != "is":
            self._inline.end(name)
        elif name in _FIELDS:
            self._in = ""

    def _put(self, cell: _Cell) -> None:
        value = self._value(cell)
        if value is None or not 0 <= cell.column < MOST_COLUMNS:
            return
        missing = cell.column + 1 - len(self._cells)
        if missing > 0:
            self._cells.extend([None] * missing)
        self._cells[cell.column] = value

    def _value(self, cell: _Cell) -> Value:
        inline = self._inline.taken()
        text = "".join(cell.value)
        if cell.kind == "inlineStr":
            return inline or plain(text) or None
        if cell.kind == "str" and cell.has_value and (text or not cell.has_formula):
            return plain(text) or None
        if not text.strip():
            # A formula of which one knows that it gives nothing says so by its kind.
            known = cell.kind == "str" and cell.has_value
            return NoValue() if cell.has_formula and not known else None
        return self._typed(cell, text.strip())

    def _typed(self, cell: _Cell, text: str) -> Value:
        if cell.kind == "s":
            strings = self._look.strings()
            number = _whole(text, wrong=-1)
            if not 0 <= number < len(strings):
                raise UnreadableSheet
            return strings[number] or None
        if cell.kind == "b":
            return text.lower() in ("1", "true")
        if cell.kind == "e":
            return CellError(text[:20])
        if cell.kind == "d":
            return _iso(text)
        return self._number(cell, text)

    def _number(self, cell: _Cell, text: str) -> Value:
        number = number_of(text) if len(text) < _MOST_DIGITS else None
        if number is None:
            return text
        style = _whole(cell.style)
        if style < len(self._look.dated) and self._look.dated[style]:
            return date_of(number, since_1904=self._look.since_1904) or number
        return number


def _whole(text: str, *, wrong: int = 0) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else wrong


def _column(place: str, otherwise: int) -> int:
    """Return the number of a column, from 0: A1, AB12; `otherwise` where it is not said."""
    found = _PLACE.fullmatch(place)
    if found is None:
        # A false address is not guessed at; an unsaid one is the next.
        return MOST_COLUMNS if place else otherwise
    number = 0
    for letter in found[1].upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _iso(text: str) -> Value:
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text


def rows(archive: Archive, name: str, look: Look) -> Rows:
    """Return the rows of a sheet one by one. Raises UnreadableSheet, SheetTooWide."""
    reader = _SheetReader(look)
    for _piece in markup.stream(archive.chunks(name), reader):
        yield from reader.rows
        reader.rows.clear()
