"""Word files that are no lesson, or try to cost more than one; and the command that looks."""

import io
import json
import struct

import pytest
from django.core.management import call_command

from cms.docx import refusals
from cms.docx.reading import read_document
from cms.docx.word.nodes import MOST_BYTES
from cms.docx.word.package import MOST_BYTES as LARGEST_FILE
from tests.factories import word
from tests.factories.word import (
    NAMES,
    archive,
    document,
    para,
)


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le")


def locked(content: bytes) -> bytes:
    """Return an archive whose parts say that they have a password."""
    at, found = 0, bytearray(content)
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        found[at + 8] |= 1
        at += 4
    return bytes(found)


def text_of(xml: str) -> bytes:
    return document(parts={"word/document.xml": xml})


def promises(count: int) -> bytes:
    """Return an archive that says that it has `count` parts."""
    found = bytearray(word.a_lesson())
    found[-12:-10] = struct.pack("<H", count)
    return bytes(found)


BOMB = f"<w:document {NAMES}><w:body>" + " " * (MOST_BYTES + 1)
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b "ha">]>' + f"<w:document {NAMES}><w:body>&b;</w:body></w:document>"
)
DEEP = f"<w:document {NAMES}><w:body>" + "<w:tbl><w:tr><w:tc>" * 200


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", refusals.EmptyFile),
        (b"%PDF-1.7 bukan Word", refusals.NotWord),
        (b"{\\rtf1 lama}", refusals.NotWord),
        (ole("WordDocument"), refusals.OldWord),
        (ole("EncryptedPackage"), refusals.WithPassword),
        (ole("Workbook"), refusals.NotWord),
        (archive({"mimetype": "application/vnd.oasis.opendocument.text"}), refusals.OpenDocument),
        (archive({"foto.txt": "x"}), refusals.NotWord),
        (archive({"[Content_Types].xml": "<Types/>"}), refusals.NoText),
        (word.a_lesson()[:900], refusals.Broken),
        (locked(word.a_lesson()), refusals.WithPassword),
        (text_of("<w:document"), refusals.Broken),
        (text_of(f"<w:document {NAMES}/>"), refusals.NoText),
        (text_of(LAUGHS), refusals.Unsafe),
        (text_of(BOMB), refusals.TooMuch),
        (text_of(DEEP), refusals.TooMuch),
        (promises(60_000), refusals.TooMuch),
        (document(para("Isi") * 2_001), refusals.TooMuch),
        (document(para()), refusals.NothingToRead),
    ],
)  # fmt: skip
def test_a_file_that_is_no_lesson_is_refused_with_what_to_do(content, refusal):
    with pytest.raises(refusal) as caught:
        read_document(io.BytesIO(content))
    assert type(caught.value) is refusal


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read():
    class Endless(io.RawIOBase):
        def seek(self, _place, _whence=0):
            return 2 * 1024**3

        def read(self, _size=-1):
            raise AssertionError("read")

    assert LARGEST_FILE < 2 * 1024**3
    with pytest.raises(refusals.TooLarge):
        read_document(Endless())


def test_the_command_answers_programs_and_people_and_names_what_is_wrong(tmp_path, capsys):
    good, bad = tmp_path / "materi.docx", tmp_path / "bukan.docx"
    good.write_bytes(word.a_lesson())
    bad.write_bytes(b"%PDF-1.7")
    call_command("preview_lesson", good, json=True)
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["file", "blocks", "said"]
    assert found["file"] == "ok"
    assert [(b["type"], b["level"]) for b in found["blocks"]] == [
        ("heading", 1),
        ("heading", 1),
        ("text", None),
        ("list", None),
        ("image", None),
        ("table", None),
        ("text", None),
    ]
    assert found["blocks"][4] == {
        "type": "image",
        "text": "Gambar 1. Cahaya samping",
        "level": None,
        "alt": "Stoples di tepi jendela",
    }
    assert found["said"] == ["1 catatan kaki tidak ikut."]
    call_command("preview_lesson", bad, json=True)
    refused = json.loads(capsys.readouterr().out)
    assert refused == {"file": str(refusals.NotWord.message), "blocks": [], "said": []}
    call_command("preview_lesson", good)
    assert "[heading: 1] Menyiapkan meja" in capsys.readouterr().out
