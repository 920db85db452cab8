"""What an answer is worth."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.core.text.alike import plain
from academy.core.text.figures import number
from courses.quizzes.rules.marking import share


def options(**shares: str) -> dict:
    return {
        "options": {
            name: {"correct": Fraction(share) > 0, "share": share, "feedback": ""}
            for name, share in shares.items()
        }
    }


def accepted(*texts: str) -> dict:
    return {"answers": [{"text": text, "share": "1", "feedback": ""} for text in texts]}


def figures(*answers: tuple[str, str, str], **units: str) -> dict:
    said = (
        {"text": text, "tolerance": tolerance, "share": share, "feedback": ""}
        for text, tolerance, share in answers
    )
    return {"answers": list(said), "units": units}


ONE = options(a="1", b="0", c="0")
PARTS = options(a="1", b="1/2", c="-1")
TWO = options(a="1/2", b="1/2", c="-1/2", d="-1/2")
THREE = options(a="1/3", b="1/3", c="1/3", d="-1/3")


@pytest.mark.parametrize(
    ("kind", "key", "chosen", "earned"),
    [
        ("single", ONE, ["a"], Fraction(1)),
        ("single", ONE, ["b"], Fraction(0)),
        ("single", ONE, [], Fraction(0)),
        ("single", ONE, ["a", "b"], Fraction(0)),
        ("single", ONE, ["unknown"], Fraction(0)),
        ("true_false", options(yes="0", no="1"), ["no"], Fraction(1)),
        ("true_false", options(yes="0", no="1"), ["yes"], Fraction(0)),
        ("single", PARTS, ["b"], Fraction(1, 2)),
        ("single", PARTS, ["c"], Fraction(0)),
        ("hotspot", options(A1="0", B1="1"), ["B1"], Fraction(1)),
        ("hotspot", options(A1="0", B1="1"), ["A1", "B1"], Fraction(0)),
        ("multiple", TWO, ["a", "b"], Fraction(1)),
        ("multiple", TWO, ["a"], Fraction(1, 2)),
        ("multiple", TWO, ["a", "b", "c"], Fraction(1, 2)),
        ("multiple", TWO, ["a", "c"], Fraction(0)),
        ("multiple", TWO, ["c", "d"], Fraction(0)),
        ("multiple", TWO, ["a", "b", "c", "d"], Fraction(0)),
        ("multiple", TWO, [], Fraction(0)),
        ("multiple", THREE, ["a", "b"], Fraction(2, 3)),
        ("multiple", THREE, ["a", "b", "c", "d"], Fraction(2, 3)),
        ("multiple", options(a="0", b="0"), ["a"], Fraction(0)),
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
    key = accepted("jendela", "cahaya jendela")
    assert share("short_text", key, {"text": text}) == earned


@pytest.mark.parametrize(
    ("right", "text", "earned"),
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
        ("+1 EV", "-1 EV", 0),
        ("+1 EV", "1 ev", 1),
        ("-1 EV", "\N{MINUS SIGN}1 EV", 1),
        ("-1 EV", "\N{EN DASH}1EV", 1),
        ("-1 EV", "1 EV", 0),
        ("5", "-5", 0),
        ("-5", "5", 0),
        ("(-5)", "-5", 1),
        ("suhu -5", "suhu \N{MINUS SIGN}5", 1),
        ("suhu -5", "suhu 5", 0),
        ("5", "+5", 1),
        ("C", "C++", 0),
        ("C++", "c++", 1),
        ("C++", "C", 0),
        ("C#", "C", 0),
        ("golongan A+", "golongan A", 0),
        ("bahasa C++ dan Java", "bahasa C dan Java", 0),
        # A keyboard puts a blank behind the word that it proposed.
        ("A+", "A +", 1),
        ("A", "A +", 0),
        ("C++", "C ++", 1),
        ("bahasa C++ dan Java", "bahasa C ++ dan Java", 1),
        ("-5", "- 5", 1),
        ("5", "- 5", 0),
        ("covid-19", "covid -19", 1),
        ("covid-19", "covid 19", 1),
        # Between words a sign stands for a blank.
        ("ISO-100", "iso 100", 1),
        ("3-4", "3 \N{EN DASH} 4", 1),
        ("3-4", "3 -4", 1),
        ("3-4", "34", 0),
        ("cahaya+jendela", "cahaya jendela", 1),
        ("cahaya + jendela", "cahaya jendela", 1),
    ],
)
def test_a_sign_counts_where_it_makes_another_answer(right, text, earned):
    assert share("short_text", accepted(right), {"text": text}) == earned


@pytest.mark.parametrize(
    ("right", "text", "earned"),
    [
        ("17500", "17,5 ribu", 1),
        ("17500", "17,5 rb rupiah", 1),
        ("17500", "Rp17.500,-", 1),
        ("17500", "17,5", 0),
        ("2000000", "Rp2 juta", 1),
        ("2000000", "2jt", 1),
        # Asked for in thousands.
        ("17.5", "17,5 ribu", 1),
        ("17.5", "18 ribu", 0),
    ],
)
def test_a_price_may_be_written_as_it_is_said(right, text, earned):
    assert share("number", figures((right, "0", "1")), {"number": text}) == earned
    assert share("short_text", accepted(right.replace(".", ",")), {"text": text}) == earned


def test_no_answer_earns_nothing():
    assert share("short_text", accepted("jendela"), {}) == 0
    assert share("number", figures(("0", "5", "1")), {}) == 0
    assert share("number", figures(("0", "5", "1"), ("*", "0", "1/2")), {}) == 0
    assert share("match", {"places": {"a": "1", "b": "2"}}, {}) == 0


@pytest.mark.parametrize(
    ("text", "earned"),
    [("45", 1), ("40", 1), ("50,0", 1), ("50,01", 0), ("39.9", 0), ("45 derajat", 1), ("-45", 0)],
)
def test_a_number_may_differ_by_the_tolerance(text, earned):
    assert share("number", figures(("45", "5", "1")), {"number": text}) == earned


KILOS = figures(("3", "0.1", "1"), ("3.5", "0.2", "1/2"), ("*", "0", "0"), kg="1", g="1000")


@pytest.mark.parametrize(
    ("text", "earned"),
    [
        ("3", Fraction(1)),
        ("3 kg", Fraction(1)),
        ("3000 g", Fraction(1)),
        ("3.000 g", Fraction(1)),
        ("3.000g", Fraction(1)),
        ("3,05 KG", Fraction(1)),
        ("3,2", Fraction(0)),
        ("3,4", Fraction(1, 2)),
        ("3400 g", Fraction(1, 2)),
        ("3 g", Fraction(0)),
        ("3000", Fraction(0)),
        ("tiga kg", Fraction(0)),
    ],
)
def test_a_number_counts_in_each_of_its_units_and_near_it_in_part(text, earned):
    assert share("number", KILOS, {"number": text}) == earned


@pytest.mark.parametrize(
    ("text", "earned"),
    [("kain kuning", 1), ("Kuning tua", 1), ("kuning", 1), ("merah", 0), ("", 0)],
)
def test_a_star_in_an_accepted_text_is_anything(text, earned):
    assert share("short_text", accepted("*kuning*"), {"text": text}) == earned


THREE_PLACES = {"places": {"a": "1", "b": "2", "c": "3"}}


@pytest.mark.parametrize(
    ("placed", "earned"),
    [
        ({"a": "1", "b": "2", "c": "3"}, Fraction(1)),
        ({"a": "1", "b": "3", "c": "2"}, Fraction(1, 3)),
        ({"a": "1"}, Fraction(1, 3)),
        ({"a": "1", "b": "1", "c": "1"}, Fraction(1, 3)),
        ({"d": "1"}, Fraction(0)),
        ({}, Fraction(0)),
    ],
)
@pytest.mark.parametrize("kind", ["match", "ordering"])
def test_each_item_at_its_place_earns_its_part(kind, placed, earned):
    assert share(kind, THREE_PLACES, {"places": placed}) == earned


def test_what_has_no_right_place_any_more_is_never_right():
    assert share("match", {"places": {"a": ""}}, {"places": {"a": ""}}) == 0


@given(
    st.sampled_from(["single", "multiple", "hotspot"]),
    st.dictionaries(st.sampled_from("abcd"), st.fractions(-1, 1).map(str), min_size=1),
    st.lists(st.sampled_from("abcdx"), unique=True),
)
def test_a_question_never_earns_less_than_nothing_or_more_than_all(kind, shares, chosen):
    assert 0 <= share(kind, options(**shares), {"options": chosen}) <= 1


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


@given(st.text().filter(lambda text: "*" not in text))
def test_what_is_typed_as_the_key_stands_is_right_with_blanks_around_it_too(text):
    for typed in (text, f"  {text}\n"):
        assert share("short_text", accepted(text), {"text": typed}) == bool(plain(text))
