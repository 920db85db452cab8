"""Aiken files: one right option each; what is wrong is told with its line."""

import pytest

from cms.formats import aiken
from cms.formats.prose import plain
from cms.formats.written import ALL

pytestmark = pytest.mark.usefixtures("in_english")


def found(text: str) -> list[tuple]:
    """Line, text, options and the right one of each question; then the faults."""
    reading = aiken.read(text.encode())
    return [
        (
            question.line,
            plain(question.text),
            [plain(option.text) for option in question.options],
            next(plain(option.text) for option in question.options if option.fraction == ALL),
        )
        for question in reading.questions
    ] + [(fault.line, fault.what.partition(".")[0]) for fault in reading.faults]


CASES = {
    "as Moodle wants it": (
        "Apa?\nA) satu\nB) dua\nANSWER: B\n",
        [(1, "Apa?", ["satu", "dua"], "dua")],
    ),
    "points, no spaces, small letters": (
        "Apa?\na.satu\nb.dua\nanswer: b",
        [(1, "Apa?", ["satu", "dua"], "dua")],
    ),
    "in our words": (
        "Apa?\nA. satu\nB. dua\nKunci jawaban: A",
        [(1, "Apa?", ["satu", "dua"], "satu")],
    ),
    "the words of the right option behind its letter": (
        "Apa?\nA) satu\nB) dua kali.\nANSWER: B. Dua kali",
        [(1, "Apa?", ["satu", "dua kali."], "dua kali.")],
    ),
    "an unseen sign behind the letter": (
        "Apa?\nA) satu\nB) dua\nANSWER: B\u200b\u200e",
        [(1, "Apa?", ["satu", "dua"], "dua")],
    ),
    "the words of another option": (
        "Apa?\nA) satu\nB) dua\nANSWER: B. satu",
        [(4, "“B")],
    ),
    "signs are signs": (
        'Arti <b class="x"> & {x}?\nA) <i>\nB) =b\nANSWER: A',
        [(1, 'Arti <b class="x"> & {x}?', ["<i>", "=b"], "<i>")],
    ),
    "texts of several lines": (
        "Apa\nini?\n\nA) satu\nlagi\nB) dua\nANSWER: A",
        [(1, "Apa\nini?", ["satu\nlagi", "dua"], "satu\nlagi")],
    ),
    "a name is no option": (
        "A. Dahlan dan\nK.H. Hasyim?\nA) satu\nB) dua\nANSWER: A\n"
        "\nA. Dahlan?\nA. satu\nB. dua\nANSWER: B",
        [
            (1, "A. Dahlan dan\nK.H. Hasyim?", ["satu", "dua"], "satu"),
            (7, "A. Dahlan?", ["satu", "dua"], "dua"),
        ],
    ),
    "no answer, then another question": (
        "Satu\nA) a\nB) b\n\nDua\nA) c\nB) d\nANSWER: A",
        [(5, "Dua", ["c", "d"], "c"), (1, "The right answer is missing")],
    ),
    "no answer and no empty line": (
        "Satu\nA) a\nB) b\nDua\nA) c\nB) d\nANSWER: A",
        [(4, "Dua", ["c", "d"], "c"), (1, "The right answer is missing")],
    ),
    "no answer at the end": ("Satu\nA) a\nB) b\n", [(1, "The right answer is missing")]),
    "no options": ("Satu\n", [(1, "This question has no options")]),
    "no question": ("\nA) a\nB) b\nANSWER: A", [(2, "An answer without a question")]),
    "one option": ("Satu\nA) a\nANSWER: A", [(1, "There are too few answers")]),
    "a letter that is none": (
        "Satu\nA) a\nB) b\nANSWER: C",
        [(4, "“C” is not the letter of one option")],
    ),
    "two letters": (
        "Satu\nA) a\nB) b\nANSWER: A, B",
        [(4, "“A, B” is not the letter of one option")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_an_aiken_file(text, expected):
    assert found(text) == expected
