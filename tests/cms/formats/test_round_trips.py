"""What a format can hold comes back from it as it was; nothing that is read ever breaks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cms.formats import aiken
from cms.formats.gift import reading as gift
from cms.formats.gift import writing as to_gift
from cms.formats.moodle_xml import reading as moodle_xml
from cms.formats.moodle_xml import writing as to_moodle_xml
from cms.formats.opening import open_questions
from cms.formats.prose import from_html, from_plain
from cms.formats.spreadsheet import reading as spreadsheet
from cms.formats.spreadsheet import writing as to_spreadsheet
from cms.formats.written import ALL, NOTHING, Kind, Option, WrittenQuestion
from tests.cms.formats.questions import SIGNS, questions, words

OFTEN = settings(max_examples=40, deadline=None)


@OFTEN
@given(st.lists(questions(frozenset(Kind) - {Kind.HOTSPOT}, whole=False), max_size=3))
def test_gift(written):
    read = gift.read(to_gift.write(written))
    assert read.faults == ()
    assert list(read.questions) == written


@OFTEN
@given(st.lists(questions(), max_size=3))
def test_moodle_xml(written):
    read = moodle_xml.read(to_moodle_xml.write(written))
    assert read.faults == ()
    assert list(read.questions) == written


@settings(max_examples=10, deadline=None)
@given(st.lists(questions(to_spreadsheet.HELD, pictures=False, whole=False), max_size=3))
def test_spreadsheet(written):
    read = spreadsheet.read(to_spreadsheet.write(written))
    assert read.faults == ()
    assert list(read.questions) == written


TAGS = ("<p>", "</p>", "<br>", "<div>", "</div>", "<b>", "</i>", "<i>", "<pre>", "</pre>", "<ul>")
MORE_TAGS = (
    "<li>",
    "&nbsp;",
    "&lt;",
    "<a href='https://x.y/'>",
    "</a>",
    "<h2>",
    "<td>",
    "<img src=x>",
)


@OFTEN
@given(st.lists(st.one_of(st.sampled_from(TAGS + MORE_TAGS), st.text(SIGNS, max_size=9))))
def test_markup_that_was_cleaned_is_clean(pieces):
    clean = from_html("".join(pieces))
    assert from_html(clean.html) == clean


ONE_RIGHT = st.builds(
    lambda text, options, right: WrittenQuestion(
        kind=Kind.MULTICHOICE,
        text=from_plain(text),
        options=tuple(
            Option(from_plain(option), ALL if index == right else NOTHING)
            for index, option in enumerate(options)
        ),
    ),
    words.map("Apa {}?".format),
    st.lists(words.map("x {}".format), min_size=2, max_size=6),
    st.sampled_from([0, 1]),
)


@OFTEN
@given(st.lists(ONE_RIGHT, max_size=3))
def test_aiken(written):
    read = aiken.read(aiken.write(written))
    assert read.faults == ()
    assert list(read.questions) == written


PIECES = st.sampled_from(
    b":: { } = ~ %50% # -> // A. B) <quiz> </ <![CDATA[ \0 \xff\xfe \xe9 PK\x03\x04 [html]".split(
        b" "
    )
    + b'<img\0src=|1e9|..|{>|{#|\n|\n\n|$CATEGORY: a\n|ANSWER: A\n|<question type="'.split(b"|")
)


@OFTEN
@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(st.one_of(PIECES, st.text(SIGNS, max_size=5).map(str.encode))).map(b"".join),
    )
)
def test_any_bytes_are_read_or_refused_in_words(data):
    opened = open_questions(data)
    assert opened.reason or opened.format
    last = data.count(b"\n") + data.count(b"\r") + 2
    assert all(
        1 <= fault.line <= max(last, len(data)) and fault.what for fault in opened.reading.faults
    )
