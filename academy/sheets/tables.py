"""The list in a file: the sheet that has it, its heads, and its rows with their cells."""

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain, takewhile

from openpyxl.utils import get_column_letter

from academy.sheets.book import Book, SheetRows
from academy.sheets.cells import Row, Rows, Value, is_blank
from academy.sheets.heads import HEAD_WITHIN, Heads, IsHead, Words, find_heads
from academy.sheets.opening import open_book
from academy.sheets.refusals import HeadsMissing, NoRows, TooManyRows, UnreadableSheet

MAX_ROWS = 5000
# A used range may reach to the sheet's end; what lies behind so many blank rows is nothing (R17).
BLANK_ROWS = 2000
# Rows that say nothing, such as numbers to be filled in, are not endless either.
_MOST_FILLED = 4 * MAX_ROWS


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below the heads of a list.

    Blank rows between others are there, those behind the last one are not. `unread` are the
    heads of columns that nobody asked for, by their letters; what has no head has "".
    """

    sheet: str
    heads: Heads
    rows: list[Row]
    since_1904: bool = False
    unread: Mapping[str, str] = field(default_factory=dict)

    def values(self, row: Row, name: str) -> list[Value]:
        """Return what stands in the columns of one name, the blank left out."""
        cells = (
            row.cells[column]
            for column in self.heads.columns.get(name, ())
            if column < len(row.cells)
        )
        return [value for value in cells if not is_blank(value)]

    def value(self, row: Row, name: str) -> Value:
        """Return the first thing that stands in the columns of one name."""
        return next(iter(self.values(row, name)), None)


@dataclass(frozen=True, slots=True)
class Meant:
    """What somebody says of a file: which sheet ("": the first that fits), and what its columns
    hold, by their places (None: what their heads say)."""

    sheet: str = ""
    columns: Mapping[int, str] | None = None


def read_table(
    content: bytes,
    *,
    heads: Mapping[str, Iterable[str]],
    is_head: IsHead,
    several: Container[str] = (),
    meant: Meant = Meant(),
) -> Table:
    """Return the list of a file: of its first visible sheet that has the heads.

    `heads` are the names of columns, each with the words that stand for it; of one name the
    first column is read, of those in `several` each; `meant` is what somebody says against
    that. Raises HeadsMissing, NoRows, TooManyRows and what `open_book` raises.
    """
    book = open_book(content)
    if meant.sheet and not book.are_readings:
        book = replace(book, sheets=[each for each in book.sheets if each.name == meant.sheet])
    words = Words(heads)
    look = _best_reading if book.are_readings else _first_sheet
    found = look(book, words, is_head)
    if found is None:
        raise HeadsMissing
    sheet, columns = found
    if meant.columns is None:
        columns = columns.first_of_each(but=several)
    else:
        columns = columns.meant(meant.columns)
        if not is_head(frozenset(columns.columns)):
            raise HeadsMissing
    rows = [row for row in _filled(sheet.rows()) if row.number > max(columns.rows)]
    if not rows:
        raise NoRows
    return Table(sheet.name, columns, rows, sheet.since_1904, _unread(columns, rows))


def fitting_sheets(
    content: bytes, *, heads: Mapping[str, Iterable[str]], is_head: IsHead
) -> list[str]:
    """Return the names of the visible sheets that have the heads; none where a text has no
    sheets. One that cannot be read is none. Raises what `open_book` raises."""
    book, words = open_book(content), Words(heads)
    if book.are_readings:
        return []
    return [
        sheet.name
        for sheet in book.sheets
        if find_heads(_as_far_as_read(sheet), words, is_head) is not None
    ]


type _Found = tuple[SheetRows, Heads]


def _heads_of(sheet: SheetRows, words: Words, is_head: IsHead) -> Heads | None:
    return find_heads(list(_first_rows(sheet)), words, is_head)


def _first_rows(sheet: SheetRows) -> Rows:
    return takewhile(lambda row: row.number <= HEAD_WITHIN + 1, sheet.rows())


def _first_sheet(book: Book, words: Words, is_head: IsHead) -> _Found | None:
    has_anything = False
    for sheet in book.sheets:
        if (found := _heads_of(sheet, words, is_head)) is not None:
            return sheet, found
        has_anything = has_anything or next(_filled(sheet.rows()), None) is not None
    if not has_anything:
        raise NoRows
    return None


def _best_reading(book: Book, words: Words, is_head: IsHead) -> _Found | None:
    """Return the reading under which most heads are understood, then the one with most cells."""
    found = [
        (len(columns.columns), len(columns.texts), sheet, columns)
        for sheet in book.sheets
        if (columns := find_heads(_as_far_as_read(sheet), words, is_head)) is not None
    ]
    if not found:
        return None
    _names, _cells, sheet, columns = max(found, key=lambda each: each[:2])
    return sheet, columns


def _as_far_as_read(sheet: SheetRows) -> list[Row]:
    """Return the first rows of a reading, those before a fault: of a wrong reading it says
    nothing, and of the right one reading on raises it."""
    first: list[Row] = []
    with suppress(UnreadableSheet):
        first.extend(_first_rows(sheet))
    return first


def _filled(rows: Rows) -> Iterator[Row]:
    """Return rows as far as there is something; the blank ones between them as blank."""
    last = filled = 0
    for row in rows:
        if row.number - last > BLANK_ROWS:
            return
        if all(is_blank(value) for value in row.cells):
            continue
        filled += 1
        if filled > _MOST_FILLED:
            raise TooManyRows
        yield from chain((Row(number, []) for number in range(last + 1, row.number)), [row])
        last = row.number


def _unread(heads: Heads, rows: Iterable[Row]) -> dict[str, str]:
    known = {column for columns in heads.columns.values() for column in columns}
    filled = {
        column
        for row in rows
        for column, value in enumerate(row.cells)
        if column not in known and column not in heads.texts and not is_blank(value)
    }
    texts = dict(heads.texts) | dict.fromkeys(filled, "")
    return {
        get_column_letter(column + 1): text
        for column, text in sorted(texts.items())
        if column not in known
    }
