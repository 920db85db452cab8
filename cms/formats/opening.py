"""A file of questions, whichever format it is in: recognized by what it holds, then read."""

import re
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext

from academy.sheets.decoding import text_of
from cms.formats import aiken
from cms.formats.gift.reading import read as read_gift
from cms.formats.moodle_xml.reading import read as read_moodle_xml
from cms.formats.spreadsheet.reading import read as read_spreadsheet
from cms.formats.written import Reading, Unreadable

LARGEST = 20_000_000  # bytes
MOST_LINES = 500_000


class Format(StrEnum):
    """The formats that are read."""

    GIFT = "gift"
    AIKEN = "aiken"
    MOODLE_XML = "moodle_xml"
    XLSX = "xlsx"


_READERS = {
    Format.GIFT: read_gift,
    Format.AIKEN: aiken.read,
    Format.MOODLE_XML: read_moodle_xml,
    Format.XLSX: read_spreadsheet,
}
_GIFT = re.compile(
    r"(?<!\\)[{}]|^[ \t]*(?:::|\$CATEGORY:|//|\[(?:html|markdown|moodle|plain)\])", re.M | re.I
)
_MARKUP = re.compile(r"\s*<(?:\?[a-z]|!--|!DOCTYPE|quiz|html|question|svg)", re.I)
_MOODLE_XML = re.compile(r"<quiz[\s>/]|<question\s+type\s*=")
_BRACE = re.compile(r"(?<!\\){")
_ANSWERS = re.compile(r"(?<!\\){\s*(?:[=~#>}]|(?:T|TRUE|F|FALSE)\s*[#}])", re.I)
_NO_TEXT = {
    b"PK\x03\x04": "Word/ZIP",
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\x1f\x8b": "GZIP",
    b"\xd0\xcf\x11\xe0": "Word/Excel 97",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
}


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """What became of a file: read in a format, or the reason why not."""

    format: Format | None
    reading: Reading
    reason: str = ""


def open_questions(data: bytes) -> OpenedFile:
    """Read the questions of a file, in the format that it is recognized to be in."""
    try:
        found = recognized(data)
        return OpenedFile(found, _READERS[found](data))
    except Unreadable as refusal:
        return OpenedFile(None, Reading(), str(refusal))


def recognized(data: bytes) -> Format:
    """Return the format of a file by its content, or raise `Unreadable`."""
    if len(data) > LARGEST:
        raise Unreadable(
            gettext("This file is larger than %(size)s MB. Split it into smaller ones.")
            % {"size": LARGEST // 1_000_000}
        )
    if data.startswith(b"PK\x03\x04") and b"xl/" in data:
        return Format.XLSX
    for head, name in _NO_TEXT.items():
        if data.startswith(head):
            raise Unreadable(
                gettext(
                    "This is a %(kind)s file, not one of questions. Export the questions as "
                    "GIFT, Aiken, Moodle XML or Excel (.xlsx)."
                )
                % {"kind": name}
            )
    return _of_text(text_of(data))


def _of_text(text: str) -> Format:
    if not text.strip():
        raise Unreadable(gettext("This file is empty."))
    if text.count("\n") > MOST_LINES:
        raise Unreadable(
            gettext("This file has more than %(count)s lines. Split it into smaller ones.")
            % {"count": MOST_LINES}
        )
    if _MARKUP.match(text):
        if _MOODLE_XML.search(text):
            return Format.MOODLE_XML
        raise Unreadable(
            gettext("This file has markup (XML or HTML), but no questions of Moodle in it.")
        )
    if _is_aiken(text):
        return Format.AIKEN
    if _GIFT.search(text):
        return Format.GIFT
    raise Unreadable(
        gettext(
            "No question was recognized in this file. It has to be in GIFT, Aiken, Moodle XML "
            "or Excel (.xlsx)."
        )
    )


def _is_aiken(text: str) -> bool:
    lines = text.split("\n")
    answers = sum(bool(aiken.ANSWER.fullmatch(line)) for line in lines)
    options = sum(bool(aiken.LABEL.fullmatch(line)) for line in lines)
    if options < 2:
        return False
    # Braces may be signs of a text or a formula; only those of GIFT hold its answers.
    is_gift = _GIFT.search(text) and (not answers or _ANSWERS.search(text))
    return not is_gift or answers > len(_BRACE.findall(text))
