"""Files in Moodle's XML: each kind as Moodle writes it, what we lack, and what is broken."""

from base64 import b64encode

import pytest

from cms.formats.described import described_question
from cms.formats.moodle_xml.reading import read
from cms.formats.opening import open_questions
from cms.formats.written import Shape, Spot, Unit
from tests.cms.formats.questions import png

pytestmark = pytest.mark.usefixtures("in_english")

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'


def written(kind: str, inner: str, text: str = "<![CDATA[<p>Apa &amp; mana?</p>]]>") -> str:
    return (
        f'<question type="{kind}">\n<name><text>Judul</text></name>\n'
        f'<questiontext format="html">\n<text>{text}</text></questiontext>\n{inner}</question>\n'
    )


def only(kind: str, inner: str, **more: str):
    reading = read(f"{HEAD}{written(kind, inner, **more)}</quiz>".encode())
    assert reading.faults == ()
    (question,) = reading.questions
    assert (question.line, question.title) == (3, "Judul")
    return question


def answer(fraction: str, text: str, said: str = "", more: str = "") -> str:
    return (
        f'<answer fraction="{fraction}" format="html"><text>{text}</text>'
        f'<feedback format="html"><text>{said}</text></feedback>{more}</answer>\n'
    )


def options(question) -> list[tuple]:
    return [
        (option["text"], option["fraction"], option["feedback"])
        for option in described_question(question)["options"]
    ]


def test_several_options_with_negative_and_broken_shares():
    question = only(
        "multichoice",
        "<defaultgrade>2.5000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden>"
        "<idnumber>kopi &amp; teh</idnumber><single>false</single>"
        "<shuffleanswers>true</shuffleanswers><answernumbering>123</answernumbering>"
        "<showstandardinstruction>0</showstandardinstruction>"
        '<generalfeedback format="html"><text><![CDATA[<p>Begini.</p>]]></text></generalfeedback>'
        '<correctfeedback format="html"><text>Benar!</text></correctfeedback><shownumcorrect/>'
        + answer("33.33333", '<![CDATA[<p dir="ltr" style="x:y">satu<br></p>]]>', "Ya.")
        + answer("33.33333", "dua")
        + answer("33.33333", "&lt;b&gt;tiga&lt;/b&gt;")
        + answer("-50", "empat", "Bukan.")
        + "<tags><tag><text>minuman</text></tag><tag><text>language:id</text></tag></tags>",
    )
    assert options(question) == [
        ("satu", 33.33333, "Ya."),
        ("dua", 33.33333, ""),
        ("tiga", 33.33333, ""),
        ("empat", -50, "Bukan."),
    ]
    assert (question.single, question.shuffle, question.numbering) == (False, True, "123")
    assert (str(question.mark), question.identity) == ("2.5", "kopi & teh")
    assert (question.tags, question.language) == (("minuman",), "id")
    found = described_question(question)
    assert (found["text"], found["feedback"]) == ("Apa & mana?", "Begini.")
    assert question.feedback_right.html == "Benar!"


def test_true_or_false_in_either_order():
    inner = answer("0", "false", "Salah.") + answer("100", "true", "Benar.")
    assert options(only("truefalse", inner)) == [("true", 100, "Benar."), ("false", 0, "Salah.")]
    german = answer("0", "Wahr", "Nein.") + answer("100", "Falsch", "Ja.")
    assert options(only("truefalse", german)) == [("true", 0, "Nein."), ("false", 100, "Ja.")]


def test_short_answers_are_words_and_no_markup():
    question = only(
        "shortanswer", "<usecase>1</usecase>" + answer("100", "a &lt;b&gt; c") + answer("0", "*")
    )
    assert options(question) == [("a <b> c", 100, ""), ("*", 0, "")]
    assert question.case_sensitive


def test_a_number_with_tolerance_and_units():
    question = only(
        "numerical",
        answer("100", "3,5", "Ya", "<tolerance>0.05</tolerance>")
        + answer("50", "1.0E+3", "", "<tolerance>1e-2</tolerance>")
        # Written twice: Moodle reads the first.
        + answer("25", "130.636", "", "<text>130.6</text><tolerance>0</tolerance>")
        + answer("0", "*", "Bukan", "<tolerance>0</tolerance>")
        + "<unitgradingtype>0</unitgradingtype><unitpenalty>0.1000000</unitpenalty>"
        "<units><unit><multiplier>1</multiplier><unit_name>kg</unit_name></unit>"
        "<unit><multiplier>1000</multiplier><unit_name>g</unit_name></unit></units>",
    )
    found = [(o["text"], o["tolerance"]) for o in described_question(question)["options"]]
    assert found == [("3.5", 0.05), ("1000", 0.01), ("130.636", 0.0), ("*", None)]
    assert question.units == (Unit("kg"), Unit("g", question.units[1].multiplier))
    assert question.units[1].multiplier == 1000


