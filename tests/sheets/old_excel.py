"""Workbooks of Excel 97 to 2003, as few records as such a file can have."""

import struct

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ERRORS = {"#N/A": 0x2A, "#REF!": 0x17}
DATED = 1  # the second format of cells shows days


def xls(*sheets: tuple[str, bool, list[list]], since_1904: bool = False, locked: bool = False):
    """A workbook of sheets: name, whether it is hidden, and rows of cells.

    A cell is text, a number, a truth, an error by its name, or a number as a tuple: a day.
    """
    return _in_streams(_book(sheets, since_1904, locked))


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _book(sheets, since_1904: bool, locked: bool) -> bytes:
    bodies = [_sheet(rows) for _name, _hidden, rows in sheets]
    # A record of a password comes first; its key matters to nobody here.
    before = _begin(0x0005) + (_record(0x002F, b"\0" * 6) if locked else b"")
    before += _record(0x0022, struct.pack("<H", since_1904))
    before += b"".join(_record(0x00E0, struct.pack("<HH16x", 0, of)) for of in (0, 14))
    heads = [_listed(name, hidden, 0) for name, hidden, _rows in sheets]
    place = len(before) + sum(map(len, heads)) + len(_record(0x000A))
    listed = b""
    for (name, hidden, _rows), body in zip(sheets, bodies, strict=True):
        listed += _listed(name, hidden, place)
        place += len(body)
    return before + listed + _record(0x000A) + b"".join(bodies)


def _listed(name: str, hidden: bool, place: int) -> bytes:
    text = name.encode("latin-1")
    return _record(0x0085, struct.pack("<IBBBB", place, hidden, 0, len(text), 0) + text)


def _sheet(rows: list[list]) -> bytes:
    cells = [
        _cell(row, column, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value is not None
    ]
    return _begin(0x0010) + b"".join(cells) + _record(0x000A)


def _cell(row: int, column: int, value) -> bytes:
    number, style = (value[0], DATED) if isinstance(value, tuple) else (value, 0)
    place = struct.pack("<HHH", row, column, style)
    if value in _ERRORS:
        return _record(0x0205, place + struct.pack("<BB", _ERRORS[value], 1))
    if isinstance(value, bool):
        return _record(0x0205, place + struct.pack("<BB", value, 0))
    if isinstance(value, str):
        return _record(
            0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
        )
    return _record(0x0203, place + struct.pack("<d", number))


def _in_streams(book: bytes) -> bytes:
    """The container of old Office files with one stream in it, behind its list of sectors."""
    book = book.ljust(max(8 * SECTOR, -(-len(book) // SECTOR) * SECTOR), b"\0")
    count = len(book) // SECTOR
    chain = [_FAT, _END, *range(3, count + 2), _END]
    fat = struct.pack(f"<{SECTOR // 4}I", *chain, *[_FREE] * (SECTOR // 4 - len(chain)))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, _END, 0, _END, 0,
    ) + struct.pack("<109I", 0, *[_FREE] * 108)  # fmt: skip
    directory = (
        _entry("Root Entry", 5, child=1, first=_END)
        + _entry("Workbook", 2, first=2, size=len(book))
        + _entry("", 0) * 2
    )
    return header + fat + directory + book


def _entry(name: str, kind: int, *, child: int = _FREE, first: int = 0, size: int = 0) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ", text, len(text) + 2 if name else 0, kind, 1, _FREE, _FREE, child,
        0, first, size,
    )  # fmt: skip
