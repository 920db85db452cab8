"""Questions in a spreadsheet: the template, and tables that people made themselves."""

import datetime as dt
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from cms.formats.described import described_question
from cms.formats.gift.reading import read as read_gift
from cms.formats.opening import Format, open_questions
from cms.formats.spreadsheet import writing

pytestmark = pytest.mark.usefixtures("in_english")


def workbook(*rows: tuple, above: int = 0) -> bytes:
    book = Workbook()
    for _ in range(above):
        book.active.append(["Kop surat"])
    for row in rows:
        book.active.append(list(row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def found(*rows: tuple, **more: int) -> list[dict]:
    opened = open_questions(workbook(*rows, **more))
    assert (opened.reason, opened.reading.faults) == ("", ())
    return [described_question(question) for question in opened.reading.questions]


SHORT = ("Soal", "Pilihan A", "Pilihan B", "Pilihan C", "Kunci")


def test_without_the_optional_columns_the_kind_is_told_by_the_others():
    rows = [
        SHORT,
        ("Ibu kota Jawa Timur?", "Surabaya", "Malang", "Jember", "A"),
        ("Mana yang kota?", "Surabaya", "Malang", "Bromo", "A dan B"),
        ("2 + 2?", 3, 4.0, 4.5, "b"),
        ("Garam itu asin", None, None, None, True),
        ("Berapa pi?", None, None, None, 3.14),
        ("Siapa?", None, None, None, "Hasyim; Wahid"),
        ("Ceritakan", None, None, None, None),
    ]
    questions = found(*rows, above=2)
    kinds = [(q["line"], q["type"], q["single"]) for q in questions]
    assert kinds == [
        (4, "multichoice", True),
        (5, "multichoice", False),
        (6, "multichoice", True),
        (7, "truefalse", None),
        (8, "numerical", None),
        (9, "shortanswer", None),
        (10, "essay", None),
    ]
    shares = [[(o["text"], o["fraction"]) for o in q["options"]] for q in questions]
    assert shares == [
        [("Surabaya", 100), ("Malang", 0), ("Jember", 0)],
        [("Surabaya", 50), ("Malang", 50), ("Bromo", 0)],
        [("3", 0), ("4", 100), ("4.5", 0)],
        [("true", 100), ("false", 0)],
        [("3.14", 100)],
        [("Hasyim", 100), ("Wahid", 100)],
        [],
    ]


def test_all_columns_in_any_order_and_in_other_words():
    heads = ("Type", "Tags", "Question", "Umpan balik A", "A", "B", "Bobot A", "Pasangan A")
    more = ("Pasangan B", "Toleransi", "Satuan", "Penjelasan", "Poin", "Kesulitan", "Kunci")
    rows = [
        ("Angka", "a, b", "Berapa?", "Ya", *[None] * 5, "0,5", "kg", "Begini.", 2, "sulit", "3,5"),
        ("menjodohkan", None, "Pasangkan", None, "Kanada", "Italia", None, "Ottawa", "Roma"),
        ("pilihan tunggal", None, "Apa?", None, "<b>x</b> &amp; y", "z", 100),
    ]
    number, match, choice = found(heads + more, *rows)
    assert number["options"] == [
        {"text": "3.5", "fraction": 100, "feedback": "Ya", "tolerance": 0.5}
    ]
    assert (number["tags"], number["feedback"]) == (["a", "b", "difficulty:sulit"], "Begini.")
    assert match["pairs"] == [
        {"text": "Kanada", "answer": "Ottawa"},
        {"text": "Italia", "answer": "Roma"},
    ]
    assert [(o["text"], o["fraction"]) for o in choice["options"]] == [("x & y", 100), ("z", 0)]


WRONG = {
    "no such option": (("Apa?", "a", "b", None, "C"), "does not name the right option"),
    "no key": (("Apa?", "a", "b", None, None), "does not name the right option"),
    "no text": ((None, "a", "b", None, "A"), "no text"),
    "one option": (("Apa?", "a", None, None, "A"), "too few"),
}


@pytest.mark.parametrize(("row", "said"), WRONG.values(), ids=WRONG)
def test_a_fault_is_told_with_its_row_and_the_rest_is_read(row, said):
    good = ("Apa?", "a", "b", None, "A")
    reading = open_questions(workbook(SHORT, good, row, good)).reading
    assert [(fault.line, said in fault.what) for fault in reading.faults] == [(3, True)]
    assert [question.line for question in reading.questions] == [2, 4]


@pytest.mark.parametrize(
    ("kind", "row", "said"),
    [
        ("teka-teki", ("Apa?", "a", "b", None, "A"), "not a kind of question"),
        ("benar/salah", ("Apa?", None, None, None, "mungkin"), "“benar” or “salah”"),
        ("angka", ("Berapa?", None, None, None, dt.date(2026, 1, 2)), "not a number"),
        ("urutan", ("Urutkan", "a", None, None, None), "two items"),
        ("pasangan", ("Pasangkan", "a", "b", None, None), "has no answer"),
    ],
)
def test_a_kind_with_wrong_cells(kind, row, said):
    reading = open_questions(workbook(("Jenis", *SHORT), (kind, *row))).reading
    assert [(fault.line, said in fault.what) for fault in reading.faults] == [(2, True)]


def test_the_template_has_heads_a_list_of_kinds_and_a_sheet_that_explains_it():
    book = load_workbook(BytesIO(writing.write()))
    assert book.sheetnames == ["Soal", "Petunjuk"]
    sheet = book["Soal"]
    assert [cell.value for cell in sheet[1]][:4] == ["Jenis", "Soal", "Pilihan A", "Pilihan B"]
    assert "pilihan tunggal" in sheet.data_validations.dataValidation[0].formula1
    assert book["Petunjuk"].max_row > 10
    opened = open_questions(writing.write())
    assert (opened.format, opened.reason, opened.reading.faults) == (Format.XLSX, "", ())


def test_what_begins_like_a_formula_stays_text():
    question = read_gift(b"\\=1+1 itu? {= \\=2 ~@x ~+3}").questions
    sheet = load_workbook(BytesIO(writing.write(question)))["Soal"]
    assert [cell.value for cell in sheet[2]][1:5] == ["=1+1 itu?", "=2", "@x", "+3"]
    assert "f" not in {cell.data_type for cell in sheet[2]}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (workbook(("Nama", "Alamat"), ("a", "b")), "No sheet of this workbook"),
        (workbook(SHORT, ("Apa?", "a", "b", "c", "A"))[:-400], "is damaged"),
        (b"PK\x03\x04" + b"xl/" * 200, "is damaged"),
    ],
)
def test_a_workbook_that_is_none_of_questions_is_refused_in_words(data, said):
    assert said in open_questions(data).reason
