"""Which formats of an Excel workbook show a number as a day."""

import re

from academy.sheets import markup
from academy.sheets.archive import Archive
from academy.sheets.markup import local

# Those that every program knows without their being written.
_KNOWN = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
# What is shown as it stands: quoted, after a backslash, as wide as a sign, a colour, a language.
_AS_IT_STANDS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_MOST = 100_000


def is_date_format(code: str) -> bool:
    """Whether a format shows a day or a time."""
    first = _AS_IT_STANDS.sub("", code).partition(";")[0].lower()
    return first.strip() != "general" and bool(re.search("[dmyhs]", first))


class _Styles:
    def __init__(self) -> None:
        self.dated: list[bool] = []
        self._formats: dict[str, bool] = {}
        self._in_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "numFmt" and len(self._formats) < _MOST:
            code = attributes.get("formatCode", "")
            self._formats[attributes.get("numFmtId", "")] = is_date_format(code)
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells and len(self.dated) < _MOST:
            self.dated.append(self._is_date(attributes.get("numFmtId", "0")))

    def _is_date(self, number: str) -> bool:
        known = number.isascii() and number.isdecimal() and len(number) < 4
        return self._formats.get(number, known and int(number) in _KNOWN)

    def end(self, name: str) -> None:
        if local(name) == "cellXfs":
            self._in_cells = False

    def text(self, text: str) -> None:
        """Styles have none."""


def dated_styles(archive: Archive, name: str) -> list[bool]:
    """Return for each style of cells whether it shows days. Raises UnreadableSheet."""
    found = _Styles()
    if name and name in archive:
        markup.read(archive.chunks(name), found)
    return found.dated
