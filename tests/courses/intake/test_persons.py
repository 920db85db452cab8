"""Names, genders, dates of birth and roles of a list of people: rules R5 to R8, R13, R16."""

import datetime as dt

import pytest

from courses.intake.rules.persons import NAME_LENGTH
from tests.courses.intake.listing import (
    CLEAN,
    NSPP,
    of_workbook,
    person,
    previewed,
    refused,
    taken,
    verdict,
    warned,
)
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("malang_today")]


def test_a_row_that_is_right_is_taken_as_it_is():
    [row] = previewed(person()).rows
    assert (row.number, row.outcome, row.reasons, row.warnings) == (2, "accept", (), ())
    assert (row.values.full_name, row.values.gender) == ("Siti Nur'aini", "female")
    assert (row.values.birth_date, row.values.phone) == ("2005-08-17", "+6281234567890")
    assert (row.values.email, row.values.nspp) == ("siti@contoh.id", NSPP)
    assert (row.values.regency, row.values.role) == ("35.07", "participant")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Sulastri", "Sulastri"),
        ("  SITI\u00a0 Nur\u200b\u202e‘aini ", "SITI Nur'aini"),
        ("Ma’ruf", "Ma'ruf"),
        ("Ma`ruf", "Ma'ruf"),
        ("Maʼruf", "Ma'ruf"),
        ("Ｓｉｔｉ", "Siti"),
        ("'Aisyah", "'Aisyah"),
        ("محمد علي", "محمد علي"),
        ("<b>Ali</b>", "<b>Ali</b>"),
        ("Ali\r\nBaba", "Ali Baba"),
        ("KH. Ahmad, S.Pd.I.", "KH. Ahmad, S.Pd.I."),
        ("M" * NAME_LENGTH, "M" * NAME_LENGTH),
        ("Nn", None),
    ],
)
def test_names_are_cleaned_and_keep_their_capitals(typed, kept):
    if kept is None:
        assert verdict(full_name=typed) == refused("name_placeholder")
    else:
        assert verdict(full_name=typed) == CLEAN
        assert taken("full_name", full_name=typed) == kept


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "name_missing"),
        ("\u00a0\u200b", "name_missing"),
        ("A", "name_invalid"),
        ("123", "name_invalid"),
        ("A1", "name_invalid"),
        ("?!", "name_invalid"),
        ("M" * 151, "name_too_long"),
        *[
            (text, "name_placeholder")
            for text in ("-", "--", "NN", "n.n.", "n/a", "N/A", "#N/A", "xxx", "XX", "Tidak ada")
        ],
    ],
)
def test_what_is_no_name_is_refused(typed, reason):
    assert verdict(full_name=typed) == refused(reason)


@pytest.mark.parametrize("cell", [7, 1.5, True, dt.date(2005, 8, 17)])
def test_a_number_is_no_name(cell):
    row = of_workbook(full_name=cell)
    assert row.reasons == ("name_invalid",)


@pytest.mark.parametrize("typed", ["=SUM(A1)", "+Siti", "-Ahmad", "@ahmad"])
def test_text_like_a_formula_is_kept_as_it_is_with_a_warning(typed):
    assert verdict(full_name=typed) == warned("formula_like_text")
    assert taken("full_name", full_name=typed) == typed


def test_a_name_that_our_own_list_has_escaped_comes_back_as_it_was():
    assert taken("full_name", full_name="'=SUM(A1)") == "=SUM(A1)"


@pytest.mark.parametrize(
    ("typed", "gender"),
    [
        *[(text, "male") for text in ("L", "lk", "LK.", "Laki-laki", "LAKI - LAKI", "Pria", "m")],
        *[(text, "female") for text in ("P", " pr ", "Perempuan", "wanita", "F")],
        ("", ""),
    ],
)
def test_genders_are_understood(typed, gender):
    assert verdict(gender=typed) == CLEAN
    assert taken("gender", gender=typed) == gender


