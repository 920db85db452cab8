"""An Excel workbook: its visible sheets, in their order."""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial

from academy.sheets import markup
from academy.sheets.archive import Archive
from academy.sheets.book import Book, SheetRows
from academy.sheets.markup import local
from academy.sheets.refusals import NotASpreadsheet, SheetTooWide, UnreadableSheet
from academy.sheets.xlsx import cells
from academy.sheets.xlsx.strings import shared_strings
from academy.sheets.xlsx.styles import dated_styles

_MOST_SHEETS = 500


@dataclass(frozen=True, slots=True)
class _Link:
    kind: str
    target: str


class _Links:
    """What a part points at, by the ids that it uses."""

    def __init__(self) -> None:
        self.found: dict[str, _Link] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship" and len(self.found) < 10_000:
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = attributes.get("Target", "")
            self.found[attributes.get("Id", "")] = _Link(kind, target)

    def end(self, name: str) -> None:
        """Nothing is in them."""

    def text(self, text: str) -> None:
        """Nothing is said in them."""


class _Workbook:
    def __init__(self) -> None:
        self.since_1904 = False
        self.visible: list[tuple[str, str]] = []  # name, and the id of its part

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        said = {local(key): value for key, value in attributes.items()}
        if name == "workbookPr":
            self.since_1904 = said.get("date1904", "").lower() in ("1", "true", "on")
        elif name == "sheet" and said.get("state", "visible") == "visible":
            self.visible.append((said.get("name", ""), said.get("id", "")))
            if len(self.visible) > _MOST_SHEETS:
                raise SheetTooWide

    def end(self, name: str) -> None:
        """Nothing is in them."""

    def text(self, text: str) -> None:
        """Nothing is said in them."""


def _links(archive: Archive, part: str) -> dict[str, _Link]:
    """Return the links of a part, their targets as the archive names them."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    found = _Links()
    if listed in archive:
        markup.read(archive.chunks(listed), found)
    return {
        key: _Link(link.kind, posixpath.normpath(posixpath.join("/", folder, link.target)))
        for key, link in found.found.items()
    }


def workbook_part(archive: Archive) -> str:
    """Return the name of the part that is the document, "" where none is named."""
    for link in _links(archive, "").values():
        if link.kind == "officeDocument" and link.target in archive:
            return link.target.lstrip("/")
    return "xl/workbook.xml" if "xl/workbook.xml" in archive else ""


def open_xlsx(archive: Archive) -> Book:
    """Return the workbook of an archive. Raises NotASpreadsheet, UnreadableSheet, SheetTooWide."""
    part = workbook_part(archive)
    if not part:
        raise NotASpreadsheet
    book = _Workbook()
    markup.read(archive.chunks(part), book)
    links = _links(archive, part)
    by_kind = {link.kind: link.target for link in reversed(links.values())}

    @cache
    def strings() -> Sequence[str]:
        return shared_strings(archive, by_kind.get("sharedStrings", ""))

    look = cells.Look(strings, dated_styles(archive, by_kind.get("styles", "")), book.since_1904)
    sheets = []
    for name, key in book.visible:
        link = links.get(key)
        if link is None:
            raise UnreadableSheet
        if link.kind == "worksheet":
            rows = partial(cells.rows, archive, link.target, look)
            sheets.append(SheetRows(name, rows, since_1904=book.since_1904))
    return Book(sheets)