@pytest.mark.parametrize("kind", ["matching", "match"])
def test_pairs_and_an_answer_too_many(kind):
    question = only(
        kind,
        '<subquestion format="html"><text><![CDATA[<p>Kanada</p>]]></text>'
        "<answer><text>Ottawa</text></answer></subquestion>"
        "<subquestion><text>Italia</text><answer><text>Roma</text></answer></subquestion>"
        '<subquestion format="html"><text></text><answer><text>Oslo</text></answer></subquestion>',
    )
    found = described_question(question)
    assert (found["type"], [(p["text"], p["answer"]) for p in found["pairs"]]) == (
        "match",
        [("Kanada", "Ottawa"), ("Italia", "Roma"), ("", "Oslo")],
    )
    assert question.shuffle


def test_an_ordering_goes_by_the_places_of_its_items():
    inner = answer("2.0000000", "dua") + answer("1.0000000", "satu") + answer("10.0", "tiga")
    assert [text for text, *_ in options(only("ordering", inner))] == ["satu", "dua", "tiga"]


def test_essay_and_description():
    assert only("essay", "<responseformat>editor</responseformat>").options == ()
    assert only("description", "<defaultgrade>0.0000000</defaultgrade>").mark == 0


def picture(name: str = "kopi susu.png", path: str = "/") -> str:
    packed = b64encode(png()).decode()
    return f'<file name="{name}" path="{path}" encoding="base64">{packed}</file>'


def test_pictures_stand_where_they_stood():
    image = '<![CDATA[<p>Ini <img src="@@PLUGINFILE@@/kopi%20susu.png" alt="kopi" width="9"></p>]]>'
    reading = read(
        f"{HEAD}<question type='multichoice'><questiontext format='html'><text>{image}</text>"
        f"{picture()}</questiontext><answer fraction='100'><text>{image}</text>{picture()}"
        f"<feedback><text>{image}</text>{picture()}</feedback></answer>"
        "<answer fraction='0'><text>lain</text></answer></question></quiz>".encode()
    )
    assert reading.faults == ()
    (question,) = reading.questions
    assert question.text.html == 'Ini <img src="@@PLUGINFILE@@/kopi%20susu.png" alt="kopi">'
    found = described_question(question)
    assert found["text"] == "Ini [kopi]"
    assert [(p["name"], p["place"]) for p in found["pictures"]] == [
        ("kopi susu.png", "text"),
        ("kopi susu.png", "options/1/text"),
        ("kopi susu.png", "options/1/feedback"),
    ]
    assert question.text.pictures[0].data == png()


def test_the_picture_of_an_old_export():
    packed = b64encode(png()).decode()
    inner = f"<image>kopi.png</image><image_base64>\n{packed}\n</image_base64>"
    question = only("essay", inner)
    assert [picture.name for picture in question.text.pictures] == ["kopi.png"]


def test_a_place_on_a_picture():
    question = only(
        "ddmarker",
        "<shuffleanswers>0</shuffleanswers><showmisplaced/>"
        f"<drag><no>1</no><text>mata</text><noofdrags>1</noofdrags></drag>{picture('ikan.png')}"
        "<drop><no>1</no><shape>circle</shape><coords>205,226;20</coords><choice>1</choice></drop>"
        "<drop><no>2</no><shape>rectangle</shape><coords>1,2;30,40</coords><choice>1</choice></drop>"
        "<drop><no>3</no><shape>polygon</shape><coords>0,0;9,0;9,9</coords><choice>1</choice></drop>",
    )
    assert (question.background.name, question.marker) == ("ikan.png", "mata")
    assert question.spots == (
        Spot(Shape.CIRCLE, ((205, 226), (20, 0))),
        Spot(Shape.RECTANGLE, ((1, 2), (30, 40))),
        Spot(Shape.POLYGON, ((0, 0), (9, 0), (9, 9))),
    )


def category(path: str) -> str:
    return f'<question type="category"><category><text>{path}</text></category></question>\n'


def test_categories_go_on_until_the_next():
    text = HEAD + "".join(
        [
            category("$course$/top/Bab 1"),
            written("essay", ""),
            category("$module$/top/Default for Kuis/Foto // Video"),
            written("essay", ""),
            category("$course$/top"),
            written("essay", ""),
        ]
    )
    reading = read(f"{text}</quiz>".encode())
    assert [question.category for question in reading.questions] == [
        "Bab 1",
        "Default for Kuis/Foto // Video",
        "",
    ]


