"""One word for one thing in all that is read in Indonesian; guides name what stands there."""

import re
from pathlib import Path

import polib
import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override

from academy.people.models import User
from cms.actions.staff import WORKFLOW
from courses.models import Batch

PROJECT = Path(__file__).resolve().parents[2]
CATALOGUES = [
    PROJECT / "locale" / folder / "id" / "LC_MESSAGES" / "django.po"
    for folder in ("", "wagtail", "django")
]
GUIDES = [
    PROJECT / "docs" / f"{name}.md"
    for name in ("koordinator", "pemateri", "pendamping", "pengelola", "peserta")
]
LESSONS = sorted((PROJECT / "academy" / "demo" / "courses").rglob("*.[my][da]*"))

# The word that is used, and those that say the same and are not.
ONE_WORD = {
    "draf": r"konsep|\bdraft\b",
    "percobaan (of a quiz)": r"\bupaya ke|surel percobaan|\bkesempatan\b",
    "ulasan (of a hand-in)": r"kiriman[^.]{0,30}tinjau|tinjau[^.]{0,30}kiriman",
    "prates, pascates": r"(pra|pre|pasca|post)-?tes(t)?\b(?<!prates)(?<!pascates)",
    "langkah kedua": r"pengaman kedua|faktor kedua",
    "alur tinjauan": r"alur kerja",
    "pengelolaan isi": r"admin konten|pengelola konten",
    "penyunting": r"\beditor\b",
    "waktu masuk habis": r"sesi (Anda|masuk)[^.]{0,8} (berakhir|habis)",
    "kursi (in a batch)": r"mendapat tempat|tempat Anda sudah siap",
    "pengguna": r"\busername\b|\bmember\b",
    "surel": r"\be-?mail\b(?!\.)",
    "kata sandi": r"kata kunci anda|\bpassword\b",
    "kedaluwarsa": r"kadaluarsa",
    "silakan": r"silahkan",
    "papan ketik": r"papan (tik|kunci|tombol)\b",
    "aktivitas (of a course)": r"\bkegiatan (yang )?(selesai|ditemukan)",
    "lulus (of a batch)": r"dinyatakan tuntas|\btuntas pada|\btuntas,",
    "nomor sekali, tidak sama sekali": r"yang sama sekali",
}
# Names that people choose among, not words of a sentence.
NAMES = {("demo account", "editor")}


def said(path: Path) -> list[str]:
    return [
        text
        for entry in polib.pofile(str(path))
        if not entry.obsolete and (entry.msgctxt, entry.msgid) not in NAMES
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if text
    ]


def without_placeholders(text: str) -> str:
    return re.sub(r"%\(\w+\)[a-z]|\{\w*\}", "", text)


@pytest.mark.parametrize("word", ONE_WORD)
def test_one_thing_has_one_word(word):
    other = re.compile(ONE_WORD[word], re.IGNORECASE)
    texts = [text for path in CATALOGUES for text in said(path)]
    texts += [line for path in [*GUIDES, *LESSONS] for line in path.read_text().splitlines()]
    assert [text for text in texts if other.search(without_placeholders(text))] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_what_a_guide_prints_in_bold_stands_on_a_screen(guide):
    screens = {text for path in CATALOGUES for text in said(path)} | {WORKFLOW}
    bold = re.findall(r"\*\*(.+?)\*\*", guide.read_text(), re.DOTALL)
    named = {" ".join(part.split()) for found in bold for part in found.split("→")}
    assert named - screens == set()


def refusal(field: forms.Field, value: object) -> str:
    with override("id"), pytest.raises(ValidationError) as refused:
        field.clean(value)
    return refused.value.messages[0]


WHAT_TO_DO = [
    (forms.CharField(), "", "Bagian ini wajib diisi."),
    (forms.CharField(max_length=3), "abcd", "Tuliskan paling banyak 3 karakter; sekarang 4."),
    (forms.IntegerField(), "dua", "Tuliskan bilangan bulat, misalnya 12."),
    (forms.IntegerField(max_value=9), "10", "Isian ini paling besar 9."),
    (
        forms.DateField(),
        "31-02-2026",
        "Tanggal ini tidak ada atau belum lengkap. Tulis misalnya 17-08-2026.",
    ),
    (forms.TimeField(), "25.00", "Tulis jam dan menit, misalnya 19.30."),
    (forms.EmailField(), "siti@", "Tuliskan alamat surel yang benar, misalnya nama@contoh.id."),
    (forms.ChoiceField(), "b", "b tidak ada dalam pilihan. Pilih salah satu yang tersedia."),
    (forms.FileField(), None, "Bagian ini wajib diisi."),
]


@pytest.mark.parametrize(
    ("field", "value", "words"), WHAT_TO_DO, ids=[words for *_, words in WHAT_TO_DO]
)
def test_a_refusal_says_what_to_do(field, value, words):
    assert refusal(field, value) == words


@pytest.mark.parametrize(
    ("field", "value"), [(forms.DateField(), "17-08-2026"), (forms.TimeField(), "19.30")]
)
def test_what_a_refusal_gives_as_an_example_is_accepted(field, value):
    with override("id"):
        assert field.clean(value) is not None


def test_what_is_there_already_is_not_said_to_be_missing():
    with override("id"):
        one = User().unique_error_message(User, ("username",)).messages[0]
        several = Batch().unique_error_message(Batch, ("program", "number")).messages[0]
    assert "sudah" in one
    assert several.endswith("ini sudah ada.")
