"""Zip archives of workbooks, never unpacked as a whole."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from xml.parsers import expat

from academy.sheets.refusals import (
    SheetHasPassword,
    SheetTooWide,
    UnreadableSheet,
    UnsupportedFormat,
)

_CHUNK = 64 * 1024
# What a part may unpack to: the longest list, in a sheet full of formats.
MOST_UNPACKED = 256 * 1024 * 1024
_LOCKED = 0x1
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, expat.ExpatError,
    EOFError, OSError, ValueError, LookupError, OverflowError, RuntimeError,
)  # fmt: skip


@contextmanager
def broken_is_refused() -> Iterator[None]:
    """Turn what the decoders raise for a damaged file into a refusal in words."""
    try:
        yield
    except NotImplementedError as error:
        raise UnsupportedFormat from error
    except _BROKEN as error:
        raise UnreadableSheet from error


class Archive:
    """The parts of a zip archive by their names; letter case and kind of slash do not count."""

    def __init__(self, content: bytes) -> None:
        """Read what is in it. Raises UnreadableSheet, SheetHasPassword."""
        with broken_is_refused():
            self._zip = zipfile.ZipFile(BytesIO(content))
            entries = self._zip.infolist()
        if any(entry.flag_bits & _LOCKED for entry in entries):
            raise SheetHasPassword
        self._entries = {_plain(entry.filename): entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Return a part piece by piece. Raises UnreadableSheet, SheetTooWide."""
        entry = self._entries.get(_plain(name))
        if entry is None:
            raise UnreadableSheet
        with broken_is_refused(), closing(self._zip.open(entry)) as part:
            taken = 0
            while chunk := part.read(_CHUNK):
                taken += len(chunk)
                if taken > MOST_UNPACKED:
                    raise SheetTooWide
                yield chunk

    def beginning(self, name: str) -> bytes:
        """Return the first bytes of a part. Raises UnreadableSheet."""
        return next(self.chunks(name), b"")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
