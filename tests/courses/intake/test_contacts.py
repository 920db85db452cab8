"""Telephone numbers and e-mail addresses of a list of people: rules R9 and R10."""

import datetime as dt

import pytest

from tests.courses.intake.listing import CLEAN, of_workbook, refused, taken, verdict, warned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("malang_today")]


PHONE = "+6281234567890"


@pytest.mark.parametrize(
    "typed",
    [
        "081234567890", "81234567890", "6281234567890", "+6281234567890", "62081234567890",
        "+62 812-3456-7890", "(+62) 812 3456 7890", "0062 812 3456 7890", "0812.3456.7890",
        "0812–3456–7890", "HP: 081234567890", "WA 081234567890", "0812 3456 7890 (WA)",
        "No. HP 081234567890", "'081234567890", '="081234567890"', "０８１２３４５６７８９０",
        "٠٨١٢٣٤٥٦٧٨٩٠", "\u200e+62\u00a0812\u00a03456\u00a07890", "81234567890.0", "81234567890,00",
        "6.281234567890E+12", "8.1234567890e10", "81,234,567,890",
    ],
)  # fmt: skip
def test_every_way_to_write_a_number_is_one_number(typed):
    assert verdict(phone=typed) == CLEAN
    assert taken("phone", phone=typed) == PHONE


@pytest.mark.parametrize("cell", [81234567890, 81234567890.0, 6281234567890, "081234567890"])
def test_a_number_in_a_cell_of_numbers_has_lost_its_zero_and_is_known(cell):
    row = of_workbook(phone=cell)
    assert (row.values.phone, row.warnings) == (PHONE, ())


@pytest.mark.parametrize(
    "typed",
    [
        "081234567890/085712345678", "081234567890 / 0857-1234-5678", "081234567890, 085712345678",
        "081234567890 085712345678", "081234567890 dan 085712345678", "081234567890\n085712345678",
        "081234567890 - 085712345678", "+6281234567890+6285712345678", "0812 3456 7890; 91",
        "081234567890 (WA), 085712345678 (HP)", "081234567890 (HP 085712345678)",
    ],
)  # fmt: skip
def test_of_several_numbers_the_first_is_taken(typed):
    assert verdict(phone=typed) == warned("phone_multiple")
    assert taken("phone", phone=typed) == PHONE


@pytest.mark.parametrize("typed", ["031-5678901", "(031) 567 8901", "031/5678901", "62315678901"])
def test_a_landline_is_taken_with_a_warning(typed):
    assert verdict(phone=typed) == warned("phone_not_mobile")
    assert taken("phone", phone=typed) == "+62315678901"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("6.28123E+11", "phone_lossy"),
        ("6,28123E+11", "phone_lossy"),
        ("8.12E+10", "phone_lossy"),
        ("O81234567890", "phone_invalid"),
        ("08123456789O", "phone_invalid"),
        ("0812345678xx", "phone_invalid"),
        ("0812 3456 78 xx", "phone_invalid"),
        ("0812*4567890", "phone_invalid"),
        ("0812 3456 789 (WA 2)", "phone_invalid"),
        ("0812", "phone_invalid"),
        ("+60123456789", "phone_invalid"),
        ("+1 202 555 0123", "phone_invalid"),
        ("nol delapan satu", "phone_invalid"),
        ("-6281234567890", "phone_invalid"),
        ("08123456789012345678", "phone_invalid"),
        ("000000000000", "phone_invalid"),
    ],
)
def test_what_is_no_number_is_refused_and_nothing_is_guessed(typed, reason):
    assert verdict(phone=typed) == refused(reason)


@pytest.mark.parametrize("cell", [True, 8123456789.5, dt.date(2005, 8, 17), -81234567890])
def test_a_cell_that_is_no_number_of_a_phone_is_refused(cell):
    row = of_workbook(phone=cell)
    assert row.reasons == ("phone_invalid",)


@pytest.mark.parametrize("nothing", ["", "-", "0", "n/a", "tidak ada"])
def test_who_has_neither_phone_nor_address_is_taken_with_a_warning(nothing):
    assert verdict(phone=nothing) == CLEAN
    assert verdict(email=nothing) == CLEAN
    assert verdict(phone=nothing, email=nothing) == warned("contact_missing")
    assert verdict(phone="0812", email="") == refused("phone_invalid")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Siti@Contoh.ID\u00a0", "siti@contoh.id"),
        ("siti.nur+a@mail.contoh.sch.id", "siti.nur+a@mail.contoh.sch.id"),
        ("ｓｉｔｉ＠contoh.id", "siti@contoh.id"),
    ],
)
def test_addresses_are_cleaned(typed, kept):
    assert verdict(email=typed) == CLEAN
    assert taken("email", email=typed) == kept


@pytest.mark.parametrize(
    "typed", ["siti", "siti@", "@contoh.id", "a@b", "a b@contoh.id", "a@b.id, c@d.id", "081234567"]
)
def test_what_is_no_address_is_refused(typed):
    assert verdict(email=typed) == refused("email_invalid")
