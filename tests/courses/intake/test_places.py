"""The pesantren and the kabupaten of a list of people: R11, R12, R20."""

import pytest

from courses.intake.reasons import SENTENCES, Caution, FileWarning, Reason
from tests.courses.intake.listing import (
    CLEAN,
    NSPP,
    of_workbook,
    pesantren,
    refused,
    taken,
    verdict,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("malang_today")]


@pytest.mark.parametrize(
    "typed",
    [
        "5100 3507 0001", "510-035-07-0001", "510.035.07.0001", "NSPP: 510035070001",
        "'510035070001",
        '="510035070001"', "５１００３５０７０００１", "510035070001.0", "5.10035070001E+11",
    ],
)  # fmt: skip
def test_an_nspp_is_its_twelve_digits(typed):
    assert verdict(nspp=typed) == CLEAN
    assert taken("nspp", nspp=typed) == NSPP


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "nspp_missing"),
        ("-", "nspp_missing"),
        ("5.10035E+11", "nspp_lossy"),
        ("5,1E+11", "nspp_lossy"),
        ("51003507001", "nspp_invalid"),
        ("5100350700011", "nspp_invalid"),
        ("51003507000O", "nspp_invalid"),
        ("Miftahul Ulum", "nspp_invalid"),
        ("510035079999", "nspp_unknown"),
    ],
)
def test_an_nspp_is_never_filled_up_nor_guessed(typed, reason):
    assert verdict(nspp=typed) == refused(reason)


@pytest.mark.parametrize(
    ("cell", "reasons"),
    [
        (510035070001, ()),
        (510035070001.0, ()),
        (51003507000.1, ("nspp_invalid",)),
        (True, ("nspp_invalid",)),
    ],
)
def test_an_nspp_in_a_cell_of_numbers_is_read_as_a_whole_number(cell, reasons):
    row = of_workbook(nspp=cell)
    assert row.reasons == reasons


@pytest.mark.parametrize(
    "typed",
    ["", "-", "Malang", "MALANG", "Kab. Malang", "Kabupaten Malang", "KAB.MALANG", "Malang (Kab.)",
     "kab malang, jawa timur", "35.07", "3507", "35,07"],
)  # fmt: skip
def test_a_kabupaten_is_understood_and_blank_is_that_of_the_pesantren(typed):
    assert verdict(regency=typed) == CLEAN
    assert taken("regency", regency=typed) == "35.07"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Kota Malang", "region_mismatch"),
        ("35.73", "region_mismatch"),
        ("35.1", "region_mismatch"),
        ("Surabaya", "region_mismatch"),
        ("Semarang", "region_unknown"),
        ("Kab. Surabaya", "region_unknown"),
        ("35.99", "region_unknown"),
        ("33.07", "region_unknown"),
    ],
)
def test_a_kabupaten_must_lie_in_east_java_and_be_that_of_the_pesantren(typed, reason):
    assert verdict(regency=typed) == refused(reason)


def test_a_bare_name_is_the_kota_where_the_pesantren_lies_in_it():
    pesantren("510035730001", code="35.73")
    assert taken("regency", regency="Malang", nspp="510035730001") == "35.73"


@pytest.mark.parametrize("cell", [35.1, "35.1", "35.10", 3510])
def test_the_code_of_banyuwangi_is_known_though_excel_cut_its_zero(cell):
    row = of_workbook(regency=cell)
    assert (row.values.regency, row.reasons) == ("35.10", ("region_mismatch",))


def test_every_fault_of_a_row_is_told():
    found = verdict(full_name="A", birth="31/02/2005", phone="O812", nspp="5", email="a",
                    regency="Bandung", role="raja")  # fmt: skip
    assert found == refused(
        "name_invalid", "dob_invalid", "phone_invalid", "email_invalid", "role_forbidden",
        "nspp_invalid", "region_unknown",
    )  # fmt: skip


def test_every_reason_has_a_sentence():
    assert set(SENTENCES) == {*Reason, *Caution, *FileWarning}
    assert all(str(sentence).endswith((".", "?")) for sentence in SENTENCES.values())
