"""Workbooks of Excel 97 to 2003 are read in a process of their own; nothing is lost in silence."""

import datetime as dt
import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academy.sheets.cells import CellError
from academy.sheets.opening import open_book
from academy.sheets.refusals import SheetHasPassword, SheetRefused, UnreadableSheet
from academy.sheets.xls.records import read_records
from tests.sheets.old_excel import xls

ROWS = [["Nama", "NSPP"], ["Siti", 510035070001.0, True, "#N/A", (38581.0,), 38581.0]]
LIST = xls(("Rahasia", True, [["#REF!"]]), ("Data", False, ROWS))


def test_what_is_visible_is_read_with_its_failed_formulas():
    [sheet] = open_book(LIST).sheets
    rows = [
        (row.number, [value for value in row.cells if value is not None]) for row in sheet.rows()
    ]
    day = dt.datetime(2005, 8, 17)
    assert rows == [
        (1, ["Nama", "NSPP"]),
        (2, ["Siti", 510035070001, True, CellError("#N/A"), day, 38581]),
    ]
    assert (sheet.name, sheet.since_1904) == ("Data", False)


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    [sheet] = open_book(xls(("Data", False, [[(37119.0,)]]), since_1904=True)).sheets
    assert sheet.since_1904
    assert [row.cells for row in sheet.rows()] == [[dt.datetime(2005, 8, 17)]]


def test_a_workbook_with_a_password_is_refused():
    with pytest.raises(SheetHasPassword):
        open_book(xls(("Data", False, ROWS), locked=True))


@pytest.mark.parametrize("length", [3000, len(LIST) - 2000])
def test_a_workbook_that_was_cut_off_is_refused(length):
    with pytest.raises(UnreadableSheet):
        list(open_book(LIST[:length]).sheets[0].rows())


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_whatever_the_records_are_they_are_read_or_refused(seed, times):
    chance, changed = random.Random(seed), bytearray(LIST)
    for _time in range(times):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    with suppress(SheetRefused):
        read_records(bytes(changed))
