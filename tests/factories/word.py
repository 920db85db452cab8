"""Word files, written as Word, Google Docs and LibreOffice write them."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

NAMES = " ".join(
    f'xmlns:{short}="{space}"'
    for short, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# Ids as an Indonesian Word gives them; the names are English in every language.
STYLES = {
    "Normal": "Normal",
    "Judul": "Title",
    "Judul1": "heading 1",
    "Judul2": "heading 2",
    "Judul3": "heading 3",
    "Keterangan": "caption",
    "Kutipan": "Quote",
    "ParagrafDaftar": "List Paragraph",
    "TOC1": "toc 1",
}


def run(text: str, look: str = "") -> str:
    """Return a run; `look` are its properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(text: str = "", style: str = "", *, inside: str = "", properties: str = "") -> str:
    """Return a paragraph with `text`, or with the XML `inside`."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{run(text) if text else ''}{inside}</w:p>"


def item(text: str, num: int, depth: int = 0, style: str = "ParagrafDaftar") -> str:
    """Return an item of the list `num`."""
    mark = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>'
    return para(text, style, properties=mark)


def picture(relation: str, alt: str = "", *, crop: str = "", how: str = "embed") -> str:
    """Return a run with a picture."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Gambar 1" descr={quoteattr(alt)}/>'
        f'<a:graphic><a:graphicData uri="{KINDS}picture"><pic:pic><pic:blipFill>'
        f'<a:blip r:{how}="{relation}"/>{crop}</pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def table(rows: Iterable[Iterable[str]], *, head: bool = True) -> str:
    """Return a table; a cell that begins with "<" is the XML of a `w:tc`."""
    found = ""
    for number, cells in enumerate(rows):
        mark = "<w:trPr><w:tblHeader/></w:trPr>" if head and number == 0 else ""
        texts = (cell if cell.startswith("<") else f"<w:tc>{para(cell)}</w:tc>" for cell in cells)
        found += f"<w:tr>{mark}{''.join(texts)}</w:tr>"
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{found}</w:tbl>"


def level(depth: int, kind: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="%{depth + 1}."/></w:lvl>'
    )


def numbering(definitions: Mapping[int, str], lists: Mapping[int, tuple[int, str]]) -> str:
    """Return the part with the lists: definitions by number, lists with what they override."""
    found = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'
        for number, levels in definitions.items()
    )
    for number, (definition, override) in lists.items():
        found += (
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>'
        )
    return f"<w:numbering {NAMES}>{found}</w:numbering>"


def document(
    *body: str,
    parts: Mapping[str, str | bytes] | None = None,
    relations: Mapping[str, tuple[str, str]] | None = None,
    pictures: Mapping[str, bytes] | None = None,
    styles: Mapping[str, str] = STYLES,
) -> bytes:
    """Return a Word file.

    `relations` are more of them by their id, each with kind and target (an address leads out);
    `pictures` are files in it by the id of their relation; `parts` are more parts by name.
    """
    links = {"styles": ("styles", "styles.xml"), "numbering": ("numbering", "numbering.xml")}
    links |= relations or {}
    files: dict[str, str | bytes] = {}
    for key, content in (pictures or {}).items():
        files[f"word/media/{key}.jpeg"] = content
        links[key] = ("image", f"media/{key}.jpeg")
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"'
        f'{' w:default="1"' if key == "Normal" else ""}><w:name w:val="{name}"/></w:style>'
        for key, name in styles.items()
    )
    files |= {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations(links),
        "word/styles.xml": f"<w:styles {NAMES}>{named}</w:styles>",
        "word/document.xml": f"<w:document {NAMES}><w:body>{''.join(body)}</w:body></w:document>",
        **(parts or {}),
    }
    return archive(files)


def archive(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file of `files`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return buffer.getvalue()


def jpeg(shade: int = 0, width: int = 120, height: int = 80) -> bytes:
    """Return a photo of one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (shade % 256, 110, 80)).save(buffer, "JPEG")
    return buffer.getvalue()


def a_lesson(picture_count: int = 1) -> bytes:
    """Return a small lesson with a title, text, a list, a table and pictures."""
    shown = {f"p{number}": jpeg(number) for number in range(picture_count)}
    return document(
        para("Cahaya jendela", "Judul"),
        para("Menyiapkan meja", "Judul1"),
        para("Letakkan stoples di dekat ", inside=run("jendela", "<w:b/>")),
        item("Padamkan lampu", 1),
        item("Buka tirai", 1),
        *(
            para(inside=picture(key, "Stoples di tepi jendela"))
            + para("Gambar 1. Cahaya samping", "Keterangan")
            for key in shown
        ),
        table([["Bahan", "Rupiah"], ["Cabai", "6.500"]]),
        para("Catatan", inside='<w:r><w:footnoteReference w:id="2"/></w:r>'),
        pictures=shown,
        parts={"word/numbering.xml": numbering({0: level(0, "decimal")}, {1: (0, "")})},
    )


def _relations(links: Mapping[str, tuple[str, str]]) -> str:
    found = ""
    for key, (kind, target) in links.items():
        mode = ' TargetMode="External"' if ":" in target else ""
        found += f'<Relationship Id="{key}" Type="{KINDS}{kind}" Target="{escape(target)}"{mode}/>'
    return f'<Relationships xmlns="{RELATIONS}">{found}</Relationships>'
