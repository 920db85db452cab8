"""What a lesson takes of a Word file, and what it says of the rest."""

import io
import zipfile

import pytest
from django.utils.translation import override
from PIL import Image

from cms.docx.reading import read_document
from cms.docx.told import told
from tests.factories import word
from tests.factories.word import (
    NAMES,
    archive,
    document,
    item,
    jpeg,
    level,
    numbering,
    para,
    picture,
    run,
    table,
)

BULLETS = "".join(level(depth, "bullet") for depth in range(3))
NUMBERS = "".join(level(depth, "decimal") for depth in range(3))
ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'

EMF, HEIC = b"\x01\0\0\0" + b"x" * 200, b"\0\0\0\x18ftypheic" + b"\0" * 200


def reading_of(*body: str, **options):
    return read_document(io.BytesIO(document(*body, **options)))


def shown(reading) -> list[tuple[str, str]]:
    return [(block["type"], block["text"]) for block in told(reading)]


def said(*body: str, **options) -> list[str]:
    """Return what is said of a document in which one word is read besides."""
    with override("en"):
        return list(reading_of(para("Isi"), *body, **options).said)


@pytest.mark.parametrize(
    ("styles", "style", "properties", "found"),
    [
        (word.STYLES, "Judul2", "", 2),
        ({"Heading3": "heading 3"}, "Heading3", "", 3),
        ({"2": "heading 1"}, "2", "", 1),
        ({"a": "Judul 2"}, "a", "", 2),
        ({"a": "heading 1,Bab"}, "a", "", 1),
        # No style of that name: a file that some program cut down.
        ({}, "Heading2", "", 2),
        (word.STYLES, "Normal", '<w:outlineLvl w:val="1"/>', 2),
        (word.STYLES, "Judul1", '<w:outlineLvl w:val="9"/>', None),
        (word.STYLES, "Normal", "", None),
    ],
)
def test_headings_are_known_by_words_names_indonesian_ones_and_by_their_rank(
    styles, style, properties, found
):
    (block,) = told(reading_of(para("Bab", style, properties=properties), styles=styles))
    assert (block["type"], block["level"]) == ("heading" if found else "text", found)


def test_text_keeps_bold_italic_lines_and_links_that_lead_somewhere_safe():
    link = '<w:hyperlink r:id="{0}">' + run("sini", "<w:u w:val='single'/>") + "</w:hyperlink>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK '
        '"https://opop.example/b" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/>'
        "</w:r>" + run("sana") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    reading = reading_of(
        para(
            inside=run("Foto ")
            + run("jujur", "<w:b/>")
            + run(" & ", '<w:b w:val="0"/>')
            + run("terang", "<w:i/>")
            + "<w:r><w:br/><w:t>baris</w:t></w:r>"
        ),
        para(inside=link.format("good") + run(" ") + field),
        para(inside=link.format("bad")),
        relations={
            "good": ("hyperlink", "https://opop.example/a?b=1"),
            "bad": ("hyperlink", "javascript:alert(1)"),
        },
    )
    first, second, third = (block.words for block in reading.blocks)
    assert [(s.text, s.bold, s.italic) for s in first] == [
        ("Foto ", False, False),
        ("jujur", True, False),
        (" & ", False, False),
        ("terang\n", False, True),
        ("baris", False, False),
    ]
    assert [(s.text, s.href) for s in second] == [
        ("sini", "https://opop.example/a?b=1"),
        (" ", ""),
        ("sana", "https://opop.example/b"),
    ]
    assert [(s.text, s.href) for s in third] == [("sini", "")]


