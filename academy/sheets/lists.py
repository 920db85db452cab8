"""Lists that people keep in spreadsheets, as rows of text by the names of their heads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from academy.sheets.cells import Row, cell_text
from academy.sheets.heads import Words
from academy.sheets.refusals import TooManyRows
from academy.sheets.tables import MAX_ROWS, Table, read_table


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list: its number in the sheet, and its cells by the names of the heads."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a list, and the heads of the columns that are not read.

    `headless` are the letters of columns that hold something below the heads and have none.
    """

    lines: list[Line]
    passed_over: tuple[str, ...]
    headless: tuple[str, ...] = ()

    @property
    def nameless(self) -> list[str]:
        """What columns without a head are called, where those that are not read are named."""
        named = gettext("column %(letter)s, which has no head")
        return [named % {"letter": letter} for letter in self.headless]


def read_sheet(
    content: bytes, *, heads: Mapping[str, Iterable[str]], needed: Iterable[str]
) -> Sheet:
    """Return the rows below the heads of the first visible sheet that has those `needed`.

    Blank rows and repeated heads are left out. Raises what `read_table` raises.
    """
    wanted, words = frozenset(needed), Words(heads)
    table = read_table(content, heads=heads, is_head=wanted.issubset)
    lines: list[Line] = []
    for row in table.rows:
        if not row.cells or wanted <= _names(row, words):
            continue
        if len(lines) == MAX_ROWS:
            raise TooManyRows
        lines.append(Line(row.number, _by_name(table, row)))
    unread = table.unread.items()
    return Sheet(
        lines,
        tuple(text for _letter, text in unread if text),
        tuple(letter for letter, text in unread if not text),
    )


def _by_name(table: Table, row: Row) -> dict[str, str]:
    return {name: cell_text(table.value(row, name)) for name in table.heads.columns}


def _names(row: Row, words: Words) -> set[str | None]:
    return {words.name_of(cell_text(value)) for value in row.cells}
