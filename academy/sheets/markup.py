"""XML read as it comes, within limits: no tree, no entities, nothing that grows unseen."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Protocol
from xml.parsers import expat

from academy.sheets.archive import broken_is_refused
from academy.sheets.refusals import SheetTooWide, UnreadableSheet

# Five thousand rows of a hundred columns have half of these.
_MOST_ELEMENTS = 2_000_000
_MOST_DEPTH = 100
# A single tag or value never takes so many bytes.
_MOST_AHEAD = 4 * 1024 * 1024


class Reader(Protocol):
    """What is told of a document: names as "namespace name", text in pieces."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, text: str) -> None: ...


@lru_cache(maxsize=2048)
def local(name: str) -> str:
    """Return a name without its namespace: two standards of one format differ in these."""
    return name.rpartition(" ")[2]


def read(chunks: Iterable[bytes], reader: Reader) -> None:
    """Tell `reader` all of a document. Raises UnreadableSheet, SheetTooWide."""
    for _piece in stream(chunks, reader):
        pass


def stream(chunks: Iterable[bytes], reader: Reader) -> Iterator[None]:
    """Tell `reader` of a document piece by piece, and stop between for who takes what it found."""
    limits = _Limits(reader)
    parser = limits.parser
    fed = 0
    for chunk in chunks:
        with broken_is_refused():
            parser.Parse(chunk, False)
        fed += len(chunk)
        if fed - parser.CurrentByteIndex > _MOST_AHEAD:
            raise SheetTooWide
        yield
    with broken_is_refused():
        parser.Parse(b"", True)
    yield


class _Limits:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._elements = self._depth = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = reader.text
        # Entities are how a short document becomes an endless one; workbooks have none.
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > _MOST_ELEMENTS:
            raise SheetTooWide
        if self._depth > _MOST_DEPTH:
            raise UnreadableSheet
        self._reader.start(name, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._reader.end(name)

    @staticmethod
    def _refuse(*_declared: object) -> None:
        raise UnreadableSheet
