"""A Word file as an archive: opened within limits, its parts by name, links between them."""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from cms.docx.refusals import (
    Broken,
    DocumentRefused,
    EmptyFile,
    NoText,
    NotWord,
    OldWord,
    OpenDocument,
    TooLarge,
    TooMuch,
    WithPassword,
)
from cms.docx.word.nodes import Node, parse

MOST_BYTES = 20 * 1024 * 1024
MOST_PARTS = 5_000
MOST_DIRECTORY = 1024 * 1024
# An archive ends with a record of 22 bytes and a remark.
_END, _END_BYTES, _REMARK_BYTES = b"PK\x05\x06", 22, 65_535
_LOCATOR, _LOCATOR_BYTES, _LONG_END_BYTES = b"PK\x06\x07", 20, 56
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points: at another part, or (`is_external`) out of the file."""

    kind: str
    target: str
    is_external: bool


class Package:
    """The parts of an opened file."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        # Names are compared without case, as Word does.
        self.names = {name.lower().lstrip("/"): name for name in archive.namelist()}

    def has(self, name: str) -> bool:
        return name.lower() in self.names

    def tree(self, name: str) -> Node | None:
        """Return the XML of a part; None where the file has none. Raises DocumentRefused."""
        if not self.has(name):
            return None
        with _said(), self.archive.open(self.names[name.lower()]) as stream:
            return parse(stream)

    def content(self, name: str, most: int) -> bytes | None:
        """Return the bytes of a part; None where it is missing, broken or longer than `most`."""
        if not self.has(name):
            return None
        try:
            with _said(), self.archive.open(self.names[name.lower()]) as stream:
                content = stream.read(most + 1)
        except DocumentRefused:
            return None
        return content if len(content) <= most else None

    def relations(self, part: str) -> dict[str, Relation]:
        """Return where `part` points, by the ids that it uses ("" for the file itself)."""
        folder, name = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        if tree is None:
            return {}
        found = {}
        for node in tree.all("rel:Relationship"):
            is_external = node.get("TargetMode") == "External"
            target = node.get("Target")
            if not is_external:
                joined = target if target.startswith("/") else posixpath.join("/", folder, target)
                target = posixpath.normpath(joined).lstrip("/")
            kind = node.get("Type").rpartition("/")[2]
            found[node.get("Id")] = Relation(kind, target, is_external)
        return found

    def main_part(self) -> str:
        """Return the name of the part that holds the text. Raises what says what it is else."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and self.has(relation.target):
                if relation.target.lower().startswith(("xl/", "ppt/")):
                    raise NotWord
                return relation.target
        if self.has("word/document.xml"):
            return "word/document.xml"
        raise NoText if self.has("[Content_Types].xml") else self._what_else()

    def _what_else(self) -> DocumentRefused:
        kind = self.content("mimetype", 200) or b""
        return OpenDocument() if b"opendocument" in kind else NotWord()


@contextmanager
def opened(file: IO[bytes]) -> Iterator[Package]:
    """Open `file`, told by its content and never by its name. Raises DocumentRefused."""
    size = file.seek(0, 2)
    if not size:
        raise EmptyFile
    if size > MOST_BYTES:
        raise TooLarge
    _check_head(file)
    _check_directory(file, size)
    file.seek(0)
    with _said():
        archive = zipfile.ZipFile(file)
    with archive:
        yield Package(archive)


def _check_head(file: IO[bytes]) -> None:
    file.seek(0)
    head = file.read(8)
    if head == _OLE:
        file.seek(0)
        content = file.read()
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise WithPassword
        raise OldWord if "WordDocument".encode("utf-16-le") in content else NotWord
    if head.startswith(b"PK\x05\x06"):
        raise NoText
    if not head.startswith(b"PK\x03\x04"):
        raise NotWord


def _check_directory(file: IO[bytes], size: int) -> None:
    """Look at the list of parts before it is read: it may be made to fill the memory."""
    file.seek(max(0, size - _END_BYTES - _REMARK_BYTES))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_BYTES:
        raise Broken
    count, directory = struct.unpack_from("<HL", tail, at + 10)
    longer = at - _LOCATOR_BYTES - _LONG_END_BYTES
    if longer >= 0 and tail.startswith(_LOCATOR, at - _LOCATOR_BYTES):
        # Archives of more than 4 GB have a second record, which counts where it stands.
        count, directory = struct.unpack_from("<QQ", tail, longer + 32)
    if count > MOST_PARTS or directory > MOST_DIRECTORY:
        raise TooMuch


@contextmanager
def _said() -> Iterator[None]:
    """Turn what an archive may do wrong into a refusal."""
    try:
        yield
    except _FAULTS as error:
        raise Broken from error
    except RuntimeError as error:
        # What zipfile raises for a part with a password.
        raise WithPassword from error
