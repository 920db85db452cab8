"""A file of a course that broke on its way is refused in words, wherever it broke."""

import hashlib
import io
import json
import random
import struct
import zipfile

import pytest

from cms.coursefile.archive import named, opened, written
from cms.coursefile.refusals import CourseFileRefused, TooLargeFile

COURSE = {"course": {"title": "Stoples"}, "modules": [], "words": ["cahaya"] * 50}


def whole() -> bytes:
    """Return a file with a picture whose bytes pack badly, as a photo's do."""
    picture = random.Random(1).randbytes(3000)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        name = named(io.BytesIO(picture), "webp")
        file.writestr(name, picture)
        written(file, COURSE, [name])
    return buffer.getvalue()


def outcome(path, content: bytes) -> str:
    path.write_bytes(content)
    try:
        with opened(path) as archive:
            return "whole" if archive.course == COURSE else "other"
    except CourseFileRefused:
        return "refused"


def test_whole_it_is_opened(tmp_path):
    assert outcome(tmp_path / "kursus.zip", whole()) == "whole"


@pytest.mark.parametrize("bits", [0x01, 0xFF])
def test_a_byte_that_changed_is_refused_or_does_not_matter(tmp_path, bits):
    content = whole()
    for place in range(len(content)):
        broken = bytearray(content)
        broken[place] ^= bits
        assert outcome(tmp_path / "kursus.zip", bytes(broken)) in {"refused", "whole"}, place


def test_the_beginning_alone_is_refused(tmp_path):
    content = whole()
    for length in range(0, len(content), 5):
        assert outcome(tmp_path / "kursus.zip", content[:length]) == "refused", length


def test_a_text_nested_without_end_is_refused(tmp_path):
    deep = b'{"course":' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        file.writestr("course.json", deep)
        sums = {"course.json": hashlib.sha256(deep).hexdigest()}
        file.writestr(
            "manifest.json", json.dumps({"format": "opop-course", "version": 1, "files": sums})
        )
    assert outcome(tmp_path / "kursus.zip", buffer.getvalue()) == "refused"


def test_more_than_two_gigabytes_are_refused_before_they_are_read(tmp_path):
    path = tmp_path / "kursus.zip"
    with path.open("wb") as file:
        # A hole in a file takes no room.
        file.truncate(2 * 1024**3 + 1)
    with pytest.raises(TooLargeFile), opened(path):
        pass


def test_more_than_two_gigabytes_that_are_packed_in_it_are_not_unpacked(tmp_path):
    content = bytearray(whole())
    head = content.index(b"PK\x01\x02")
    assert content[head + 46 :].startswith(b"files/")
    # What the list says of the picture: how large it is, packed and unpacked.
    content[head + 20 : head + 28] = struct.pack("<II", 2 * 1024**3, 2 * 1024**3)
    path = tmp_path / "kursus.zip"
    path.write_bytes(content)
    with pytest.raises(TooLargeFile), opened(path):
        pass
