"""Workbooks are read in a process of their own: whatever they hold, the academy goes on."""

import datetime as dt
import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from academy.web.files.workbooks import SheetTooWide, UnreadableSheet, visible_sheets


def workbook(*rows, at: dict[str, object] | None = None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place, value in (at or {}).items():
        book.active[place] = value
    hidden = book.create_sheet("Rahasia")
    hidden.sheet_state = "hidden"
    hidden.append(["tersembunyi"])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def with_sheet(content: bytes, change) -> bytes:
    """The workbook, its first sheet's text changed by `change`."""
    changed = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(changed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name.endswith("sheet1.xml") else data)
    return changed.getvalue()


def test_what_is_visible_comes_row_by_row_dates_as_text():
    rows = (["Nama", "Umur"], ["Sulastri", 16, 2.5, True, dt.date(2026, 11, 29)], [], ["Fauzi"])
    [sheet] = visible_sheets(workbook(*rows), most_rows=10)
    assert [row[:2] for row in sheet[:1]] == [["Nama", "Umur"]]
    assert sheet[1] == ["Sulastri", 16.0, 2.5, True, "2026-11-29"]
    assert [row[0] for row in sheet[2:]] == ["", "Fauzi"]
    assert len(visible_sheets(workbook(*rows), most_rows=2)[0]) == 2


LIST = workbook(["Nama"], ["Sulastri"])


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (workbook(["Nama"], at={"XFD1048576": "x"}), SheetTooWide),
        (with_sheet(LIST, lambda xml: re.sub(rb'r="A2"', b'r="ZZZZZZ2"', xml)), SheetTooWide),
        (with_sheet(LIST, lambda xml: xml[: len(xml) // 2]), UnreadableSheet),
        (LIST[:-200], UnreadableSheet),
        (b"PK\x03\x04" + b"x" * 300, UnreadableSheet),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, UnreadableSheet),
    ],
    ids=["far cell", "false address", "half a sheet", "half a file", "zip", "ole"],
)
def test_an_odd_workbook_is_refused_and_ends_nothing(content, refusal):
    with pytest.raises((SheetTooWide, UnreadableSheet)) as refused:
        visible_sheets(content, most_rows=100)
    assert refused.type is refusal
