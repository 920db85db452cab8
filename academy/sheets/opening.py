"""What kind of file something is, told by its content and never by its name (rule R1)."""

from academy.sheets.archive import Archive
from academy.sheets.book import Book
from academy.sheets.delimited import open_text
from academy.sheets.ods import open_ods
from academy.sheets.refusals import (
    EmptyFile,
    NotASpreadsheet,
    SheetHasPassword,
    SheetTooLarge,
    UnsupportedFormat,
)
from academy.sheets.xls.book import open_xls
from academy.sheets.xlsx.book import open_xlsx, workbook_part

MAX_BYTES = 10 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# Excel 2 to 4, before files had streams in them.
_OLDEST = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_OTHERS = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x1f\x8b", b"BZh", b"Rar!", b"7z\xbc\xaf",
    b"\xfd7zXZ", b"\x7fELF", b"MZ\x90",
)  # fmt: skip
_PDF, _PDF_WITHIN = b"%PDF-", 1024


def open_book(content: bytes, *, most_bytes: int = MAX_BYTES) -> Book:
    """Return what can be seen in a file. Raises the SheetRefused that says why not."""
    if len(content) > most_bytes:
        raise SheetTooLarge
    if not content:
        raise EmptyFile
    if content.startswith(_ZIP):
        return _of_archive(Archive(content))
    if content.startswith(_OLE):
        return _of_streams(content)
    if content.startswith(_OLDEST):
        raise UnsupportedFormat
    if content.startswith(_OTHERS) or _PDF in content[:_PDF_WITHIN]:
        raise NotASpreadsheet
    return open_text(content)


def _of_archive(archive: Archive) -> Book:
    if "mimetype" in archive or "content.xml" in archive:
        kind = archive.beginning("mimetype") if "mimetype" in archive else b"spreadsheet"
        if b"opendocument" in kind and b"spreadsheet" not in kind:
            raise NotASpreadsheet
        if "content.xml" in archive:
            return open_ods(archive)
    part = workbook_part(archive)
    if part.lower().endswith(".bin") or "xl/workbook.bin" in archive:
        raise UnsupportedFormat
    if part.lower().startswith(("word/", "ppt/", "visio/")):
        raise NotASpreadsheet
    # Of Apple's Numbers.
    if any(name.endswith(".iwa") for name in archive):
        raise UnsupportedFormat
    return open_xlsx(archive)


def _of_streams(content: bytes) -> Book:
    """Return an old workbook: several streams in one file, as old texts and slides are too."""
    if _named("EncryptedPackage") in content:
        raise SheetHasPassword
    if _named("WordDocument") in content or _named("PowerPoint Document") in content:
        raise NotASpreadsheet
    if _named("Workbook") not in content and _named("Book") not in content:
        raise NotASpreadsheet
    return open_xls(content)


def _named(stream: str) -> bytes:
    return stream.encode("utf-16-le") + b"\0\0"
