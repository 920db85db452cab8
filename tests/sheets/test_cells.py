"""What stands in cells, as the workbook has it: R5, R8, R15."""

import datetime as dt

import pytest

from academy.sheets.cells import CellError, NoValue, cell_text
from academy.sheets.opening import open_book
from academy.sheets.refusals import UnreadableSheet
from tests.sheets.making import ods, ods_row, raw_xlsx, row_xml, xlsx

STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd\\-mmm\\-yy;@"/>'
    '<numFmt numFmtId="165" formatCode="[Red]0.00&quot; days&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    "</cellXfs>"
)
STRINGS = (
    '<si><t xml:space="preserve"> Siti </t></si>'
    "<si><r><rPr><b/></rPr><t>Ahmad</t></r><r><t> Fauzi</t></r></si>"
    '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>'
    "<si><t>satu_x000D_dua_x005F_</t></si><si/>"
)


def cells(*xml: str, book: str = "") -> list:
    """The cells of one row."""
    content = raw_xlsx(row_xml(1, *xml), strings=STRINGS, styles=STYLES, book=book)
    [sheet] = open_book(content).sheets
    [row] = sheet.rows()
    return row.cells


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        ('<c t="s"><v>0</v></c>', " Siti "),
        ('<c t="s"><v>1</v></c>', "Ahmad Fauzi"),
        ('<c t="s"><v>2</v></c>', "東京"),
        ('<c t="s"><v>3</v></c>', "satu\rdua_"),
        ('<c t="inlineStr"><is><r><t>Si</t></r><r><t>ti</t></r></is></c>', "Siti"),
        ('<c t="inlineStr"><is><t>A</t><rPh sb="0" eb="1"><t>b</t></rPh></is></c>', "A"),
        ("<c><v>81234567890</v></c>", 81234567890),
        ("<c><v>8.1234567890E10</v></c>", 81234567890),
        ("<c><v>35.1</v></c>", 35.1),
        ('<c t="b"><v>1</v></c>', True),
        ('<c t="e"><v>#N/A</v></c>', CellError("#N/A")),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', CellError("#DIV/0!")),
        ("<c><f>A1+1</f><v>3</v></c>", 3),
        ('<c t="str"><f>A1</f><v>Siti</v></c>', "Siti"),
        ("<c><f>A1</f></c>", NoValue()),
        ("<c><f>A1</f><v></v></c>", NoValue()),
        ('<c t="shared"><f t="shared" si="0"/><v/></c>', NoValue()),
        ('<c s="1"><v>38581</v></c>', dt.datetime(2005, 8, 17)),
        ('<c s="2"><v>38581.5</v></c>', dt.datetime(2005, 8, 17, 12)),
        ('<c s="1"><v>59</v></c>', dt.datetime(1900, 2, 28)),
        ('<c s="1"><v>61</v></c>', dt.datetime(1900, 3, 1)),
        ('<c s="1"><v>0</v></c>', 0),
        ('<c s="3"><v>38581</v></c>', 38581),
        ('<c s="1"><v>99999999999</v></c>', 99999999999),
        ('<c t="d"><v>2005-08-17T00:00:00</v></c>', dt.datetime(2005, 8, 17)),
    ],
)
def test_a_cell_of_excel_is_what_it_says(xml, value):
    [found] = cells(xml)
    assert (found, type(found)) == (value, type(value))


def test_a_formula_that_gives_nothing_is_a_blank_cell():
    assert cells('<c t="str"><f>IF(1,"")</f><v></v></c>') == []


def test_formulas_that_a_program_wrote_without_values_say_so():
    [sheet] = open_book(xlsx(["=1+1", "Siti"])).sheets
    assert next(sheet.rows()).cells == [NoValue(), "Siti"]


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    book = '<workbookPr date1904="1"/>'
    assert cells('<c s="1"><v>37119</v></c>', book=book) == [dt.datetime(2005, 8, 17)]
    [sheet] = open_book(raw_xlsx(book=book)).sheets
    assert sheet.since_1904


