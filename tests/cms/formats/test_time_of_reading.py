"""A file eight times as long takes about eight times as long: no pattern begins anew at each sign.

What patterns take is no step of a program that could be counted, so it is the processor's time,
held against that for a smaller file of the same kind.
"""

from base64 import b64encode
from time import process_time

import pytest

from cms.formats.opening import open_questions

LEAST = 0.03  # seconds: what is shorter says nothing
FEW, TIMES, AT_MOST = 500, 8, 28  # in proportion 8, by the square 64


def in_xml(text: str) -> str:
    return (
        '<quiz><question type="essay"><questiontext format="html">'
        f"<text><![CDATA[{text}]]></text></questiontext></question></quiz>"
    )


def pictures(count: int) -> str:
    packed = (b64encode(b"%09d" % number).decode() for number in range(count))
    return "".join(f'<img src="data:image/png;base64,{one}">' for one in packed)


KINDS = {
    "labels that are not closed": lambda count: f"// {'[tag:a' * count * 4}\na{{T}}",
    "blanks in an ordering": lambda count: f"a{{>{' ' * count}x}}",
    "breaks within a text": lambda count: in_xml(f"a{'<br> ' * count}b"),
    "empty lines beside markup": lambda count: "<b>x</b>" + "\\n \\n" * count + "x{T}",
    "pictures within a text": lambda count: in_xml(pictures(count)),
}


def seconds(data: bytes) -> float:
    begun = process_time()
    open_questions(data)
    return process_time() - begun


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_longer_file_takes_time_in_proportion(kind):
    few, many = (seconds(kind(count).encode()) for count in (FEW, FEW * TIMES))
    assert many < AT_MOST * max(few, LEAST)


def test_of_elements_without_end_within_one_another_the_words_are_read(in_english):
    # Cleaning takes the square of their depth in time.
    reading = open_questions(in_xml(f"{'<div>' * 400}kata{'</div>' * 400}").encode()).reading
    assert [question.text.html for question in reading.questions] == ["kata"]
    assert ["far more markup" in fault.what for fault in reading.faults] == [True]
    beside = open_questions(in_xml("<p>satu<li>dua<div>tiga</div>" * 400).encode()).reading
    assert (len(beside.questions), beside.faults) == (1, ())
