"""However something is typed or pasted, it is read as it is stored."""

from uuid import UUID

import pytest

from academy.core.text.typed import clean_typed, only_code, only_digits, uuid_of


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Siti   Nur\u00a0Aini ", "Siti Nur Aini"),
        ("Ma\u2019ruf", "Ma'ruf"),
        ("Ma`ruf", "Ma'ruf"),
        ("\u200eSulastri\ufeff\u202c", "Sulastri"),
        ("Sul\0ast\x08ri", "Sulastri"),
        ("Ｓｕｌａｓｔｒｉ", "Sulastri"),
        ("Sulastri\nNingsih\t", "Sulastri Ningsih"),
        ("\u0660\u0668\u0661\u0662", "0812"),
        (
            "\u0645\u062d\u0645\u062f \u0646\u0648\u0631",
            "\u0645\u062d\u0645\u062f \u0646\u0648\u0631",
        ),
        ("", ""),
    ],
)
def test_one_line_is_cleaned_and_nothing_that_is_read_is_lost(typed, stored):
    assert clean_typed(typed) == stored
    assert clean_typed(stored) == stored


@pytest.mark.parametrize("typed", ["5100 3515 0077", "5100.3515-0077", "٥١٠٠٣٥١٥٠٠٧٧"])
def test_a_number_is_known_by_its_digits(typed):
    assert only_digits(typed) == "510035150077"


@pytest.mark.parametrize(
    "typed", ["k7m4p-q2xwd", " K7M4P Q2XWD ", "Ｋ７Ｍ４Ｐ－Ｑ２ＸＷＤ", "k7m4p\u200bq2xwd"]
)
def test_a_code_is_known_by_its_letters_and_digits(typed):
    assert only_code(typed) == "K7M4PQ2XWD"


def test_an_id_is_an_id_or_nothing():
    known = UUID(int=7)
    assert uuid_of(str(known)) == known
    assert [uuid_of(text) for text in ("", "7", "bukan id", "\0")] == [None] * 4
