"""Workbooks of Excel 97 to 2003 (xls), read in a process of their own."""

import datetime as dt
import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

from academy.sheets.book import Book, SheetRows
from academy.sheets.cells import CellError, Row, Rows, Value, plain_number
from academy.sheets.refusals import SheetHasPassword, SheetTooWide, UnreadableSheet
from academy.sheets.xls.reader import UNREADABLE, WITH_PASSWORD
from academy.sheets.xls.records import Place, read_records

_READER = Path(__file__).with_name("reader.py")
_MOST_SECONDS = 60
_MOST_ROWS = 40_000


def open_xls(content: bytes) -> Book:
    """Return the visible sheets of an old workbook. Raises UnreadableSheet, SheetHasPassword, or
    SheetTooWide for what takes more memory or time than any list."""
    records = read_records(content)
    return Book(
        [
            SheetRows(
                sheet["name"],
                partial(_rows, sheet["rows"], records.errors[sheet["place"]]),
                since_1904=records.since_1904,
            )
            for sheet in _read(content)
            if sheet["place"] < len(records.errors)
        ]
    )


def _rows(rows: list[list[Any]], errors: dict[Place, str]) -> Rows:
    failed: dict[int, dict[int, str]] = {}
    for (row, column), text in errors.items():
        failed.setdefault(row, {})[column] = text
    for number, cells in enumerate(rows):
        here = failed.get(number, {})
        values: list[Value] = [
            CellError(here[column]) if column in here else _value(cell)
            for column, cell in enumerate(cells)
        ]
        yield Row(number + 1, values)


def _value(cell: Any) -> Value:
    if isinstance(cell, list):
        return dt.datetime.fromisoformat(cell[0])
    if isinstance(cell, str):
        return cell or None
    return plain_number(cell) if isinstance(cell, float) else bool(cell)


def _read(content: bytes) -> list[dict[str, Any]]:
    try:
        read = subprocess.run(
            [sys.executable, "-P", str(_READER), str(_MOST_ROWS)],
            input=content,
            capture_output=True,
            timeout=_MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SheetTooWide from error
    if read.returncode == WITH_PASSWORD:
        raise SheetHasPassword
    # A fault of the decoder itself ends with another code than ours, or by a signal.
    is_panic = read.returncode == 1 and b"MemoryError" not in read.stderr
    if read.returncode == UNREADABLE or is_panic:
        raise UnreadableSheet
    if read.returncode:
        raise SheetTooWide
    return [json.loads(line) for line in read.stdout.splitlines()]
