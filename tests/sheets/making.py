"""Files as people have them: workbooks, OpenDocument, text; and such as nobody should have."""

import csv
from collections.abc import Callable, Mapping
from io import BytesIO, StringIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(*rows, change: Callable[[Workbook], object] | None = None) -> bytes:
    """A workbook of Excel, as openpyxl writes it; `change` does the rest."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of parts by their names."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return written.getvalue()


def raw_xlsx(
    *rows: str,
    strings: str = "",
    book: str = "",
    styles: str = "",
    sheet: str = "xl/worksheets/sheet1.xml",
    namespace: str = _MAIN,
) -> bytes:
    """A workbook whose sheet has these rows of XML, for what openpyxl does not write."""
    own = namespace
    return archive(
        {
            "_rels/.rels": f"""<Relationships xmlns="p"><Relationship Id="r1"
                Type="{_RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
            "xl/workbook.xml": f"""<workbook xmlns="{own}" xmlns:r="{_RELS}">{book}<sheets>
                <sheet name="Peserta" sheetId="1" r:id="r1"/></sheets></workbook>""",
            "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="p">
                <Relationship Id="r1" Type="{_RELS}/worksheet" Target="/{sheet}"/>
                <Relationship Id="r2" Type="{_RELS}/sharedStrings" Target="sharedStrings.xml"/>
                <Relationship Id="r3" Type="{_RELS}/styles" Target="styles.xml"/>
                </Relationships>""",
            "xl/sharedStrings.xml": f'<sst xmlns="{own}">{strings}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{own}">{styles}</styleSheet>',
            sheet: f'<worksheet xmlns="{own}"><sheetData>{"".join(rows)}</sheetData></worksheet>',
        }
    )


def row_xml(number: int, *cells: str) -> str:
    """A row of a sheet: cells are XML, or text that stands in the cell itself."""
    made = [
        cell if cell.startswith("<c") else f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        for cell in cells
    ]
    return f'<row r="{number}">{"".join(made)}</row>'


def ods(*rows: str, before: str = "", style: str = "", kind: str = ODS) -> bytes:
    """An OpenDocument sheet with these rows of XML (`ods_row`), `before` it other tables."""
    return archive(
        {
            "mimetype": kind,
            "content.xml": f"""<office:document-content xmlns:office="{_OFFICE}"
                xmlns:table="{_TABLE}" xmlns:text="{_TEXT}" xmlns:style="{_STYLE}"
                xmlns:calcext="{_CALC}"><office:automatic-styles>
                <style:style style:name="hidden"><style:table-properties table:display="false"/>
                </style:style></office:automatic-styles><office:body><office:spreadsheet>{before}
                <table:table table:name="Peserta" table:style-name="{style}">{"".join(rows)}
                </table:table></office:spreadsheet></office:body></office:document-content>""",
        }
    )


def ods_row(*cells: str, times: int = 1) -> str:
    """A row of an OpenDocument sheet; cells are XML, or text."""
    made = [
        cell
        if cell.startswith("<table")
        else f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p>'
        "</table:table-cell>"
        if cell
        else "<table:table-cell/>"
        for cell in cells
    ]
    return (
        f'<table:table-row table:number-rows-repeated="{times}">{"".join(made)}</table:table-row>'
    )


def text(*rows, delimiter: str = ";", encoding: str = "utf-8", bom: bytes = b"") -> bytes:
    """A list as text, cells quoted where they must be."""
    written = StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return bom + written.getvalue().encode(encoding)