@pytest.mark.parametrize(
    ("lists", "body", "found"),
    [
        # Word: one definition; a list that begins anew says so.
        (
            numbering({0: NUMBERS, 1: BULLETS}, {1: (0, ""), 2: (0, ANEW), 3: (1, "")}),
            [item("a", 1), item("b", 1), item("b1", 1, 1), item("c", 2), item("d", 3)],
            ["1. a\n2. b\n  1. b1", "1. c", "- d"],
        ),
        # Google Docs: a definition for each list, three deep.
        (
            numbering({0: NUMBERS, 1: NUMBERS}, {1: (0, ""), 2: (1, "")}),
            [item("a", 1), item("b", 1, 1), item("c", 1, 2), para("Sela"), item("d", 2)],
            ["1. a\n  1. b\n    1. c", "Sela", "1. d"],
        ),
        # LibreOffice: what a heading gets is no list, and one goes on after a paragraph.
        (
            numbering({0: level(0, "none"), 1: NUMBERS}, {1: (0, ""), 2: (1, "")}),
            [item("Teks", 1), item("a", 2), para("Sela"), item("b", 2)],
            ["Teks", "1. a", "Sela", "2. b"],
        ),
        # A chunk of its own that starts later, as Word writes a list that was broken.
        (
            numbering({0: level(0, "decimal", 4)}, {1: (0, "")}),
            [item("empat", 1), para("lanjut", "ParagrafDaftar"), item("lima", 1)],
            ["4. empat lanjut\n5. lima"],
        ),
    ],
)
def test_lists_are_numbered_as_word_google_docs_and_libreoffice_show_them(lists, body, found):
    reading = reading_of(*body, parts={"word/numbering.xml": lists})
    assert [text for _kind, text in shown(reading)] == found


def test_a_table_has_one_row_of_headings_and_tells_of_merged_cells():
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{para("Lebar")}</w:tc>'
    tall = '<w:tc><w:tcPr><w:vMerge w:val="{}"/></w:tcPr>' + para("Tinggi") + "</w:tc>"
    body = table(
        [
            ["Bahan", "Rupiah", "Catatan"],
            [wide, tall.format("restart")],
            ["Cabai", "6.500", tall.format("continue")],
        ]
    )
    with override("en"):
        reading = reading_of(para("Tabel 1. Biaya", "Keterangan"), body)
    (found,) = reading.blocks
    assert (found.caption, found.heads) == ("Tabel 1. Biaya", ("Bahan", "Rupiah", "Catatan"))
    assert shown(reading)[0][1].splitlines()[2:] == ["Lebar |  | Tinggi", "Cabai | 6.500 | "]
    assert reading.said == [
        "1 table has merged cells: their text stands in the first of them, the others are empty."
    ]


def test_pictures_come_with_description_and_caption_cropped_as_they_are_shown_and_once():
    reading = reading_of(
        para(inside=run("Lihat") + picture("a", "Stoples di jendela")),
        para("Gambar 1. Cahaya", "Keterangan"),
        para(inside=picture("a", "IMG_2031.jpg")),
        para(inside=picture("a", "Separuh", crop='<a:srcRect r="50000"/>')),
        pictures={"a": jpeg(width=120, height=80)},
    )
    assert [(b["type"], b["text"], b["alt"]) for b in told(reading)] == [
        ("text", "Lihat", None),
        ("image", "Gambar 1. Cahaya", "Stoples di jendela"),
        ("image", "", ""),
        ("image", "", "Separuh"),
    ]
    assert [(p.width, p.height) for p in reading.pictures] == [(120, 80), (60, 80)]


def test_tracked_changes_are_taken_as_accepted():
    deleted_mark = '<w:rPr><w:del w:id="4"/></w:rPr>'
    gone = "<w:del>" + run("lama").replace("w:t", "w:delText") + "</w:del>"
    with override("en"):
        reading = reading_of(
            para(inside=run("Foto ") + f"<w:ins>{run('baru')}</w:ins>{gone}"),
            para("Satu, ", properties=deleted_mark),
            para("dua"),
            para("C", properties='<w:framePr w:dropCap="drop"/>'),
            para("ahaya"),
            para("Tiga", properties=deleted_mark),
            "<w:p>" + gone + "</w:p>",
        )
    assert [text for _kind, text in shown(reading)] == ["Foto baru", "Satu, dua", "Cahaya", "Tiga"]
    assert reading.said == [
        "1 tracked insertion is taken as if it were accepted.",
        "2 tracked deletions are left out, as if they were accepted.",
    ]


SHAPE = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="2"/>'
    '<a:graphic><a:graphicData uri="x/wordprocessingShape"><wps:wsp>{0}</wps:wsp></a:graphicData>'
    "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape/></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)
