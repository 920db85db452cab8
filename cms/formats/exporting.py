"""Questions written in a format, and what of each is lost in it."""

from collections.abc import Sequence

from django.utils.translation import gettext

from cms.formats import aiken
from cms.formats.banked.losing import differences
from cms.formats.gift import reading as gift_reading
from cms.formats.gift import writing as gift_writing
from cms.formats.moodle_xml import reading as xml_reading
from cms.formats.moodle_xml import writing as xml_writing
from cms.formats.opening import Format
from cms.formats.spreadsheet import reading as sheet_reading
from cms.formats.spreadsheet import writing as sheet_writing
from cms.formats.written import Kind, WrittenQuestion

ENDINGS = {Format.GIFT: "txt", Format.AIKEN: "txt", Format.MOODLE_XML: "xml", Format.XLSX: "xlsx"}
TYPES = {"txt": "text/plain; charset=utf-8", "xml": "application/xml"} | {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}
_WRITERS = {
    Format.GIFT: gift_writing.write,
    Format.AIKEN: aiken.write,
    Format.MOODLE_XML: xml_writing.write,
    Format.XLSX: sheet_writing.write,
}
_READERS = {
    Format.GIFT: gift_reading.read,
    Format.AIKEN: aiken.read,
    Format.MOODLE_XML: xml_reading.read,
    Format.XLSX: sheet_reading.read,
}


def write(questions: Sequence[WrittenQuestion], format: Format) -> bytes:
    """Return a file of those of `questions` that the format can hold."""
    return _WRITERS[format]([one for one in questions if can_hold(one, format)])


def can_hold(question: WrittenQuestion, format: Format) -> bool:
    """Say whether the format has a way to write the question."""
    if question.kind is Kind.HOTSPOT and question.background is None:
        return False
    if format is Format.AIKEN:
        return aiken.can_hold(question)
    if format is Format.XLSX:
        return sheet_writing.can_hold(question)
    return format is Format.MOODLE_XML or question.kind in gift_writing.HELD


def losses(questions: Sequence[WrittenQuestion], format: Format) -> list[tuple[str, list[str]]]:
    """Return for each question that loses something its name and what: they are written, read
    again and held against what they were."""
    held = [one for one in questions if can_hold(one, format)]
    again = iter(_READERS[format](_WRITERS[format](held)).questions)
    found = []
    for question in questions:
        if not can_hold(question, format):
            said = [gettext("all of it: the format has no such question")]
        else:
            said = differences(question, next(again, question))
        if said:
            found.append((question.title, said))
    return found
