"""Rows of a list that are nobody: blank ones, sums, repeated heads, signatures (rule R4)."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from academy.core.text.typed import clean_typed
from academy.sheets.cells import Row, Value, cell_text, is_blank
from academy.sheets.heads import Words
from academy.sheets.tables import Table
from courses.intake.rules.columns import HEADS, Column

_LABELS = re.compile(
    r"\W*(?:sub\s*)?(?:jumlah|total|jml|catatan|keterangan|ket|rekap\w*|note|notes|nb|mengetahui)\b",
    re.I,
)
_ROMAN = re.compile(r"[IVXLC]+", re.I)
_COUNT = re.compile(r"\W*(\d{1,6})\W*")
_FEWEST_DIGITS = 8
_WORDS = Words(HEADS)


def is_aside(row: Row, table: Table) -> bool:
    """Whether a row is none of the list's, whatever stands in its cells."""
    texts = {
        place: cell_text(value) for place, value in enumerate(row.cells) if not is_blank(value)
    }
    return (
        not texts
        or _is_only_number(texts, table)
        or _is_head(texts, table)
        or _counts_columns(texts)
        or _is_labelled(row, table)
    )


def is_nobody(cells: Mapping[Column, Value]) -> bool:
    """Whether a row without a name has nothing by which one could reach or place somebody."""
    return is_blank(cells.get(Column.NAME)) and not _has_value(cells)


def _has_value(cells: Mapping[Column, Value]) -> bool:
    texts = [cell_text(cells.get(column)) for column in (Column.PHONE, Column.EMAIL, Column.NSPP)]
    return any(
        "@" in text or sum(sign.isdecimal() for sign in clean_typed(text)) >= _FEWEST_DIGITS
        for text in texts
    )


def _is_only_number(texts: Mapping[int, str], table: Table) -> bool:
    if len(texts) != 1:
        return False
    [(place, text)] = texts.items()
    read = {at for name, at in _places(table) if name != Column.NUMBER}
    return place not in read and bool(_COUNT.fullmatch(text))


def _places(table: Table) -> Sequence[tuple[str, int]]:
    return [(name, place) for name, places in table.heads.columns.items() for place in places]


def _is_head(texts: Mapping[int, str], table: Table) -> bool:
    """Whether the heads stand here once more, as at the top of each printed page."""
    same = {name for name, place in _places(table) if _WORDS.name_of(texts.get(place, "")) == name}
    return Column.NAME in same and len(same) > 1


def _counts_columns(texts: Mapping[int, str]) -> bool:
    """Whether the cells count the columns: (1) (2) (3)."""
    found = [_COUNT.fullmatch(text) for _place, text in sorted(texts.items())]
    numbers = [int(each[1]) for each in found if each]
    return (
        len(numbers) == len(found) > 1
        and numbers[0] in (0, 1)
        and all(after == before + 1 for before, after in pairwise(numbers))
    )


def _is_labelled(row: Row, table: Table) -> bool:
    """Whether the column of running numbers says something: Jumlah, Catatan, a place."""
    text = cell_text(_number_cell(row, table))
    if _LABELS.match(text):
        return True
    letters = sum(sign.isalpha() for sign in text)
    is_label = letters > 2 and not re.search(r"\d", text) and not _ROMAN.fullmatch(text)
    cells = {column: table.value(row, column) for column in Column}
    return is_label and not _has_value(cells)


def _number_cell(row: Row, table: Table) -> Value:
    """Return the cell with the running number; its column often has no head."""
    places = table.heads.columns.get(Column.NUMBER)
    if places is None:
        first = min(place for _name, place in _places(table))
        places = tuple(place for place in range(first) if place not in table.heads.texts)
    cells = (row.cells[place] for place in places if place < len(row.cells))
    return next((value for value in cells if not is_blank(value)), None)
