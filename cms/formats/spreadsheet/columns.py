"""The columns of the spreadsheet in which questions are written: one row, one question.

Heads stand in Indonesian, as the template gives them; what others may have written instead is
read too. All but the text are left out where nobody needs them.
"""

import re
import unicodedata
from enum import StrEnum

from cms.formats.written import Kind

LETTERS = "ABCDEFGHIJ"


class Column(StrEnum):
    """Columns that are there once, by the head of the template."""

    KIND = "Jenis"
    TEXT = "Soal"
    KEY = "Kunci"
    TOLERANCE = "Toleransi"
    UNIT = "Satuan"
    FEEDBACK = "Penjelasan"
    TITLE = "Judul"
    CATEGORY = "Kategori"
    TAGS = "Label"
    DIFFICULTY = "Kesulitan"
    LANGUAGE = "Bahasa"
    MARK = "Nilai"
    SHUFFLE = "Acak"
    IDENTITY = "Kode"


class Lettered(StrEnum):
    """Columns that are there for each option, with its letter behind: "Pilihan A"."""

    OPTION = "Pilihan"
    PAIR = "Pasangan"
    SHARE = "Bobot"
    SAID = "Umpan balik"


_ALSO: dict[StrEnum, tuple[str, ...]] = {
    Column.KIND: ("tipe", "jenis soal", "type", "kind"),
    Column.TEXT: ("pertanyaan", "question", "text"),
    Column.KEY: ("kunci jawaban", "jawaban", "jawaban benar", "key", "answer", "correct answer"),
    Column.TOLERANCE: ("tolerance",),
    Column.UNIT: ("unit",),
    Column.FEEDBACK: ("pembahasan", "umpan balik umum", "umpan balik", "feedback", "explanation"),
    Column.TITLE: ("title", "nama", "name"),
    Column.CATEGORY: ("category",),
    Column.TAGS: ("tag", "tags", "labels"),
    Column.DIFFICULTY: ("tingkat kesulitan", "difficulty"),
    Column.LANGUAGE: ("language",),
    Column.MARK: ("poin", "mark", "points"),
    Column.SHUFFLE: ("acak pilihan", "shuffle"),
    Column.IDENTITY: ("id", "idnumber", "code"),
    Lettered.OPTION: ("opsi", "option", "choice", ""),
    Lettered.PAIR: ("pair", "match"),
    Lettered.SHARE: ("weight", "fraction"),
    Lettered.SAID: ("feedback",),
}

KINDS = {
    "pilihan tunggal": (Kind.MULTICHOICE, True),
    "pilihan ganda": (Kind.MULTICHOICE, False),
    "benar/salah": (Kind.TRUEFALSE, True),
    "jawaban singkat": (Kind.SHORTANSWER, True),
    "angka": (Kind.NUMERICAL, True),
    "pasangan": (Kind.MATCH, True),
    "urutan": (Kind.ORDERING, True),
    "esai": (Kind.ESSAY, True),
    "penjelasan": (Kind.DESCRIPTION, True),
}
_ALSO_KINDS = {
    "single": "pilihan tunggal",
    "multichoice": "pilihan tunggal",
    "multiple choice": "pilihan tunggal",
    "multiple": "pilihan ganda",
    "pilihan majemuk": "pilihan ganda",
    "multiple response": "pilihan ganda",
    "benar salah": "benar/salah",
    "truefalse": "benar/salah",
    "true false": "benar/salah",
    "isian": "jawaban singkat",
    "isian singkat": "jawaban singkat",
    "shortanswer": "jawaban singkat",
    "short answer": "jawaban singkat",
    "numerical": "angka",
    "number": "angka",
    "menjodohkan": "pasangan",
    "match": "pasangan",
    "matching": "pasangan",
    "ordering": "urutan",
    "essay": "esai",
    "uraian": "esai",
    "description": "penjelasan",
}

Place = tuple[StrEnum, str]  # a column, and its letter where it has one


def plain_words(text: str) -> str:
    """Return a head or a word without case, remarks in brackets and punctuation."""
    text = re.sub(r"\([^)]*\)", " ", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(re.findall(r"[^\W_]+", text))


def _places() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for column in Column:
        for word in (column, *_ALSO[column]):
            found[plain_words(word)] = (column, "")
    for lettered in Lettered:
        for word in (lettered, *_ALSO[lettered]):
            for number, letter in enumerate(LETTERS, 1):
                found[plain_words(f"{word} {letter}")] = (lettered, letter)
                if word:
                    found[plain_words(f"{word} {number}")] = (lettered, letter)
    return found


PLACES = _places()


def kind_of(text: str) -> tuple[Kind, bool] | None:
    """Return the kind that a word means, and whether one option of it may be chosen."""
    word = plain_words(text)
    name = plain_words(_ALSO_KINDS.get(word, word))
    return next((kind for words, kind in KINDS.items() if plain_words(words) == name), None)
