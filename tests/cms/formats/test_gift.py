"""GIFT files are read as Moodle reads them; what is wrong is told with its line."""

import pytest

from cms.formats.described import described_question
from cms.formats.gift.reading import read

pytestmark = pytest.mark.usefixtures("in_english")


def only(text: str) -> dict:
    """The one question of `text`, as scripts get it."""
    reading = read(text.encode())
    assert reading.faults == ()
    (question,) = reading.questions
    return described_question(question)


def options(*rows: tuple) -> list[dict]:
    return [
        {"text": text, "fraction": fraction, "feedback": feedback}
        for text, fraction, feedback in rows
    ]


KINDS = {
    "one right option": (
        "Ibu kota Jawa Timur? {=Surabaya#Benar. ~Malang#Dekat. ~Jember}",
        "multichoice",
        options(("Surabaya", 100, "Benar."), ("Malang", 0, "Dekat."), ("Jember", 0, "")),
    ),
    "several right options": (
        "Mana halal?\n{\n~%33.33333%kopi\n~%33.33333%teh\n~%33.33333%susu\n~%-100%arak\n}",
        "multichoice",
        options(
            ("kopi", 33.33333, ""),
            ("teh", 33.33333, ""),
            ("susu", 33.33333, ""),
            ("arak", -100, ""),
        ),
    ),
    "part of the marks beside the full": (
        "Sulit. {~salah ~%50%setengah =penuh}",
        "multichoice",
        options(("salah", 0, ""), ("setengah", 50, ""), ("penuh", 100, "")),
    ),
    "true": (
        "Matahari terbit di timur.{T}",
        "truefalse",
        options(("true", 100, ""), ("false", 0, "")),
    ),
    "false, what is said to the wrong and to the right": (
        "Garam itu manis.{FALSE#Cicipi lagi.#Tepat.}",
        "truefalse",
        options(("true", 0, "Cicipi lagi."), ("false", 100, "Tepat.")),
    ),
    "true in small letters": (
        "Air itu basah.{true}",
        "truefalse",
        options(("true", 100, ""), ("false", 0, "")),
    ),
    "short answers with shares": (
        "Hewan apa?{\n =Kucing#Bagus!\n =%50%Kuching#Ejaannya.\n =%0%*#Bukan.\n}",
        "shortanswer",
        options(("Kucing", 100, "Bagus!"), ("Kuching", 50, "Ejaannya."), ("*", 0, "Bukan.")),
    ),
    "a short answer without its sign": (
        "Satu kata{kata}",
        "shortanswer",
        options(("kata", 100, "")),
    ),
    "an essay": ("Ceritakan pesantrenmu. {}", "essay", []),
    "an essay with braces in two lines": ("Ceritakan.\n{\n}", "essay", []),
    "a description": ("Bacalah dahulu modul ini.", "description", []),
    "an ordering as Moodle writes it": (
        "Urut {>3 ALL VERTICAL ABSOLUTE_POSITION SHOW none\nfoto\n[html]edit &amp; beri\nunggah\n}",
        "ordering",
        options(("foto", 100, ""), ("edit & beri", 100, ""), ("unggah", 100, "")),
    ),
}


@pytest.mark.parametrize(("text", "kind", "expected"), KINDS.values(), ids=KINDS)
def test_a_kind_of_question(text, kind, expected):
    question = only(text)
    assert question["type"] == kind
    assert question["options"] == expected


def test_single_is_a_question_with_a_right_sign_and_several_one_with_shares_alone():
    assert only("a{=b ~c}")["single"] is True
    assert only("a{=b =c ~d}")["single"] is True
    assert only("a{~%100%b ~c}")["single"] is False
    assert only("a{=%50%b =%50%c ~d}")["single"] is False
    assert only("a{T}")["single"] is None


