"""Papers whose inside is not as their kind wants it: refused in words, never a broken page."""

import struct
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from academy.web.files.uploads import UnknownFileType, read_file


def paper() -> bytearray:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return bytearray(buffer.getvalue())


def name_in_a_wrong_encoding() -> bytearray:
    content = paper()
    at = content.find(b"PK\x01\x02")
    # "The names are UTF-8", and one is not.
    content[at + 8 : at + 10] = struct.pack("<H", 0x800)
    content[content.find(b"word/", at)] = 0xFF
    return content


def version_of_later_times() -> bytearray:
    content = paper()
    at = content.find(b"PK\x01\x02")
    content[at + 6 : at + 8] = struct.pack("<H", 99)
    return content


def cut_off() -> bytearray:
    return paper()[:60]


def test_a_paper_as_it_should_be_is_taken():
    assert read_file(SimpleUploadedFile("surat.docx", bytes(paper()))).extension == ".docx"


@pytest.mark.parametrize("made", [name_in_a_wrong_encoding, version_of_later_times, cut_off])
def test_a_paper_with_an_odd_inside_is_refused(made):
    with pytest.raises(UnknownFileType):
        read_file(SimpleUploadedFile("surat.docx", bytes(made())))
