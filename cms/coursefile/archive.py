"""The zip of a course: written with a checksum of each file, and opened only if all agree.

manifest.json    what it is, of which version, and the SHA-256 of each file
course.json      pages, blocks and questions
files/SHA.EXT    pictures, documents, videos and captions, named by what is in them
"""

import hashlib
import json
import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cms.coursefile.refusals import (
    AlteredFile,
    CourseFileRefused,
    HostileFile,
    NewerFile,
    NotACourseFile,
    TooLargeFile,
    Unreadable,
)

FORMAT, VERSION = "opop-course", 1
MANIFEST, COURSE = "manifest.json", "course.json"
# Files of a video beside its own.
BESIDE = ("captions", "thumbnail")
MOST_BYTES = 2 * 1024**3
MOST_FILES = 5000
MOST_TEXT = 32 * 1024**2
# A text is packed to a tenth; a hundredth and less is no text.
MOST_PACKED = 100
_NAME = re.compile(r"files/(?P<sha>[0-9a-f]{64})\.[a-z0-9]{1,8}")
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Archive:
    """A file of a course that was checked."""

    zip: zipfile.ZipFile
    course: dict[str, Any]

    def open(self, name: str) -> IO[bytes]:
        """Return a file of the archive for reading. Raises Unreadable where there is none."""
        if not _NAME.fullmatch(name) or name not in self.zip.namelist():
            raise Unreadable(name)
        return self.zip.open(name)

    def size(self, name: str) -> int:
        return self.zip.getinfo(name).file_size


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Check the file at `path` whole, and give what is in it. Raises CourseFileRefused."""
    if path.stat().st_size > MOST_BYTES:
        raise TooLargeFile
    with ExitStack() as stack:
        try:
            file = stack.enter_context(zipfile.ZipFile(path))
            course = _checked(file)
        except CourseFileRefused:
            raise
        # Whatever the unpacker makes of a broken file is a fault of the file.
        except Exception as error:
            raise NotACourseFile from error
        yield Archive(file, course)


def named(content: IO[bytes], extension: str) -> str:
    """Return the name that `content` has in an archive."""
    return f"files/{checksum(content)}.{extension}"


def checksum(content: IO[bytes]) -> str:
    """Return the SHA-256 of what can be read of `content`."""
    found = hashlib.sha256()
    while block := content.read(_BLOCK):
        found.update(block)
    return found.hexdigest()


def written(file: zipfile.ZipFile, course: dict[str, Any], names: list[str], **about: str) -> None:
    """Write the texts of an archive whose `names` are in it already."""
    text = json.dumps(course, ensure_ascii=False, sort_keys=True).encode()
    sums = {name: sha_of(name) for name in names}
    sums[COURSE] = hashlib.sha256(text).hexdigest()
    manifest = {"format": FORMAT, "version": VERSION, "files": sums, **about}
    file.writestr(COURSE, text, zipfile.ZIP_DEFLATED)
    file.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False), zipfile.ZIP_DEFLATED)


def sha_of(name: str) -> str:
    """Return the checksum that is the name of a file. Raises Unreadable."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise Unreadable(name)
    return found["sha"]


def _checked(file: zipfile.ZipFile) -> dict[str, Any]:
    entries = file.infolist()
    if MANIFEST not in file.namelist():
        raise NotACourseFile
    _check_entries(entries)
    manifest = _json(file, MANIFEST)
    if manifest.get("format") != FORMAT:
        raise NotACourseFile
    version, sums = manifest.get("version"), manifest.get("files")
    if not isinstance(version, int) or not isinstance(sums, dict):
        raise NotACourseFile
    if version > VERSION:
        raise NewerFile
    others = {entry.filename for entry in entries} - {MANIFEST}
    if others != set(sums) or COURSE not in sums:
        raise AlteredFile(next(iter(others ^ set(sums)), COURSE))
    for entry in entries:
        if entry.filename == MANIFEST:
            continue
        with file.open(entry) as content:
            found = checksum(content)
        if found != sums[entry.filename] or (
            entry.filename != COURSE and found != sha_of(entry.filename)
        ):
            raise AlteredFile(entry.filename)
    return _json(file, COURSE)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what no file of a course has, by the list alone: nothing is unpacked for it."""
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_FILES or len(set(names)) < len(names):
        raise HostileFile
    for entry in entries:
        is_text = entry.filename in {MANIFEST, COURSE}
        is_link = stat.S_ISLNK(entry.external_attr >> 16)
        is_strange = entry.flag_bits & 0x1 or entry.compress_type not in {
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
        }
        if is_link or is_strange or not (is_text or _NAME.fullmatch(entry.filename)):
            raise HostileFile
        if is_text and entry.file_size > MOST_TEXT:
            raise HostileFile
        if entry.file_size > MOST_PACKED * max(entry.compress_size, 1) + 10_000:
            raise HostileFile
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise TooLargeFile


def _json(file: zipfile.ZipFile, name: str) -> dict[str, Any]:
    try:
        found = json.loads(file.read(name).decode())
    except (ValueError, RecursionError) as error:
        raise Unreadable(name) from error
    if not isinstance(found, dict):
        raise Unreadable(name)
    return found