def test_answers_that_are_tags_are_their_words():
    found = only("Mana baris baru? {=<br> ~<b> ~<script> ~Dalam <style> saja ~<i>miring</i>}")
    words = [option["text"] for option in found["options"]]
    assert words == ["<br>", "<b>", "<script>", "Dalam <style> saja", "miring"]
    pairs = only("Pasangkan {=<b> -> tebal =<i> -> miring}")["pairs"]
    assert [pair["text"] for pair in pairs] == ["<b>", "<i>"]


NUMBERS = {
    "alone": ("{#1822}", [("1822", 100, 0)]),
    "with a tolerance": ("{#3.1415:0.0005}", [("3.1415", 100, 0.0005)]),
    "a range": ("{#3.141..3.142}", [("3.1415", 100, 0.0005)]),
    "below zero": ("{#-5..-1}", [("-3", 100, 2)]),
    "decimal commas": ("{#3,14:0,01}", [("3.14", 100, 0.01)]),
    "a power of ten": ("{#6.02e23:1e21}", [("602000000000000000000000", 100, 1e21)]),
    "several, with shares": (
        "{#\n=1822:0 #Tepat\n=%50%1822:2\n}",
        [("1822", 100, 0), ("1822", 50, 2)],
    ),
    "and any other": ("{#3:2~#Sama sekali bukan}", [("3", 100, 2), ("*", 0, None)]),
}


@pytest.mark.parametrize(("answers", "expected"), NUMBERS.values(), ids=NUMBERS)
def test_a_number(answers, expected):
    question = only(f"Berapa? {answers}")
    assert question["type"] == "numerical"
    found = [(o["text"], o["fraction"], o["tolerance"]) for o in question["options"]]
    assert found == expected


def test_pairs_and_an_answer_too_many():
    question = only("Pasangkan.{\n =Kanada -> Ottawa\n =[html]<b>Italia</b>->Roma\n = -> Oslo\n}")
    assert question["pairs"] == [
        {"text": "Kanada", "answer": "Ottawa"},
        {"text": "Italia", "answer": "Roma"},
        {"text": "", "answer": "Oslo"},
    ]


