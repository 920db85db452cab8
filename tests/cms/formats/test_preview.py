"""`manage.py preview_questions`: what a file would bring, without a database."""

import json
import sys
from io import StringIO

import pytest
from django.core.management import call_command

from cms.formats.opening import LARGEST, open_questions


def preview(path, *flags: str) -> str:
    out = StringIO()
    call_command("preview_questions", str(path), *flags, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    def make(data: bytes, name: str = "soal.txt"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return make


def test_the_whole_answer_for_scripts(file, in_english):
    data = (
        b"$CATEGORY: $course$/top/Bab 1\n\n// [tag:kopi]\n"
        b"::Pi::Berapa?{#3.14:0.01#Ya####Begini.}\n\n"
        b"Pasangkan{=a -> b =c -> d}\n\nSalah {=a\n"
    )
    assert json.loads(preview(file(data), "--json")) == {
        "file": "ok",
        "format": "gift",
        "questions": [
            {
                "line": 4,
                "type": "numerical",
                "single": None,
                "title": "Pi",
                "text": "Berapa?",
                "options": [{"text": "3.14", "fraction": 100, "feedback": "Ya", "tolerance": 0.01}],
                "feedback": "Begini.",
                "category": "Bab 1",
                "tags": ["kopi"],
                "pictures": [],
            },
            {
                "line": 6,
                "type": "match",
                "single": None,
                "title": "",
                "text": "Pasangkan",
                "options": [],
                "feedback": "",
                "category": "Bab 1",
                "tags": [],
                "pictures": [],
                "pairs": [{"text": "a", "answer": "b"}, {"text": "c", "answer": "d"}],
            },
        ],
        "faults": [{"line": 8, "what": "The answers are not closed. Put } after the last answer."}],
    }


def test_a_list_for_readers(file):
    text = preview(file("Kopi? {=Gayo ~Brazil}\n\nSalah {=a\n".encode("cp1252")))
    assert "multichoice" in text
    assert "100 %  Gayo" in text
    assert "Baris 3: Jawabannya belum ditutup." in text


UNREADABLE = {
    "nothing": (b"", "empty"),
    "blanks": (b" \n\xef\xbb\xbf\n", "empty"),
    "a letter": (b"Yth. Bapak,\n\nini surat.\n", "No question was recognized"),
    "a PDF": (b"%PDF-1.7\n", "PDF"),
    "a page": (b"<!DOCTYPE html><html><body>{x}</body></html>", "no questions of Moodle"),
    "a document of Word": (b"PK\x03\x04word/document.xml", "Word/ZIP"),
    "too large": (b"a{T}\n\n" * (LARGEST // 6 + 1), "larger than 20 MB"),
}


@pytest.mark.parametrize(("data", "said"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cannot_be_read_at_all_is_told(data, said, file, in_english):
    answer = json.loads(preview(file(data), "--json"))
    assert said in answer["file"]
    assert (answer["format"], answer["questions"], answer["faults"]) == (None, [], [])


def test_texts_alone_that_name_their_markup_are_gift():
    opened = open_questions(b"[markdown]Baca **dahulu**.\n\n[html]<p>Lalu</p>\n")
    assert opened.format == "gift"
    assert [question.kind for question in opened.reading.questions] == ["description"] * 2


def test_braces_of_formulas_make_no_gift_of_an_aiken_file(in_english):
    text = "Himpunan $\\frac{1}{2}$ dari {1, 2}?\nA) {1}\nB) {2}\nANSWER: B\n"
    opened = open_questions(text.encode())
    (question,) = opened.reading.questions
    assert (opened.format, opened.reading.faults) == ("aiken", ())
    assert [option.text.html for option in question.options] == ["{1}", "{2}"]


def test_no_file(tmp_path, in_english):
    assert "cannot be opened" in json.loads(preview(tmp_path / "x", "--json"))["file"]
    assert "cannot be opened" in json.loads(preview(tmp_path, "--json"))["file"]


ONE = {
    "gift": "::T::Apa itu?{{=satu ~dua#bukan ~%-50%[html]<b>tiga</b>}}\n\n",
    "aiken": "Apa itu?\nA) satu\nB) dua\nANSWER: A\n\n",
    "moodle_xml": '<question type="multichoice"><questiontext><text>Apa?</text></questiontext>'
    '<answer fraction="100"><text>a</text></answer><answer><text>b</text></answer></question>\n',
}


def steps_of(work, *given) -> int:
    """How many calls and returns `work` takes: counted, since seconds depend on the machine."""
    steps = 0

    def count(*_event):
        nonlocal steps
        steps += 1

    sys.setprofile(count)
    try:
        work(*given)
    finally:
        sys.setprofile(None)
    return steps


@pytest.mark.parametrize("name", ONE)
def test_thousands_of_questions_take_work_in_proportion(name):
    def file_of(count: int) -> bytes:
        text = ONE[name].replace("{{", "{").replace("}}", "}") * count
        return (f"<quiz>{text}</quiz>" if name == "moodle_xml" else text).encode()

    opened = open_questions(file_of(2_000))
    assert (opened.format, len(opened.reading.questions)) == (name, 2_000)
    few, many = (steps_of(open_questions, file_of(count)) for count in (250, 2_000))
    assert many < few * 8 * 1.1


LONG = 1_000_000
HOSTILE = {
    "open braces": b"{" * LONG,
    "closing braces": b"a}\n\n" * (LONG // 10),
    "lines": b"\n" * LONG,
    "titles": b"::" * (LONG // 2),
    "one line of signs": b"a{" + b"=~#%" * (LONG // 4) + b"}",
    "options": b"a{" + b"=b~c" * (LONG // 4) + b"}",
    "letters": b"A) a\nB) b\n" * (LONG // 10),
    "elements": b"<quiz>" + b"<a>" * (LONG // 3),
    "questions that are not closed": b"<quiz>" + b'<question type="essay">' * (LONG // 23),
    "texts that are not closed": b"<quiz>" + b"<question><text><![CDATA[" * (LONG // 25),
    "markup in a text": b"[html]" + b"<b><i>" * (LONG // 6) + b"{T}",
    "tags of a text": b"[html]" + b'<img src="' * (LONG // 10) + b"{T}",
    "markdown": b"[markdown]" + b"*a **b " * (LONG // 7) + b"{T}",
    "zeros": b"\0" * LONG,
    "bytes": bytes(range(128, 256)) * (LONG // 128),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_no_file_keeps_the_server_busy(data):
    assert steps_of(open_questions, data) < 20 * len(data)