@pytest.mark.parametrize("typed", ["L/P", "x", "1", "-", "Ya"])
def test_a_gender_that_is_not_understood_stays_empty(typed):
    assert verdict(gender=typed) == warned("gender_unknown")
    assert taken("gender", gender=typed) == ""


@pytest.mark.parametrize(
    "typed",
    [
        "17/08/2005", "17-8-2005", "17.08.2005", "2005-08-17", "17 Agustus 2005", "17 Agt 2005",
        "17-Aug-2005", "17 AUGUST 2005", "38581", "'17/08/2005", '="17/08/2005"', "١٧/٠٨/٢٠٠٥",
        "17\u00a0Agustus\u00a02005", "2005-08-17 00:00:00",
    ],
)  # fmt: skip
def test_dates_of_birth_are_read_day_first(typed):
    assert verdict(birth=typed) == CLEAN
    assert taken("birth_date", birth=typed) == "2005-08-17"


@pytest.mark.parametrize("typed", ["", "-", "0", "–"])
def test_a_date_of_birth_may_be_left_out(typed):
    assert verdict(birth=typed) == CLEAN
    assert taken("birth_date", birth=typed) == ""


@pytest.mark.parametrize(
    ("typed", "reasons"),
    [
        ("17/08/05", ["dob_ambiguous"]),
        ("17-Agu-05", ["dob_ambiguous"]),
        ("29/02/01", ["dob_ambiguous"]),
        ("13/13/05", ["dob_ambiguous", "dob_invalid"]),
        ("31/02/2005", ["dob_invalid"]),
        ("08/17/2005", ["dob_invalid"]),
        ("29/02/2005", ["dob_invalid"]),
        ("17/08/205", ["dob_invalid"]),
        ("2005", ["dob_invalid"]),
        ("9999", ["dob_invalid"]),
        ("60001", ["dob_invalid"]),
        ("17082005", ["dob_invalid"]),
        ("17 Agsts 2005", ["dob_invalid"]),
        ("tidak tahu", ["dob_invalid"]),
        ("n/a", ["dob_invalid"]),
        ("Surabaya, 17 Agustus 2005", ["dob_invalid"]),
        ("01/12/2026", ["dob_future"]),
        ("60000", ["dob_future"]),
        ("30/11/2026", ["dob_out_of_range"]),
        ("01/12/2019", ["dob_out_of_range"]),
        ("30/11/1925", ["dob_out_of_range"]),
    ],
)
def test_a_date_that_cannot_be_one_of_birth_is_refused(typed, reasons):
    assert verdict(birth=typed) == refused(*reasons)


@pytest.mark.parametrize("typed", ["30/11/2019", "01/12/1925"])
def test_the_youngest_is_seven_and_the_oldest_a_hundred(typed):
    assert verdict(birth=typed) == CLEAN


@pytest.mark.parametrize("typed", ["", "-", "peserta", "SANTRI ", "Peserta."])
def test_who_has_no_other_role_is_a_participant(typed):
    assert verdict(role=typed) == CLEAN
    assert taken("role", role=typed) == "participant"


@pytest.mark.parametrize(
    ("typed", "role"),
    [("Pemateri", "trainer"), ("pelatih", "trainer"), ("Koordinator", "coordinator")],
)
def test_other_roles_are_given_by_who_may_give_them(typed, role):
    [row] = previewed(person(role=typed), by=UserFactory(program_manager=True)).rows
    assert (row.outcome, row.values.role) == ("accept", role)
    for other in (None, UserFactory(coordinator=True), UserFactory()):
        [row] = previewed(person(role=typed), by=other).rows
        assert row.reasons == ("role_forbidden",)


@pytest.mark.parametrize("typed", ["Ketua", "admin", "pengelola", "peserta/santri", "1"])
def test_another_word_is_no_role_even_for_a_manager(typed):
    [row] = previewed(person(role=typed), by=UserFactory(program_manager=True)).rows
    assert row.reasons == ("role_forbidden",)