TEXTS = {
    "a gap where the answers stand in the text": (
        "Kota {=Surabaya ~Solo} ada di Jawa.",
        "Kota _____ ada di Jawa.",
    ),
    "and before a full stop": ("Ini adalah {=kopi ~teh}.", "Ini adalah _____."),
    "escaped signs": (r"a \{b\} \: \= \~ \# c {T}", "a {b} : = ~ # c"),
    "an escaped new line": (r"satu\ndua {T}", "satu\ndua"),
    "an escaped backslash is no escape": (r"C:\\nama {T}", r"C:\nama"),
    "a formula keeps its backslash": (r"\(x\) {T}", r"\(x\)"),
    "a backslash at the end of a line": ("satu\\\ndua {T}", "satu\\\ndua"),
    "entities": ("Kopi &amp; teh &lt;3 {T}", "Kopi & teh <3"),
    "less than is no markup": ("Jika 1 < 2 dan 4 > 3 {T}", "Jika 1 < 2 dan 4 > 3"),
    "a sign that is no tag": ("Jika a<b dan c>d {T}", "Jika a<b dan c>d"),
    "tags that it speaks of": (
        "Beda <style> dan <b>tebal</b> pada <th>? {T}",
        "Beda <style> dan tebal pada ?",
    ),
    "plain": ("[plain]Tulis <b>tebal</b> {T}", "Tulis <b>tebal</b>"),
    "html": ("[html]<p>satu</p><p>dua</p> {T}", "satu\ndua"),
    "markdown": ("[markdown]Yang **tebal** {T}", "Yang tebal"),
    "moodle": ("[moodle]Biasa saja {T}", "Biasa saja"),
    "an unknown word in brackets": ("[foto] apa ini? {T}", "[foto] apa ini?"),
    "a title that is not closed": ("::apa ini {T}", "::apa ini"),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_the_text_of_a_question(text, expected):
    assert only(text)["text"] == expected


def test_titles_general_feedback_category_id_and_tags():
    text = (
        "// question: 0  name: Switch category to $course$/top/Bab 1\n"
        "$CATEGORY: $course$/top/Bab 1/Foto // Video\n"
        "\n"
        "// question: 31  name: Kopi [id:kopi-1] [tag:minuman] [tag:difficulty:hard] [tag:a\\]b]\n"
        "::Kopi\\: asalnya::Dari mana?{=Gayo#Ya. ~Brazil####Kopi \\#1 dari Aceh.}\n"
    )
    reading = read(text.encode())
    (question,) = reading.questions
    assert (question.title, question.line, question.identity) == ("Kopi: asalnya", 5, "kopi-1")
    assert question.category == "Bab 1/Foto // Video"
    assert (question.tags, question.difficulty) == (("minuman", "a]b"), "hard")
    found = described_question(question)
    assert found["feedback"] == "Kopi #1 dari Aceh."
    assert found["tags"] == ["minuman", "a]b", "difficulty:hard"]


SEPARATED = {
    "empty lines": ("a{T}\n\n\nb{F}", [1, 4]),
    "no empty line before a title": ("::1::a{T}\n::2::b{F}", [1, 2]),
    "no empty line between answers": ("a\n{T}\nb\n{F}\nc{T}", [1, 3, 5]),
    "no empty line after a category": ("$CATEGORY: x\na{T}", [2]),
    "comments between": ("// satu\n\na{T}\n// dua\n\n// tiga\nb {F} // bukan komentar\n", [3, 7]),
    "a comment within the answers": ("a{\n=b\n// tidak dipakai\n~c\n}", [1]),
    "an empty line within the answers": ("a{\n=b\n\n~c\n}\n\nd{T}", [1, 7]),
    "a category alone": ("$CATEGORY: x", []),
    "comments alone": ("// a\n// b\n\n// c", []),
}


@pytest.mark.parametrize(("text", "lines"), SEPARATED.values(), ids=SEPARATED)
def test_where_questions_begin(text, lines):
    reading = read(text.encode())
    assert reading.faults == ()
    assert [question.line for question in reading.questions] == lines


WRONG = {
    "answers not closed": ("b\n{=c ~d", 4, "not closed"),
    "no opening brace": ("b =c }", 3, "no opening"),
    "two pairs of braces": ("Isi {=a} dan {=b} di sini", 3, "second opening brace"),
    "gaps of Cloze": ("b {1:SHORTANSWER:=c#d} e {2:MCH:=f~g} h", 3, "(Cloze)"),
    "braces in each answer": ("b {\n={satu}\n~{dua}\n~{tiga}\n}", 4, "second opening brace"),
    "no number": ("b {#\n=satu\n}", 4, "not a number"),
    "a range upside down": ("b {#5..1}", 3, "not a number"),
    "a pair without an arrow": ("b {\n=c -> d\n=e\n}", 5, "arrow"),
    "one pair": ("b {=c -> d}", 3, "at least two pairs"),
    "no right option": ("b {~c ~d}", 3, "No answer is right"),
    "one option": ("b {~%100%c}", 3, "too few"),
    "an empty option": ("b {\n=c\n~\n}", 5, "empty"),
    "shares that make no whole": ("b {~%50%c ~%20%d ~e}", 3, "70 per cent, not 100"),
    "a share above all": ("b {=c ~%200%d}", 3, "between"),
    "a share that is no number": ("b {=c ~%5O%d}", 3, "share of the marks"),
    "a short answer of half the marks": ("b {=%50%c}", 3, "all of the marks"),
    "no text": ("::b:: {T}", 3, "no text"),
    "one thing to order": ("b {>1\nsatu\n}", 3, "two items"),
}


@pytest.mark.parametrize(("text", "line", "said"), WRONG.values(), ids=WRONG)
def test_a_fault_is_told_with_its_line_and_the_rest_is_read(text, line, said):
    reading = read(f"a{{T}}\n\n{text}\n\n::c::{{=x ~y}} z\n\nd{{F}}".encode())
    (fault,) = reading.faults
    assert fault.line == line
    assert said in fault.what
    assert [q.title or q.text.html for q in reading.questions] == ["a", "c", "d"]
