"""Lists that people keep in spreadsheets: xlsx, xls, ods and text with commas, as rows of text.

The kind is told by the content, never by the name (import rule R1).
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from openpyxl.utils import get_column_letter

from academy.core.typed import clean_typed
from academy.web.files.workbooks import (
    SheetRefused,
    UnreadableSheet,
    is_workbook,
    visible_sheets,
)

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 5000
# A used range may reach to the sheet's end; what lies behind so many blank rows is nothing (R17).
BLANK_ROWS = 2000
# A head may stand below a letterhead.
HEAD_WITHIN = 30


class SheetTooLarge(SheetRefused):
    message = _("This file is larger than 10 MB. Take out pictures, or split the list.")


class TooManyRows(SheetRefused):
    message = _("This list has more than 5,000 rows. Split it, and send one part after the other.")


class HeadsMissing(SheetRefused):
    message = _(
        "No row of this file has the heads that are needed. Put them into the first row, as "
        "in the example, and choose the file once more."
    )


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

    `heads` are the names of columns, each with the words that stand for it; case, remarks in
    brackets and punctuation do not count (R3). Blank rows and repeated heads are left out.
    Raises SheetTooLarge, HeadsMissing, TooManyRows and what `visible_sheets` raises.
    """
    if len(content) > MAX_BYTES:
        raise SheetTooLarge
    names = {plain_head(word): name for name, words in heads.items() for word in words}
    for rows in _sheets(content):
        found = _lines(rows, names, frozenset(needed))
        if found is not None:
            return found
    raise HeadsMissing


def _lines(
    rows: Iterable[list[Any]], names: Mapping[str, str], needed: frozenset[str]
) -> Sheet | None:
    columns: dict[int, str] = {}
    passed_over: tuple[str, ...] = ()
    headed: set[int] = set()
    filled: set[int] = set()
    lines: list[Line] = []
    blank = 0
    for number, row in enumerate(rows, start=1):
        texts = [cell_text(cell) for cell in row]
        blank = 0 if any(texts) else blank + 1
        heads = _heads(texts, names)
        if needed <= set(heads.values()):
            if not columns:
                columns = heads
                headed = {place for place, text in enumerate(texts) if text}
                passed_over = tuple(
                    text for place, text in enumerate(texts) if text and place not in heads
                )
            continue
        if not columns and number >= HEAD_WITHIN:
            return None
        if blank >= BLANK_ROWS:
            break
        if not columns or not any(texts):
            continue
        if len(lines) == MAX_ROWS:
            raise TooManyRows
        cells = {name: texts[place] for place, name in columns.items() if place < len(texts)}
        lines.append(Line(number, cells))
        filled.update(place for place, text in enumerate(texts) if text)
    headless = tuple(get_column_letter(place + 1) for place in sorted(filled - headed))
    return Sheet(lines, passed_over, headless) if columns else None


# How a head names its column for good, whatever its title is by now: “Kuis 1 [ab12cd34]”.
_CODE = re.compile(r"\[([^\[\]]+)\]\s*$")


def code_in(head: str) -> str:
    """Return the code at the end of a head, "" where there is none."""
    found = _CODE.search(head)
    return found[1].strip() if found else ""


def _heads(texts: list[str], names: Mapping[str, str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, text in enumerate(texts):
        code = code_in(text)
        name = names.get(plain_head(text)) or (names.get(plain_head(code)) if code else None)
        if name is not None and name not in found.values():
            found[place] = name
    return found


def plain_head(text: str) -> str:
    """Return a head without case, remarks in brackets and punctuation."""
    text = re.sub(r"\([^)]*\)", " ", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(re.findall(r"[^\W_]+", text))


def cell_text(cell: Any) -> str:
    """Return what stands in a cell, as one would type it: whole numbers without a point."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        cell = int(cell)
    text = clean_typed(str(cell))
    # How Excel keeps a number as text: a leading apostrophe, or ="…" (R5).
    wrapped = re.fullmatch(r'="(.*)"', text)
    return wrapped[1] if wrapped else text.removeprefix("'")


def _sheets(content: bytes) -> Iterable[Iterable[list[Any]]]:
    if is_workbook(content):
        return visible_sheets(content, most_rows=MAX_ROWS + 2 * BLANK_ROWS)
    return [_from_text(content)]


def _from_text(content: bytes) -> Iterable[list[Any]]:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UnreadableSheet
    if "\0" in text or not text.strip():
        raise UnreadableSheet
    first = text.lstrip().partition("\n")[0]
    delimiter = max(";,\t|", key=first.count)
    try:
        return list(csv.reader(text.splitlines(), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableSheet from error
