"""What kind of file something is, is told by its content; each refusal is a sentence (R1, R17)."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from academy.sheets.lists import read_sheet
from academy.sheets.opening import MAX_BYTES, open_book
from academy.sheets.refusals import FileReason, SheetRefused
from tests.sheets.making import ODS, archive, ods, ods_row, raw_xlsx, row_xml, text, xlsx

HEADS = ("Nama", "NSPP")
ROW = ("Sulastri", "510035070001")
LIST = xlsx(HEADS, ROW)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + b"\0" * 40


def reason(content: bytes) -> str:
    """Why a file is not read, "ok" where it is."""
    try:
        found = read_sheet(
            content, heads={"name": ["nama"], "nspp": ["nspp"]}, needed={"name", "nspp"}
        )
    except SheetRefused as refusal:
        return refusal.reason if str(refusal.message) else "without a word"
    assert found.lines[0].cells == {"name": ROW[0], "nspp": ROW[1]}
    return "ok"


def locked(content: bytes) -> bytes:
    """A zip archive that says of each entry that it has a password."""
    changed = bytearray(content)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(sign)
        while place >= 0:
            changed[place + at] |= 1
            place = changed.find(sign, place + 4)
    return bytes(changed)


READ = {
    "xlsx": LIST,
    "strict xlsx": raw_xlsx(
        row_xml(1, *HEADS),
        row_xml(2, *ROW),
        namespace="http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    "sheet elsewhere": raw_xlsx(row_xml(1, *HEADS), row_xml(2, *ROW), sheet="odd/Blatt.xml"),
    "ods": ods(ods_row(*HEADS), ods_row(*ROW)),
    "semicolons": text(HEADS, ROW),
    "commas": text(HEADS, ROW, delimiter=","),
    "tabs": text(HEADS, ROW, delimiter="\t"),
    "bars": text(HEADS, ROW, delimiter="|"),
    "utf-8 with mark": text(HEADS, ROW, bom=b"\xef\xbb\xbf"),
    "utf-16 le with mark": text(HEADS, ROW, encoding="utf-16-le", bom=b"\xff\xfe"),
    "utf-16 be with mark": text(HEADS, ROW, encoding="utf-16-be", bom=b"\xfe\xff"),
    "utf-16 le": text(HEADS, ROW, encoding="utf-16-le"),
    "utf-16 be": text(HEADS, ROW, encoding="utf-16-be"),
    "utf-16 of arabic letters": text(
        HEADS, ROW, *[("", "محمد عبد الرحمن الجاوي")] * 30, encoding="utf-16-le"
    ),
    "ends of lines of a Mac": text(HEADS, ROW).replace(b"\r\n", b"\r"),
    "end of file of DOS": text(HEADS, ROW) + b"\x1a",
}


@pytest.mark.parametrize("content", READ.values(), ids=READ)
def test_what_coordinators_keep_is_read(content):
    assert reason(content) == "ok"


REFUSED = {
    "nothing": (b"", FileReason.EMPTY_FILE),
    "blanks": (b" \r\n\r\n ", FileReason.EMPTY_FILE),
    "a mark alone": (b"\xef\xbb\xbf", FileReason.EMPTY_FILE),
    "an empty workbook": (xlsx(), FileReason.NO_ROWS),
    "an empty ods": (ods(), FileReason.NO_ROWS),
    "heads alone": (xlsx(HEADS), FileReason.NO_ROWS),
    "heads alone as text": (text(HEADS), FileReason.NO_ROWS),
    "heads above blanks": (text(HEADS, ("", ""), (" ", "")), FileReason.NO_ROWS),
    "no heads": (xlsx(ROW, ROW), FileReason.HEADER_NOT_FOUND),
    "prose": (b"Dear all,\nthe list comes later.\n", FileReason.HEADER_NOT_FOUND),
    "too many rows": (text(HEADS, *[ROW] * 5001), FileReason.TOO_MANY_ROWS),
    "too large": (text(HEADS, ROW) + b"x" * MAX_BYTES, FileReason.TOO_BIG),
    "a password": (stream("EncryptedPackage"), FileReason.ENCRYPTED),
    "a zip with a password": (locked(LIST), FileReason.ENCRYPTED),
    "an ods with a password": (
        archive({"mimetype": ODS, "content.xml": "x", "META-INF/manifest.xml": "encryption-data"}),
        FileReason.ENCRYPTED,
    ),
    "half a workbook": (LIST[: len(LIST) // 2], FileReason.CORRUPT),
    "a zip that is none": (b"PK\x03\x04" + b"x" * 300, FileReason.CORRUPT),
    "half a sheet": (raw_xlsx(row_xml(1, *HEADS) + "<row"), FileReason.CORRUPT),
    "an entity": (
        archive({"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>'}),
        FileReason.CORRUPT,
    ),
    "old excel that is none": (stream("Workbook"), FileReason.CORRUPT),
    "a pdf": (b"%PDF-1.7\n%\xe2\xe3", FileReason.NOT_A_SPREADSHEET),
    "a photo": (b"\xff\xd8\xff\xe0" + bytes(range(256)), FileReason.NOT_A_SPREADSHEET),
    "noise": (bytes(range(256)) * 8, FileReason.NOT_A_SPREADSHEET),
    "old word": (stream("WordDocument"), FileReason.NOT_A_SPREADSHEET),
    "another ole": (OLE, FileReason.NOT_A_SPREADSHEET),
    "rich text": (b"{\\rtf1 Nama}", FileReason.NOT_A_SPREADSHEET),
    "an empty zip": (archive({}), FileReason.NOT_A_SPREADSHEET),
    "a zip of a list": (archive({"a.csv": text(HEADS, ROW)}), FileReason.NOT_A_SPREADSHEET),
    "word": (
        archive(
            {
                "_rels/.rels": '<r><Relationship Id="1" Type="a/officeDocument" '
                'Target="word/document.xml"/></r>',
                "word/document.xml": "<w/>",
            }
        ),
        FileReason.NOT_A_SPREADSHEET,
    ),
    "an odt": (
        ods(kind="application/vnd.oasis.opendocument.text"),
        FileReason.NOT_A_SPREADSHEET,
    ),
    "xlsb": (archive({"xl/workbook.bin": b"\0"}), FileReason.UNSUPPORTED_FORMAT),
    "numbers": (archive({"Index/Document.iwa": b"\0"}), FileReason.UNSUPPORTED_FORMAT),
    "a page as xls": (
        b"<html><table><tr><td>Nama</td></tr></table></html>",
        FileReason.UNSUPPORTED_FORMAT,
    ),
    "xml of 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        FileReason.UNSUPPORTED_FORMAT,
    ),
    "sylk": (b"ID;PWXL;N;E\r\nC;Y1;X1", FileReason.UNSUPPORTED_FORMAT),
    "excel 4": (b"\x09\x04\x06\x00\x00\x00\x10\x00", FileReason.UNSUPPORTED_FORMAT),
    "a quotation mark without its end": (
        text(HEADS, ROW) + b'"Ahmad;510035070001\r\nSiti;1\r\n',
        FileReason.CORRUPT,
    ),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_list_is_refused_in_words(content, said):
    assert reason(content) == said


def unpacking_to(part: str, *pieces: bytes, times: int) -> bytes:
    """A workbook of which one part is small and unpacks to very much."""
    written = BytesIO()
    with ZipFile(BytesIO(raw_xlsx())) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        with new.open(part, "w") as made:
            made.write(pieces[0])
            for _time in range(times):
                made.write(pieces[1] * 100_000)
    return written.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
OPEN = b'<worksheet xmlns="m"><sheetData>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (unpacking_to(SHEET, OPEN + b'<row r="', b"1", times=100), FileReason.TOO_BIG),
        (unpacking_to(SHEET, OPEN + b'<row><c t="inlineStr"><is><t>', b"x", times=9), "too_big"),
        (unpacking_to(SHEET, OPEN, b"<a>", times=25), FileReason.CORRUPT),
        (unpacking_to(SHEET, OPEN + b"<row>", b"<c/>", times=21), FileReason.TOO_BIG),
    ],
    ids=["one endless tag", "one endless cell", "endless depth", "endless cells"],
)
def test_a_small_file_that_unpacks_to_very_much_is_refused(content, said):
    assert len(content) < 100_000
    assert reason(content) == said


def test_a_used_range_to_the_end_of_the_sheet_is_no_row():
    blank = "".join(f'<row r="{n}"><c s="1"/><c s="2"/></row>' for n in range(3, 20_000))
    assert reason(raw_xlsx(row_xml(1, *HEADS), row_xml(2, *ROW), blank)) == "ok"
    far = row_xml(1_048_576, *ROW)
    assert reason(raw_xlsx(row_xml(1, *HEADS), row_xml(2, *ROW), far)) == "ok"
    end = ods_row("", times=1_048_000)
    assert reason(ods(ods_row(*HEADS), ods_row(*ROW), end, ods_row(*ROW))) == "ok"


def test_five_thousand_rows_are_read_and_blank_ones_do_not_count():
    rows = [row for _each in range(5000) for row in (ROW, ("", ""))]
    found = read_sheet(text(HEADS, *rows), heads={"name": ["nama"]}, needed={"name"})
    assert len(found.lines) == 5000
    assert found.lines[-1].number == 10_000


def test_a_sheet_whose_bytes_were_changed_on_the_way_is_refused():
    broken = bytearray(LIST)
    # In the list at the end of the archive, the check sum stands thirty bytes before the name.
    place = broken.rfind(SHEET.encode()) - 30
    broken[place : place + 4] = struct.pack("<I", zlib.crc32(b"other"))
    assert reason(bytes(broken)) == FileReason.CORRUPT


def test_the_sheets_of_a_file_are_those_that_can_be_seen():
    def hide(book):
        book.create_sheet("Rahasia").sheet_state = "hidden"
        book.create_sheet("Sangat rahasia").sheet_state = "veryHidden"
        book.create_chartsheet("Grafik")
        book.create_sheet("Lain")

    assert [sheet.name for sheet in open_book(xlsx(change=hide)).sheets] == ["Sheet", "Lain"]
