"""Rows of a list of people: passed over, formulas, doubles, pesantren by name (R3, R4, R11–R15)."""

import datetime as dt

import pytest

from courses.intake.queries.reading import preview
from courses.intake.rules.columns import Column
from tests.courses.intake.listing import HEADS, NSPP, person, pesantren, previewed
from tests.sheets.making import raw_xlsx, row_xml, text, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("malang_today")]


def outcomes(*rows, heads=HEADS) -> list[tuple[int, str]]:
    """Number and outcome of each row."""
    return [(row.number, str(row.outcome)) for row in previewed(*rows, heads=heads).rows]


def row_of(**cells) -> list:
    """A row of the list with these cells alone."""
    return person(**(dict.fromkeys(["number", "full_name", "gender", "birth", "phone", "email",
                                    "nspp", "regency"], "") | cells))  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        [""] * 9,
        [" ", "\u00a0", "\u200b"],
        row_of(number="12"),
        row_of(number="12."),
        HEADS,
        ["NO.", "NAMA LENGKAP *", "", "", "WA"],
        [f"({number})" for number in range(1, 10)],
        [str(number) for number in range(1, 10)],
        row_of(number="Jumlah", full_name="25 orang"),
        row_of(number="TOTAL :", full_name="25", phone="081234567891"),
        row_of(number="Catatan: yang sakit tidak ikut"),
        row_of(number="Sub total", full_name="7"),
        row_of(number="Kelompok Putra", full_name="A"),
        row_of(gender="Surabaya, 1 Maret 2026"),
        row_of(regency="Kepala Dinas", gender="Mengetahui,"),
        row_of(phone="( ............ )", regency="NIP. 19700101"),
        row_of(phone="1234567"),
    ],
)
def test_rows_that_are_nobody_are_passed_over_and_the_list_goes_on(row):
    found = outcomes(person(), row, person(full_name="Ani", phone="081234567899", email=""))
    assert found == [(2, "accept"), (3, "skip"), (4, "accept")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (row_of(phone="081234567891"), "name_missing"),
        (row_of(email="a@contoh.id"), "name_missing"),
        (row_of(nspp="5100 3507"), "name_missing"),
        (row_of(full_name="Ani"), "nspp_missing"),
        (row_of(number="II", full_name="Ani", nspp=""), "nspp_missing"),
    ],
)
def test_a_row_by_which_somebody_may_be_meant_is_not_passed_over(row, reason):
    found = previewed(person(), row).rows[1]
    assert (found.outcome, found.reasons[0]) == ("reject", reason)


def test_a_person_whose_number_is_a_word_is_not_lost():
    row = person(number="susulan", full_name="Ani", phone="081234567899", email="")
    assert outcomes(row) == [(2, "accept")]


def test_a_column_of_numbers_without_a_head_is_known_by_its_place():
    heads = ["", *HEADS[1:]]
    rows = [person(), row_of(number="Jumlah", full_name="25 orang"), row_of(number="3")]
    assert outcomes(*rows, heads=heads) == [(2, "accept"), (3, "skip"), (4, "skip")]


def test_a_list_of_nobody_is_refused_and_still_shown():
    found = previewed(row_of(number="1"), row_of(number="2"))
    assert (found.refusal, [row.outcome for row in found.rows]) == ("no_rows", ["skip", "skip"])
    assert str(found.message)


def test_columns_that_nobody_asked_for_are_named():
    found = previewed([*person(), "Jl. 1", "ya"], heads=[*HEADS, "Alamat", ""])
    assert found.unread == {"J": "Alamat", "K": ""}
    assert found.rows[0].outcome == "accept"


def formula(value: str = "", kind: str = "") -> str:
    return f"<c{kind}><f>A1</f>{value}</c>"


