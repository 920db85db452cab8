"""Texts of an Excel workbook: those of cells, and those that all its sheets share."""

import re

from academy.sheets import markup
from academy.sheets.archive import Archive
from academy.sheets.markup import local
from academy.sheets.refusals import SheetTooWide

MOST_TEXT = 50_000_000  # signs, all together
_MOST_STRINGS = 600_000
_MOST_IN_CELL = 200_000
# Signs that XML cannot hold; the end of a line is one: _x000D_.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def plain(text: str) -> str:
    """Return a text with what Excel has escaped in it."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_unescaped, text)


def _unescaped(found: re.Match[str]) -> str:
    sign = chr(int(found[1], 16))
    return "" if "\ud800" <= sign <= "\udfff" else sign


class TextReader:
    """Gathers a text of one or more runs; how it is read aloud (rPh) is no part of it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._in_text = False
        self._aloud = 0

    def start(self, name: str) -> None:
        if name == "rPh":
            self._aloud += 1
        elif name == "t":
            self._in_text = not self._aloud

    def end(self, name: str) -> None:
        if name == "rPh":
            self._aloud -= 1
        elif name == "t":
            self._in_text = False

    def text(self, text: str) -> None:
        if self._in_text:
            self._length += len(text)
            if self._length > _MOST_IN_CELL:
                raise SheetTooWide
            self._pieces.append(text)

    def taken(self) -> str:
        """Return the text that was gathered, and begin anew."""
        text = plain("".join(self._pieces))
        self._pieces.clear()
        self._length = self._aloud = 0
        self._in_text = False
        return text


class _Shared:
    def __init__(self) -> None:
        self.strings: list[str] = []
        self._signs = 0
        self._reader = TextReader()
        self.text = self._reader.text

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._reader.start(local(name))

    def end(self, name: str) -> None:
        name = local(name)
        self._reader.end(name)
        if name == "si":
            text = self._reader.taken()
            self._signs += len(text)
            self.strings.append(text)
            if len(self.strings) > _MOST_STRINGS or self._signs > MOST_TEXT:
                raise SheetTooWide


def shared_strings(archive: Archive, name: str) -> list[str]:
    """Return the texts that cells point at. Raises UnreadableSheet, SheetTooWide."""
    found = _Shared()
    if name and name in archive:
        markup.read(archive.chunks(name), found)
    return found.strings