def test_cells_and_rows_stand_where_their_addresses_say():
    content = raw_xlsx(
        '<row><c t="str"><v>a</v></c></row>',
        '<row r="5"><c r="C5"><v>1</v></c><c><v>2</v></c><c r="ZZZ5"><v>3</v></c>'
        '<c r="??"><v>4</v></c></row>',
        "<row><c><v>6</v></c></row>",
    )
    [sheet] = open_book(content).sheets
    assert [(row.number, row.cells) for row in sheet.rows()] == [
        (1, ["a"]),
        (5, [None, None, 1, 2]),
        (6, [6]),
    ]


def test_a_text_that_is_not_there_refuses_the_file_and_loses_nobody_in_silence():
    with pytest.raises(UnreadableSheet):
        cells('<c t="s"><v>99</v></c>')


def typed(kind: str, *, shown: str = "", formula: str = "", **said: str) -> str:
    """A cell of OpenDocument."""
    attributes = "".join(f' office:{name.replace("_", "-")}="{said[name]}"' for name in said)
    with_formula = f' table:formula="{formula}"' if formula else ""
    with_kind = f' office:value-type="{kind}"' if kind else ""
    return (
        f"<table:table-cell{with_kind}{attributes}{with_formula}>"
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        (typed("float", value="81234567890", shown="81.234.567.890"), 81234567890),
        (typed("date", date_value="2005-08-17", shown="17/08/05"), dt.datetime(2005, 8, 17)),
        (typed("boolean", boolean_value="true", shown="BENAR"), True),
        (typed("string", shown="Siti<text:s text:c='2'/>Nur"), "Siti  Nur"),
        (typed("string", shown="a</text:p><text:p>b"), "a\nb"),
        (typed("string", shown="a<text:span>b<text:ruby><text:ruby-base>c</text:ruby-base>"
               "<text:ruby-text>d</text:ruby-text></text:ruby></text:span>"), "abc"),
        (typed("string", shown="#N/A", formula="of:=NA()"), CellError("#N/A")),
        (typed("float", value="0", shown="#DIV/0!", formula="of:=1/0"), CellError("#DIV/0!")),
        (typed("float", value="2", shown="2", formula="of:=1+1"), 2),
        (typed("", formula="of:=1+1"), NoValue()),
        (
            '<table:table-cell office:value-type="string"><office:annotation><text:p>salah?'
            "</text:p></office:annotation><text:p>Siti</text:p></table:table-cell>",
            "Siti",
        ),
        ("<table:covered-table-cell><text:p>x</text:p></table:covered-table-cell>", "x"),
    ],
)  # fmt: skip
def test_a_cell_of_opendocument_is_what_it_says(xml, value):
    [sheet] = open_book(ods(ods_row(xml))).sheets
    [row] = sheet.rows()
    assert row.cells == [value]


def test_repeated_cells_and_rows_stand_as_often_as_they_say():
    twice = '<table:table-cell table:number-columns-repeated="2"/>'
    content = ods(ods_row("a"), ods_row("", times=7), ods_row(twice, "b", times=2))
    [sheet] = open_book(content).sheets
    found = [(row.number, row.cells) for row in sheet.rows() if row.cells]
    assert found == [(1, ["a"]), (9, [None, None, "b"]), (10, [None, None, "b"])]


def test_hidden_tables_and_old_changes_are_no_sheets():
    hidden = (
        "<table:tracked-changes><table:table-cell><text:p>x</text:p></table:table-cell>"
        '</table:tracked-changes><table:table table:name="Rahasia" table:style-name="hidden">'
        f"{ods_row('Nama')}</table:table>"
    )
    book = open_book(ods(ods_row("Siti"), before=hidden))
    assert [sheet.name for sheet in book.sheets] == ["Peserta"]
    assert [row.cells for row in book.sheets[0].rows()] == [["Siti"]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (5.0, "5"),
        (35.1, "35.1"),
        (" Siti\u00a0\u200bNur ", "Siti Nur"),
        ('="0812"', "0812"),
        ("'0812", "0812"),
        ("٠٨١٢ ０８", "0812 08"),
        (dt.datetime(2005, 8, 17), "2005-08-17"),
        (CellError("#REF!"), "#REF!"),
        (NoValue(), ""),
    ],
)
def test_a_cell_is_read_as_one_would_type_it(value, text):
    assert cell_text(value) == text
