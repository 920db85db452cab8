"""What the decoder of old workbooks leaves out: failed formulas, the first day, a password."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from academy.sheets.archive import broken_is_refused
from academy.sheets.refusals import SheetHasPassword, UnreadableSheet

_LAST = 0xFFFFFFFA  # greater ones are ends of chains and marks
_MOST_SECTORS = 400_000
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_PASSWORD, _FIRST_DAY, _SHEET, _END, _TRUTH, _FORMULA = 0x2F, 0x22, 0x85, 0x0A, 0x205, 0x06

type Place = tuple[int, int]


@dataclass(slots=True)
class Records:
    """`errors` by row and column from 0, of each sheet in the order of the workbook."""

    since_1904: bool = False
    errors: list[dict[Place, str]] = field(default_factory=list)


def read_records(content: bytes) -> Records:
    """Return what the records of an old workbook say. Raises UnreadableSheet, SheetHasPassword."""
    with broken_is_refused():
        book = _Streams(content).stream({"workbook", "book"})
        return _read(book)


def _read(book: bytes) -> Records:
    found = Records()
    places = []
    for kind, data in _records(book, 0):
        if kind == _PASSWORD:
            raise SheetHasPassword
        if kind == _FIRST_DAY:
            found.since_1904 = bool(struct.unpack_from("<H", data)[0])
        elif kind == _SHEET:
            places.append(struct.unpack_from("<I", data)[0])
    found.errors = [dict(_errors(book, place)) for place in places[:500]]
    return found


def _records(book: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records from `place` on until the part that begins there ends."""
    while place + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, place)
        if kind == _END:
            return
        yield kind, book[place + 4 : place + 4 + length]
        place += 4 + length


def _errors(book: bytes, place: int) -> Iterator[tuple[Place, str]]:
    for kind, data in _records(book, place):
        code = None
        if kind == _TRUTH and data[7]:
            code = data[6]
        elif kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
            code = data[8]
        if code is not None:
            row, column = struct.unpack_from("<HH", data)
            yield (row, column), _ERRORS.get(code, "#N/A")


class _Streams:
    """The streams in an old Office file, each in sectors that follow one another by a table."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._shift = min(struct.unpack_from("<H", content, 30)[0], 16)
        first, self._cutoff, small = struct.unpack_from("<I4xII", content, 48)
        self._table = self._whole_table()
        self._directory = self._chained(first)
        self._small_table = _numbers(self._chained(small)) if small < _LAST else ()

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) << self._shift
        return self._content[begin : begin + (1 << self._shift)]

    def _whole_table(self) -> tuple[int, ...]:
        listed = list(struct.unpack_from("<109I", self._content, 76))
        further = struct.unpack_from("<I", self._content, 68)[0]
        while further < _LAST and len(listed) < _MOST_SECTORS:
            *more, further = _numbers(self._sector(further))
            listed += more
        sectors = (self._sector(number) for number in listed if number < _LAST)
        return tuple(number for sector in sectors for number in _numbers(sector))

    def _chained(self, first: int) -> bytes:
        return b"".join(self._sector(number) for number in _chain(first, self._table))

    def stream(self, names: set[str]) -> bytes:
        """Return the first stream of one of these names. Raises UnreadableSheet."""
        entries = [
            self._directory[place : place + 128] for place in range(0, len(self._directory), 128)
        ]
        for entry in entries:
            length = struct.unpack_from("<H", entry, 64)[0]
            name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", entry, 116)
            if name.lower() in names:
                return self._of(first, size, entries[0])
        raise UnreadableSheet

    def _of(self, first: int, size: int, root: bytes) -> bytes:
        if size >= self._cutoff:
            return self._chained(first)[:size]
        small = self._chained(struct.unpack_from("<I", root, 116)[0])
        pieces = (
            small[number * 64 : number * 64 + 64] for number in _chain(first, self._small_table)
        )
        return b"".join(pieces)[:size]


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])


def _chain(number: int, table: tuple[int, ...]) -> Iterator[int]:
    """Yield the sectors from `number` on. Raises IndexError where they go round or nowhere."""
    for _step in range(len(table) + 1):
        if number >= _LAST:
            return
        yield number
        number = table[number]
    raise IndexError(number)