GOOD = written("essay", "")
LINES = GOOD.count("\n")
RIGHT = answer("100", "a") + answer("0", "b")
WRONG = {
    "a kind we lack": (written("ddwtos", ""), 0, "Drag and drop into text (ddwtos)"),
    "cloze": (written("cloze", "", "{1:SHORTANSWER:=x}"), 0, "“Judul” is of the type"),
    "a kind nobody knows": (written("stack", ""), 0, "of the type stack"),
    "no type": ("<question><name><text>x</text></name></question>\n", 0, "does not say its type"),
    "no text": (written("multichoice", RIGHT, ""), 0, "no text"),
    "no right option": (written("multichoice", answer("0", "a") * 2), 0, "No answer is right"),
    "a share in words": (written("multichoice", RIGHT + answer("x", "c")), 5 + 1, "not a share"),
    "a number in words": (written("numerical", answer("100", "tiga")), 4, "not a number"),
    "a broken tolerance": (
        written("numerical", answer("100", "3", "", "<tolerance>x</tolerance>")),
        4,
        "“x” is not a number",
    ),
    "several markers": (
        written("ddmarker", "<drop><choice>1</choice></drop><drop><choice>2</choice></drop>"),
        0,
        "Several markers",
    ),
    "a bare ampersand": (written("essay", "", "a & b"), 3, "broken here"),
    "a tag that is not closed": (written("essay", "<tags>"), 4, "broken here"),
    "a question that is not closed": ("<question type='essay'>\n", 0, "not closed"),
    "an essay of elements": (written("essay", "<a/>" * 30_000), 0, "far more markup"),
    "elements without end": (written("essay", "<a>" * 100 + "</a>" * 100), 0, "far more markup"),
}


@pytest.mark.parametrize(("text", "line", "said"), WRONG.values(), ids=WRONG)
def test_a_fault_is_told_with_its_line_and_the_rest_is_read(text, line, said):
    reading = read(f"{HEAD}{GOOD}{text}{GOOD}</quiz>".encode())
    (fault,) = reading.faults
    assert said in fault.what
    assert fault.line == 3 + LINES + line
    assert [q.line for q in reading.questions] == [3, 3 + LINES + text.count("\n")]


def test_what_of_a_text_is_left_out_is_told_and_the_question_read():
    text = (
        "<![CDATA[a<script>alert(1)</script><img src=x onerror=alert(1)><img "
        'src="https://opop.example/a.png" alt="kopi"><video src="a.mp4"></video><svg><g/></svg>'
        '<a href="@@PLUGINFILE@@/a.pdf" onclick="x()">b</a><a href="javascript:x()">c</a>]]>'
    )
    reading = read(f"{HEAD}{written('essay', '', text)}</quiz>".encode())
    assert reading.questions[0].text.html == "a[kopi]bc"
    assert [fault.line for fault in reading.faults] == [3] * len(reading.faults)
    said = " ".join(fault.what for fault in reading.faults)
    assert all(word in said for word in ("video", "SVG", "a.pdf", "https://opop.example/a.png"))


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    "<quiz><question type='essay'><questiontext><text>&b;</text></questiontext></question></quiz>"
)
OUTSIDE = BOMB.replace('<!ENTITY a "aaaaaaaaaa">', '<!ENTITY a SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, '<!DOCTYPE quiz SYSTEM "x.dtd"><quiz></quiz>'])
def test_declared_entities_and_documents_of_others_are_refused(text):
    opened = open_questions(text.encode())
    assert "declares a document type or entities" in opened.reason
    assert opened.reading.questions == ()


ENCODED = {
    "UTF-8 with a mark": ("\ufeff" + HEAD, "utf-8"),
    "UTF-16": (HEAD.replace("UTF-8", "UTF-16"), "utf-16"),
    "UTF-16 that says UTF-8, without a mark": (HEAD, "utf-16-be"),
    "Windows-1252 that says Latin-1": (HEAD.replace("UTF-8", "ISO-8859-1"), "cp1252"),
    "Windows-1252 that says UTF-8": (HEAD, "cp1252"),
    "empty lines before it": ("\n\n " + HEAD, "utf-8"),
    "no declaration": ("<quiz>", "utf-8"),
    "notes of another program before it": ('<?latex class="a"?>\n<quiz>', "utf-8"),
}


@pytest.mark.parametrize(("head", "encoding"), ENCODED.values(), ids=ENCODED)
def test_signs_of_all_encodings(head, encoding):
    text = written("essay", "", "“Café” &nbsp;itu &mdash; <![CDATA[&eacute; &lt;]]>")
    opened = open_questions(f"{head}{text}</quiz>".encode(encoding))
    assert opened.reason == ""
    (question,) = opened.reading.questions
    assert described_question(question)["text"] == "“Café”  itu — é <"


def test_markup_that_is_broken_everywhere_ends_the_reading():
    text = "<question type='essay'><questiontext><text><![CDATA[x" * 3_000
    reading = read(f"{HEAD}{text}".encode())
    assert reading.questions == ()
    assert "broken in too many places" in reading.faults[-1].what
