"""Lists as text: a row is a record, its cells stand between commas, semicolons, tabs or bars."""

import csv
import re
from collections.abc import Iterator
from functools import partial
from io import StringIO

from academy.sheets.book import Book, SheetRows
from academy.sheets.cells import MOST_COLUMNS, Row, Rows
from academy.sheets.decoding import decoded
from academy.sheets.refusals import (
    EmptyFile,
    NotASpreadsheet,
    QuoteNeverClosed,
    UnreadableSheet,
    UnsupportedFormat,
)

# Of equally good ones, the first.
_DELIMITERS = ";,\t|"
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WEB_PAGE = re.compile(r"\s*<(?:\?xml|!doctype|html|table|head|meta|style|workbook|office)", re.I)
_SHEETS_MARKUP = re.compile(r"<table|urn:schemas-microsoft-com:office|office:spreadsheet", re.I)
_OLD_TEXTS = ("ID;P", "MIME-Version:")
# Stands behind the last record: where it is not alone, a quotation mark was never closed.
_END = "\x1f"


def open_text(content: bytes) -> Book:
    """Return the ways to read a text, one for each sign that may stand between cells.

    Raises EmptyFile, NotASpreadsheet, UnsupportedFormat.
    """
    text = decoded(content).rstrip("\x1a\0").removeprefix("\ufeff")
    control = len(_CONTROL.findall(text))
    if control * 200 > len(text):
        raise NotASpreadsheet
    text = _CONTROL.sub("", text)
    if not text.strip():
        raise EmptyFile
    if text.lstrip().startswith("{\\rtf"):
        raise NotASpreadsheet
    if _WEB_PAGE.match(text):
        raise UnsupportedFormat if _SHEETS_MARKUP.search(text) else NotASpreadsheet
    if text.startswith(_OLD_TEXTS):
        raise UnsupportedFormat
    readings = [SheetRows("", partial(_rows, text, sign)) for sign in _DELIMITERS]
    return Book(readings, are_readings=True)


def _rows(text: str, delimiter: str) -> Rows:
    """Return the records of a text. Raises QuoteNeverClosed."""
    last: list[str] = []
    for number, record in enumerate(_records(text, delimiter), start=1):
        if number > 1:
            yield Row(number - 1, list(last[:MOST_COLUMNS]))
        last = record
    if last != [_END]:
        raise QuoteNeverClosed


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    # Ends of lines as the reader knows them; it keeps those in quotation marks.
    whole = StringIO(f"{text.rstrip('\r\n')}\n{_END}", newline="")
    try:
        yield from csv.reader(whole, delimiter=delimiter)
    except csv.Error as error:
        raise UnreadableSheet from error