GRAPHIC = (
    '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://x/{}"><c/></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        ('<w:r><w:endnoteReference w:id="2"/></w:r>', "1 endnote is left out."),
        ('<w:r><w:commentReference w:id="0"/></w:r>' * 2, "2 comments are left out."),
        ("<m:oMathPara><m:oMath/></m:oMathPara>", "1 equation is left out: type it, or put "
         "it in as a picture."),
        (SHAPE.format(""), "1 drawn shape (an arrow, a line, a frame) is left out."),
        (GRAPHIC.format("diagram"), "1 SmartArt diagram is left out: put it in as a picture."),
        (GRAPHIC.format("chart"), "1 chart is left out: put it in as a picture."),
        ("<w:r><w:object/></w:r>", "1 embedded object (a sheet, a slide, another file) is left "
         "out."),
        ('<w:r><w:br w:type="page"/></w:r>', "1 break between pages or columns is left out."),
        (run("x", '<w:color w:val="FF0000"/>'), "Colours, fonts and sizes of 1 paragraph are left "
         "out: lessons have one look."),
        (run("rahasia", "<w:vanish/>"), "1 paragraph has hidden text, which is left out."),
        ('<w:fldSimple w:instr=" DATE ">' + run("Senin") + "</w:fldSimple>", "1 field (a date, a "
         "number, a reference) is taken as the text it shows now."),
        (picture("far", how="link"), "1 picture lies elsewhere, on the internet or another "
         "computer, and is not fetched."),
        (picture("far"), "1 picture lies elsewhere, on the internet or another computer, and is "
         "not fetched."),
        *(
            (picture(kind), "1 picture is of a kind that is not taken (EMF, WMF, TIFF, BMP, SVG, "
             "HEIC): put it in as PNG or JPG.")
            for kind in ("emf", "heic")
        ),
        (picture("half"), "1 picture cannot be opened and is left out."),
        (picture("gone"), "1 picture cannot be opened and is left out."),
    ],
)  # fmt: skip
def test_what_is_left_out_is_said_with_its_count(inside, sentence):
    whole = jpeg(width=300, height=300)
    found = said(
        para(inside=inside),
        pictures={"emf": EMF, "heic": HEIC, "half": whole[: len(whole) // 2]},
        relations={"far": ("image", "https://opop.example/a.png")},
    )
    assert found == [sentence]


def test_boxes_are_read_and_contents_headers_and_macros_are_left_out():
    box = SHAPE.format(f"<wps:txbx><w:txbxContent>{para('Di kotak')}</w:txbxContent></wps:txbx>")
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{para('Bab 1 .. 3')}</w:sdtContent></w:sdt>"
    )
    with override("en"):
        reading = reading_of(
            contents,
            para(inside=run("Isi") + box),
            '<w:sectPr><w:headerReference r:id="h"/></w:sectPr>',
            relations={"h": ("header", "header1.xml")},
            parts={
                "word/header1.xml": f"<w:hdr {NAMES}>{para('Kop surat')}</w:hdr>",
                "word/vbaProject.bin": b"macro",
            },
        )
    assert [text for _kind, text in shown(reading)] == ["Isi", "Di kotak"]
    assert reading.said == [
        "The macros in this file are left out; none of them was run.",
        "1 page header is left out.",
        "1 table of contents is left out.",
        "1 text box: its text stands after the paragraph beside it.",
    ]


def test_of_300_pictures_the_first_30_are_taken_and_that_is_said():
    few = {"a": jpeg(1, 8, 8), "b": jpeg(90, 8, 8)}
    body = [para(inside=picture(f"p{number}", "Langkah")) for number in range(300)]
    pictures = {f"p{number}": few["ab"[number % 2]] for number in range(300)}
    with override("en"):
        reading = reading_of(*body, pictures=pictures)
    assert len(reading.pictures) == len(reading.blocks) == 30
    assert reading.said == ["270 pictures are left out: a lesson takes the first 30."]


def test_pictures_that_unpack_to_too_many_pixels_are_left_out():
    buffer = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    found = said(para(inside=picture("a", "Luas")), pictures={"a": buffer.getvalue()})
    assert found == ["1 picture is too large and is left out."]


def test_every_part_may_be_missing_but_the_text():
    bare = archive({"word/document.xml": f"<w:document {NAMES}><w:body>{para('Isi')}</w:body>"
                    "</w:document>"})  # fmt: skip
    assert shown(read_document(io.BytesIO(bare))) == [("text", "Isi")]
    assert zipfile.is_zipfile(io.BytesIO(bare))
