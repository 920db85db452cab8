"""What an answer is worth."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.rules.marking import number, plain, share


def options(**correct: bool) -> dict:
    return {
        "options": {name: {"correct": right, "feedback": ""} for name, right in correct.items()}
    }


ONE = options(a=True, b=False, c=False)
TWO = options(a=True, b=True, c=False, d=False)
THREE = options(a=True, b=True, c=True, d=False)


@pytest.mark.parametrize(
    ("kind", "key", "chosen", "earned"),
    [
        ("single", ONE, ["a"], Fraction(1)),
        ("single", ONE, ["b"], Fraction(0)),
        ("single", ONE, [], Fraction(0)),
        ("single", ONE, ["a", "b"], Fraction(0)),
        ("single", ONE, ["unknown"], Fraction(0)),
        ("true_false", options(yes=False, no=True), ["no"], Fraction(1)),
        ("true_false", options(yes=False, no=True), ["yes"], Fraction(0)),
        ("multiple", TWO, ["a", "b"], Fraction(1)),
        ("multiple", TWO, ["a"], Fraction(1, 2)),
        ("multiple", TWO, ["a", "b", "c"], Fraction(1, 2)),
        ("multiple", TWO, ["a", "c"], Fraction(0)),
        ("multiple", TWO, ["c", "d"], Fraction(0)),
        ("multiple", TWO, ["a", "b", "c", "d"], Fraction(0)),
        ("multiple", TWO, [], Fraction(0)),
        ("multiple", THREE, ["a", "b"], Fraction(2, 3)),
        ("multiple", THREE, ["a", "b", "c", "d"], Fraction(2, 3)),
        ("multiple", options(a=False, b=False), ["a"], Fraction(0)),
    ],
)
def test_choices_earn_their_share(kind, key, chosen, earned):
    assert share(kind, key, {"options": chosen}) == earned


@pytest.mark.parametrize(
    ("text", "earned"),
    [
        ("jendela", 1),
        ("  Jendela. ", 1),
        ("CAHAYA  JENDELA", 1),
        ("cahaya-jendela!", 1),
        ("ｊｅｎｄｅｌａ", 1),
        ("jendelaa", 0),
        ("lampu", 0),
        ("", 0),
        ("...", 0),
    ],
)
def test_short_texts_are_compared_without_case_punctuation_and_spaces(text, earned):
    key = {"accepted": ["jendela", "cahaya jendela"]}
    assert share("short_text", key, {"text": text}) == earned


@pytest.mark.parametrize(
    ("accepted", "text", "earned"),
    [
        ("34", "3/4", 0),
        ("3/4", "3/4", 1),
        ("3/4", "3 / 4", 1),
        ("3/4", "34", 0),
        ("@", "@", 1),
        ("@", "#", 0),
        ("@", "", 0),
        ("#kopi", "kopi", 1),
        ("1000", "1.000", 1),
        ("1,5", "15", 0),
        ("9:16", "9 : 16", 1),
        ("9:16", "916", 0),
    ],
)
def test_a_sign_counts_where_it_makes_another_answer(accepted, text, earned):
    assert share("short_text", {"accepted": [accepted]}, {"text": text}) == earned


def test_no_answer_earns_nothing():
    assert share("short_text", {"accepted": ["jendela"]}, {}) == 0
    assert share("number", {"number": "0", "tolerance": "5"}, {}) == 0


@pytest.mark.parametrize(
    ("text", "earned"),
    [("45", 1), ("40", 1), ("50,0", 1), ("50,01", 0), ("39.9", 0), ("45 derajat", 1), ("-45", 0)],
)
def test_a_number_may_differ_by_the_tolerance(text, earned):
    assert share("number", {"number": "45", "tolerance": "5"}, {"number": text}) == earned


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.000", "1000"),
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("0.500", "0.5"),
        ("1.000,5", "1000.5"),
        ("1,000.5", "1000.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("10 000", "10000"),
        ("Rp50.000", "50000"),
        ("Rp17.500,-", "17500"),
        ("rp. 50.000,00", "50000"),
        ("75 %", "75"),
        ("45°", "45"),
        ("30 cm", "30"),
        ("−5,2", "-5.2"),
        ("٤٥", "45"),
        ("５０", "50"),
    ],
)
def test_numbers_are_read_as_indonesians_write_them(text, value):
    assert number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1..2", "1,2,3", "12.34.5", "1e5", "--5", "3 x 4", "5-7", "½", ",", "1.000.00"],
)
def test_what_is_no_number_is_none(text):
    assert number(text) is None


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_every_whole_number_is_read_back_with_its_thousands(value):
    assert number(f"{value:,}".replace(",", ".")) == value
    assert number(str(value)) == value


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_every_price_is_read_back_with_a_decimal_comma(value):
    written = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    assert number(written) == value


@given(st.text())
def test_no_text_breaks_the_reading(text):
    assert number(text) is None or number(text).is_finite()
    assert plain(plain(text)) == plain(text)
