"""Heads of columns are found and understood however they are written (R2, R3)."""

import pytest

from academy.sheets.heads import plain_head
from academy.sheets.refusals import HeadsMissing
from academy.sheets.tables import read_table
from tests.sheets.making import ods, ods_row, text, xlsx

HEADS = {"name": ["nama"], "phone": ["no hp"], "email": ["email"], "birth": ["tanggal lahir"]}


def table(content: bytes):
    return read_table(content, heads=HEADS, is_head=frozenset({"name", "phone"}).issubset)


def people(content: bytes) -> list:
    """Number of the row, name and phone of each row."""
    found = table(content)
    return [(row.number, found.value(row, "name"), found.value(row, "phone")) for row in found.rows]


@pytest.mark.parametrize(
    ("head", "plain"),
    [
        ("No. HP *", "nohp"),
        ("NO\nHP", "nohp"),
        ("e-mail", "email"),
        ("E‑Mail (bila ada)", "email"),
        ("Nama [wajib]", "nama"),
        ("Nama (wajib", "nama"),
        ("ＮＡＭＡ：", "nama"),
        ("\ufeffNama", "nama"),
        ("kode_kemendagri", "kodekemendagri"),
        ("L/P", "lp"),
        ("(1)", "1"),
    ],
)
def test_case_remarks_punctuation_and_line_breaks_of_heads_do_not_count(head, plain):
    assert plain_head(head) == plain


def test_heads_stand_below_a_letterhead_and_in_any_order():
    rows = [["DINAS KOPERASI"], [], ["Daftar peserta", "", 2026], ["HP", "x"]]
    content = xlsx(*rows, ["No HP", "Alamat", "NAMA"], [812, "Jl. 1", "Siti"])
    assert people(content) == [(6, "Siti", 812)]
    assert table(content).unread == {"B": "Alamat"}


@pytest.mark.parametrize(("above", "is_found"), [(29, True), (30, False)])
def test_heads_stand_within_the_first_thirty_rows(above, is_found):
    content = xlsx(*[["Kop surat"]] * above, ["Nama", "No HP"], ["Siti", "0812"])
    if is_found:
        assert people(content) == [(31, "Siti", "0812")]
    else:
        with pytest.raises(HeadsMissing):
            table(content)


def test_the_first_visible_sheet_with_heads_is_read():
    def add(book):
        book.active.sheet_state = "hidden"
        for name, rows in {
            "Petunjuk": [["Isi lembar kedua"]],
            "Data": [["Nama", "No HP"], ["Siti", "0812"]],
            "Lama": [["Nama", "No HP"], ["Ahmad", "0857"]],
        }.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.active = 1

    found = table(xlsx(["Nama", "No HP"], ["Rahasia", "0811"], change=add))
    assert (found.sheet, found.value(found.rows[0], "name")) == ("Data", "Siti")


def test_hidden_rows_and_columns_are_read():
    def hide(book):
        book.active.row_dimensions[2].hidden = True
        book.active.column_dimensions["A"].hidden = True

    assert people(xlsx(["Nama", "No HP"], ["Siti", "0812"], change=hide)) == [(2, "Siti", "0812")]


def test_heads_in_two_rows_below_merged_cells_are_understood_together():
    def merge(book):
        for cells in ("A1:A2", "B1:B2", "C1:D1"):
            book.active.merge_cells(cells)

    upper = ["No", "Nama", "Kontak", None, "Tanggal"]
    content = xlsx(upper, [None, None, "No HP", "E-mail", "Lahir"], [1, "Siti", "0812", "a@b.id"],
                   change=merge)  # fmt: skip
    found = table(content)
    assert [row.number for row in found.rows] == [3]
    assert {name: places[0] for name, places in found.heads.columns.items()} == {
        "name": 1, "phone": 2, "email": 3, "birth": 4,
    }  # fmt: skip


def test_a_row_that_counts_the_columns_is_no_second_row_of_heads():
    content = xlsx(
        ["No", "Nama", "No HP", "Ket"], ["(1)", "(2)", "(3)", "(4)"], [1, "Siti", "0812"]
    )
    assert [number for number, *_rest in people(content)] == [2, 3]
    assert table(content).unread == {"A": "No", "D": "Ket"}


def test_a_head_below_another_means_what_both_say():
    heads = HEADS | {"pesantren": ["nama pesantren"]}
    content = xlsx(["Nama", "No HP", "Pesantren"], [None, None, "Nama"], ["Siti", "0812", "A"])
    found = read_table(content, heads=heads, is_head=frozenset({"name", "phone"}).issubset)
    assert [found.value(row, "pesantren") for row in found.rows] == ["A"]


def test_of_two_lists_beside_each_other_the_first_is_read_and_nothing_of_the_other():
    content = xlsx(["Nama", "No HP", None, "Nama", "No HP"], ["Siti", None, None, "Ani", "0812"])
    found = read_table(content, heads=HEADS, is_head=frozenset({"name"}).issubset,
                       several={"phone"})  # fmt: skip
    assert (found.value(found.rows[0], "phone"), found.unread) == (
        None, {"D": "Nama", "E": "No HP"},
    )  # fmt: skip


def test_a_row_of_the_list_is_no_second_row_of_heads():
    assert people(xlsx(["Nama", "No HP"], ["Siti", "email"], ["Ani", "08"]))[0] == (
        2, "Siti", "email",
    )  # fmt: skip


def test_records_of_a_text_are_counted_whatever_lines_they_take():
    rows = [["Nama", "No HP"], ["Siti\nNur", "0812"], [], ["Ahmad", "0857"]]
    assert [number for number, *_rest in people(text(*rows))] == [2, 3, 4]


def test_the_delimiter_is_the_one_that_makes_heads_and_not_the_most_frequent():
    content = b"Nama;No HP;Alamat, desa, kecamatan, kabupaten\r\nSiti;0812;a,b,c\r\n"
    assert people(content) == [(2, "Siti", "0812")]
    assert people(b"sep=;\r\n" + content) == [(3, "Siti", "0812")]


def test_letters_of_windows_are_read_as_windows_wrote_them():
    content = text(["Nama", "No HP"], ["Ma’ruf Café", "0812"], encoding="cp1252")
    assert people(content) == [(2, "Ma’ruf Café", "0812")]


def test_blank_rows_between_are_kept_and_those_at_the_end_are_not():
    content = ods(ods_row("Nama", "No HP"), ods_row("", times=2), ods_row("Siti", "1"),
                  ods_row("", times=100))  # fmt: skip
    assert people(content) == [(2, None, None), (3, None, None), (4, "Siti", "1")]


@pytest.mark.parametrize(("several", "phone"), [((), None), (("phone",), "0812")])
def test_a_second_column_of_one_name_is_looked_into_where_that_was_asked_for(several, phone):
    content = xlsx(["Nama", "No HP", "No. HP"], ["Siti", " ", "0812"])
    is_head = frozenset({"name", "phone"}).issubset
    found = read_table(content, heads=HEADS, is_head=is_head, several=several)
    assert found.value(found.rows[0], "phone") == phone
    assert found.unread == ({} if several else {"C": "No. HP"})


def test_a_quotation_mark_that_other_signs_between_cells_would_open_hinders_nothing():
    content = b'Nama;No HP;Ket\r\nSiti;0812;tinggi 5, "kira\r\nAni;0813;-\r\n'
    assert [name for _number, name, _phone in people(content)] == ["Siti", "Ani"]