@pytest.mark.parametrize(
    ("cell", "reasons"),
    [
        (formula("<v>8.1234567890E10</v>"), ()),
        (formula('<v>081234567890</v>', ' t="str"'), ()),
        (formula(), ("formula_without_value",)),
        (formula("<v/>"), ("formula_without_value",)),
        (formula("<v>#N/A</v>", ' t="e"'), ("cell_error",)),
        ('<c t="e"><v>#REF!</v></c>', ("cell_error",)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("at", [4, 9])
def test_of_a_formula_its_value_is_used(cell, reasons, at):
    cells = [*person(), ""]
    cells[at] = cell
    [row] = preview(raw_xlsx(row_xml(1, *HEADS, "Catatan"), row_xml(2, *cells))).rows
    assert row.reasons == (reasons if at == 4 else ())


def test_dates_are_read_in_the_date_system_of_the_workbook():
    found = []
    for book, serial in (("", 38581), ('<workbookPr date1904="1"/>', 37119)):
        cells = person(birth=f"<c><v>{serial}</v></c>")
        content = raw_xlsx(row_xml(1, *HEADS), row_xml(2, *cells), book=book)
        found.append(preview(content).rows[0].values.birth_date)
    assert found == ["2005-08-17", "2005-08-17"]


@pytest.mark.parametrize("born", [dt.date(2005, 8, 17), dt.datetime(2005, 8, 17, 23, 59)])
def test_a_real_date_is_a_date(born):
    assert preview(xlsx(HEADS, person(birth=born))).rows[0].values.birth_date == "2005-08-17"


FIRST = {"full_name": "M. Abd. Rahman", "phone": "081234567891", "email": "r@contoh.id"}


def second(**cells) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The verdict on a row below one of `FIRST`."""
    apart = {"phone": "081234567892", "email": "", "birth": "01/01/2004"}
    found = previewed(person(**FIRST), person(**(apart | cells))).rows
    assert found[0].outcome == "accept"
    return found[1].outcome, found[1].reasons, found[1].warnings


@pytest.mark.parametrize("name", ["MUHAMMAD ABDUL RAHMAN", "Moh Abd Rahman", "muh. abdul rahman"])
@pytest.mark.parametrize(
    "same",
    [
        {"phone": "+62 812-3456-7891"},
        {"email": "R@contoh.id"},
        {"birth": "2005-08-17", "phone": ""},
    ],
)
def test_the_same_person_twice_is_refused_the_second_time(name, same):
    assert second(full_name=name, **same)[:2] == ("reject", ("duplicate_in_file",))


def test_one_name_alone_is_not_one_person():
    assert second(full_name=FIRST["full_name"]) == ("accept", (), ())


def test_a_shared_handset_is_taken_with_a_warning():
    assert second(full_name="Ani", phone=FIRST["phone"]) == ("accept", (), ("phone_shared",))


def test_an_address_belongs_to_one_name():
    assert second(full_name="Ani", email=FIRST["email"]) == ("reject", ("email_taken_in_file",), ())


def test_of_somebody_whose_first_row_is_refused_the_second_is_taken():
    found = previewed(person(nspp="51"), person(), person()).rows
    assert [(row.outcome, row.reasons) for row in found] == [
        ("reject", ("nspp_invalid",)),
        ("accept", ()),
        ("reject", ("duplicate_in_file",)),
    ]


def test_a_cell_that_is_mended_changes_every_verdict_that_depends_on_it():
    found = previewed(person(nspp="51"), person())
    mended = found.mended(2, Column.NSPP, NSPP)
    assert [row.outcome for row in found.rows] == ["reject", "accept"]
    assert [row.outcome for row in mended.rows] == ["accept", "reject"]


BY_NAME = ["Nama", "No HP", "Asal Pesantren", "Kab/Kota"]


@pytest.fixture
def many_names():
    """Miftahul Ulum lies in the kota, too; Nurul Huda stands in the kabupaten twice."""
    pesantren("510035730001", code="35.73")
    pesantren("510035070002", name="Nurul Huda")
    pesantren("510035070003", name="Nurul Huda")
    pesantren("510035730002", name="Al-Ma'arif", code="35.73")


@pytest.mark.usefixtures("many_names")
@pytest.mark.parametrize(
    ("name", "regency", "said"),
    [
        ("Miftahul Ulum", "Kab. Malang", (NSPP, ())),
        ("PP. Miftahul 'Ulum", "Kota Malang", ("510035730001", ())),
        ("Pondok Pesantren AL MAARIF", "Malang", ("510035730002", ())),
        ("Miftahul Ulum", "Malang", ("", ("pesantren_ambiguous",))),
        ("Nurul Huda", "Kab. Malang", ("", ("pesantren_ambiguous",))),
        ("Al-Ma'arif", "", ("", ("pesantren_ambiguous",))),
        ("Al-Ma'arif", "Kab. Malang", ("", ("pesantren_unknown",))),
        ("Tidak Dikenal", "Kab. Malang", ("", ("pesantren_unknown",))),
        ("Al-Ma'arif", "Semarang", ("", ("region_unknown",))),
    ],
)
def test_without_a_column_of_nspp_the_pesantren_is_known_by_name_and_place(name, regency, said):
    [row] = previewed(["Siti", "081234567890", name, regency], heads=BY_NAME).rows
    assert (row.values.nspp, row.reasons) == said


def test_a_list_without_any_pesantren_says_so_in_each_row():
    [row] = preview(text(["Nama", "HP"], ["Siti", "081234567890"])).rows
    assert row.reasons == ("pesantren_unknown",)


def test_the_number_is_that_of_a_second_column_where_the_first_has_none():
    heads = [*HEADS, "WA"]
    [row] = previewed([*person(phone="-"), "081234567890"], heads=heads).rows
    assert row.values.phone == "+6281234567890"


def test_of_two_columns_of_names_the_first_is_read_and_the_other_is_named():
    found = previewed([*person(full_name=""), "Miftahul Ulum"], heads=[*HEADS, "Nama"])
    assert found.rows[0].reasons == ("name_missing",)
    assert found.unread == {"J": "Nama"}


def test_a_whole_page_in_a_cell_is_refused_and_not_looked_through():
    row = person(full_name="a" * 90_000, phone="1 " * 60_000, regency="(" * 90_000)
    [found] = previewed(row).rows
    assert found.reasons == ("name_too_long", "phone_invalid", "region_unknown")
