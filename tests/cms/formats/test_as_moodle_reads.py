"""What Moodle, its old versions and its plugins write is read as Moodle itself reads it."""

import pytest

from cms.formats.described import described_question
from cms.formats.gift.reading import read as read_gift
from cms.formats.labels import category_of
from cms.formats.moodle_xml.reading import read as read_xml
from cms.formats.opening import open_questions

pytestmark = pytest.mark.usefixtures("in_english")


def question(kind: str, inner: str, name: str = "Judul") -> str:
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="html"><text>Apa?</text></questiontext>{inner}</question>\n'
    )


def only(kind: str, inner: str):
    reading = read_xml(f"<quiz>\n{question(kind, inner)}</quiz>".encode())
    assert reading.faults == ()
    (found,) = reading.questions
    return found


def options(found) -> list[tuple]:
    return [
        (option["text"], option["fraction"], option["feedback"])
        for option in described_question(found)["options"]
    ]


def answer(share: str, words: str, said: str = "") -> str:
    return (
        f'<answer fraction="{share}"><text>{words}</text>'
        f"<feedback><text>{said}</text></feedback></answer>\n"
    )


RIGHT = answer("100", "a") + answer("0", "b")


def test_a_field_called_question_is_no_question_of_its_own():
    # So does the plugin "gapfill"; what follows was once torn into a dozen faults.
    field = "<gapsetting>\n<question>31</question><gaptext>x</gaptext></gapsetting>\n"
    text = f"<quiz>\n{question('gapfill', field * 3)}{question('multichoice', RIGHT)}</quiz>"
    reading = read_xml(text.encode())
    assert [(fault.line, "gapfill" in fault.what) for fault in reading.faults] == [(2, True)]
    assert [found.line for found in reading.questions] == [9]


def test_fields_that_were_left_empty_are_neither_answers_nor_pairs():
    empty = answer("0", " ")
    assert options(only("multichoice", RIGHT + empty * 2)) == [("a", 100, ""), ("b", 0, "")]
    assert options(only("shortanswer", RIGHT + empty)) == [("a", 100, ""), ("b", 0, "")]
    assert options(only("numerical", answer("100", "3") + empty)) == [("3", 100, "")]
    assert [text for text, *_ in options(only("ordering", RIGHT + empty))] == ["b", "a"]
    pair = "<subquestion><text>{}</text><answer><text>{}</text></answer></subquestion>"
    pairs = "".join(pair.format(*words) for words in (("a", "b"), ("c", "d"), ("", "")))
    assert len(only("matching", pairs).pairs) == 2


def test_an_empty_answer_that_is_said_to_be_right_is_told():
    text = question("multichoice", answer("0", "a") + answer("0", "b") + answer("100", ""))
    (fault,) = read_xml(f"<quiz>{text}</quiz>".encode()).faults
    assert "An answer is empty" in fault.what


def test_of_two_texts_the_first_counts():
    twice = '<answer fraction="100"><text>4.25</text><text>4.2</text></answer>'
    assert options(only("multichoice", twice + answer("0", "b"))) == [
        ("4.25", 100, ""),
        ("b", 0, ""),
    ]


def test_tags_of_the_course_hints_of_old_and_what_is_said_to_the_items_of_an_ordering():
    found = only(
        "ordering",
        answer("1", "satu", "Dahulu.")
        + answer("2", "dua")
        + "<hint><hintcontent><text>Mulai dari satu.</text></hintcontent></hint>"
        + "<coursetags><tag><text>kelas</text></tag></coursetags>"
        + "<tags><tag><text>angka</text></tag></tags>",
    )
    assert options(found) == [("satu", 100, "Dahulu."), ("dua", 100, "")]
    assert found.tags == ("angka", "kelas")
    assert [hint.html for hint in found.hints] == ["Mulai dari satu."]


def test_shares_of_numbers_in_files_of_moodle_1():
    found = only(
        "numerical",
        "<answer>42<fraction>1</fraction><tolerance>0.5</tolerance></answer>"
        "<answer>13<fraction>0.5</fraction></answer>",
    )
    assert options(found) == [("42", 100, ""), ("13", 50, "")]


@pytest.mark.parametrize("size", [100_000, 300_000, 1_000_000])
def test_the_last_question_is_read_also_after_a_large_piece_of_markup(size):
    # The parser puts off looking at what comes in many parts, to the very end of the file.
    text = question("essay", "").replace('type="essay"', f'type="essay" note="{"x" * size}"')
    assert len(read_xml(f"<quiz>{text}</quiz>".encode()).questions) == 1


CATEGORIES = {
    "$course$/top/top/Default": "Default",  # an old fault of Moodle's, which itself mends it
    "$course$/top/ Bab 1 / Foto": "Bab 1/Foto",
    "$module$/top/Foto // Video/top": "Foto // Video/top",
    "top": "",
    "Bab 1/": "Bab 1",
}


@pytest.mark.parametrize(("path", "category"), CATEGORIES.items())
def test_the_path_of_a_category(path, category):
    assert category_of(path) == category


def test_a_typed_answer_may_hold_an_arrow_or_the_name_of_a_markup():
    # Moodle writes no arrow with a backslash; the share before it says that it is typed.
    text = "Rumus?{\n\t=%100%a -> b#Ya.\n\t=%50%tulis [html] saja#\n}"
    (found,) = read_gift(text.encode()).questions
    assert (found.kind, options(found)) == (
        "shortanswer",
        [("a -> b", 100, "Ya."), ("tulis [html] saja", 50, "")],
    )


def test_ends_of_lines_that_were_written_twice_are_ends_of_one_line():
    text = "Soal satu\r\r\ndalam dua baris {\r\r\n=a\r\r\n~b\r\r\n}\r\r\n\r\r\nDua{T}"
    opened = open_questions(text.encode())
    assert opened.reading.faults == ()
    assert [found.line for found in opened.reading.questions] == [1, 7]
