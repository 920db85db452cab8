"""The paper in the eyes of others: other readers, HarfBuzz and another bidi algorithm."""

import subprocess
import unicodedata
from functools import cache

import pikepdf
import pytest
import uharfbuzz
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from certificates.fonts import ARABIC, FONTS, LATIN
from certificates.pdf import bidi, keys
from certificates.pdf.layout import SlotPlace, lay_out
from certificates.pdf.render import Press
from certificates.pdf.text import TYPOGRAPHIC, line
from tests.certificates.pdfs import ISSUED_AT, facts, seen, signature_of, text_of

LATIN_NAMES = [
    "Muhammad Abdul Qodir Jaelani Al-Baghdadi",
    "Sulastri",
    "KH. Ahmad Ma'ruf Nur'aini, S.Pd.I.",
    "Gus Fauzi Ning Firda Office",
    "Aḥmad Šāfiʿī bin Ṣāliḥ",
    "Radèn Ajeng Ḍawuh Paṭi Ṭuṭuk",
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft",
]
ARABIC_NAMES = ["أحمد عبد القادر", "مُحَمَّد", "الله"]
MIXED_NAMES = [
    "Ahmad أحمد Fauzi",
    "أحمد Fauzi علي",
    "Ahmad 12 Fauzi",
    "Siti (سيتي) Aminah",
    "Ahmad أحمد 12",
    "أحمد 12 Fauzi, S.Pd.",
]
LONG_NAMES = ["W" * 100, "م" * 100, "Muhammad " * 20 + "Li", "مُحَمَّد " * 20 + "علي"]
# Letters with and without marks, digits of both writings, brackets and what stands in names.
NAME_SIGNS = (
    "aZéḍñ أحمدﷺ 0129 ٠١٢۳ .,'’`-–/+()[]{}:;%$&@#!?«»\"\u064e\u0301\u00a0\u200c\u200d\u05d0"
)


@pytest.fixture(scope="module")
def keys_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    keys.ensure_demo_key(folder)
    return folder


@pytest.fixture(scope="module")
def press(keys_folder):
    return Press(keys_folder)


@pytest.fixture
def printed(press, tmp_path):
    def print_file(**changes):
        path = tmp_path / "certificate.pdf"
        path.write_bytes(press.print(facts(**changes), at=ISSUED_AT))
        return path

    return print_file


@pytest.mark.parametrize("name", [*LATIN_NAMES, *ARABIC_NAMES, *MIXED_NAMES])
def test_poppler_reads_every_letter_of_the_name_that_was_set(printed, name):
    def letters(text):
        # Poppler puts marks of direction around Arabic; composed letters stay what they are.
        return sorted(one for one in unicodedata.normalize("NFC", text) if one.isalnum())

    text = text_of(printed(full_name=name), page=1)
    if name in LATIN_NAMES:
        assert unicodedata.normalize("NFC", name) in unicodedata.normalize("NFC", text)
    found = letters(text)
    assert all(found.count(one) >= letters(name).count(one) for one in set(letters(name)))


@pytest.mark.parametrize(
    ("name", "font", "direction"),
    [(name, LATIN["semibold"], "ltr") for name in LATIN_NAMES]
    + [(name, ARABIC, "rtl") for name in ARABIC_NAMES],
)
def test_glyphs_and_places_are_those_of_harfbuzz(name, font, direction):
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(FONTS / f"{font}.ttf"))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(unicodedata.normalize("NFC", name).translate(TYPOGRAPHIC))
    buffer.guess_segment_properties()
    assert buffer.direction == direction
    uharfbuzz.shape(uharfbuzz.Font(face), buffer)
    [run] = line(name, weight="semibold", size=40).runs
    unit = run.size / face.upem
    pen, places = 0, []
    for position in buffer.glyph_positions:
        places.append(((pen + position.x_offset) * unit, position.y_offset * unit))
        pen += position.x_advance
    assert run.font == font
    assert [glyph.index for glyph in run.glyphs] == [one.codepoint for one in buffer.glyph_infos]
    drawn = [place for glyph in run.glyphs for place in (glyph.x, glyph.y)]
    assert drawn == pytest.approx([number for place in places for number in place])


def in_order(text):
    """Return the letters of `text` as they stand from left to right on the paper."""
    return "".join(part[::-1] if to_left else part for part, to_left in bidi.parts(text))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ahmad أحمد Fauzi", "Ahmad دمحأ Fauzi"),
        ("Ahmad أحمد 12", "Ahmad 12 دمحأ"),
        ("Ahmad أحمد 1,2-3 Fauzi", "Ahmad 3-1,2 دمحأ Fauzi"),
        ("Ahmad أحمد ١٢", "Ahmad ١٢ دمحأ"),
        ("Ahmad 12 أحمد", "Ahmad 12 دمحأ"),
        ("أحمد 12 Fauzi", "Fauzi 12 دمحأ"),
        ("أحمد 50% + 1", "1 + %50 دمحأ"),
        ("أحمد Fauzi 12 علي", "يلع Fauzi 12 دمحأ"),
        ("Siti (سيتي) Aminah", "Siti (يتيس) Aminah"),
        ("Siti (سيتي 2) [أمينة]", "Siti (2 يتيس) [ةنيمأ]"),
        ("Siti (سيتي", "Siti (يتيس"),
        ("أحمد عبد القادر.", ".رداقلا دبع دمحأ"),
    ],
)
def test_digits_and_brackets_beside_arabic_stand_where_readers_look_for_them(name, shown):
    assert in_order(name) == shown == get_display(name)


@given(st.text(alphabet=NAME_SIGNS, max_size=24))
@settings(max_examples=1000, deadline=None)
def test_letters_stand_in_the_order_of_the_unicode_bidi_algorithm(text):
    assert in_order(text) == get_display(text)


@pytest.mark.parametrize("name", [*LATIN_NAMES, "أحمد عبد القادر", *MIXED_NAMES])
def test_glyphs_are_drawn_in_the_order_of_their_parts(name):
    glyphs = sorted(
        (glyph for run in line(name, weight="semibold", size=40).runs for glyph in run.glyphs),
        key=lambda glyph: glyph.x,
    )
    # A ligature holds several letters in reading order; compare what each place shows.
    drawn = "".join(
        glyph.text[::-1] if unicodedata.bidirectional(glyph.text[0]) == "AL" else glyph.text
        for glyph in glyphs
        if glyph.text
    )
    assert drawn == get_display(name.translate(TYPOGRAPHIC))


@pytest.fixture(scope="module")
def ink(press, tmp_path_factory):
    """Say where a page has ink that it has not where nobody is named, and the empty page."""
    path = tmp_path_factory.mktemp("ink") / "certificate.pdf"

    def see(page, **changes):
        path.write_bytes(press.print(facts(**changes), at=ISSUED_AT))
        return seen(path, page).astype(int)

    @cache
    def without_anybody(page, arabic_name):
        return see(page, full_name=" ", arabic_name=arabic_name, pesantren=" ", regency="")

    def inked(page, **changes):
        empty = without_anybody(page, " " if changes.get("arabic_name") else "")
        return (abs(see(page, **changes) - empty) > 20).nonzero(), empty

    return inked


@pytest.fixture(scope="module")
def place_of():
    """Say where the place of a fact is; laid out once for all whose pages are laid out alike."""
    laid_out = {}

    def find(key, **changes):
        given = facts(**changes)
        common = given.common_key()
        if common not in laid_out:
            laid_out[common] = lay_out(given)
        return next(
            piece
            for pieces in laid_out[common].pages
            for piece in pieces
            if isinstance(piece, SlotPlace) and piece.slot.key == key
        )

    return find


@pytest.mark.parametrize("arabic_name", ["", "مُحَمَّد", " ".join(["عَبْد القادر"] * 6)])
@pytest.mark.parametrize("full_name", ["Sulastri", "أَحْمَد Fauzi", *LONG_NAMES])
def test_the_ink_of_a_person_stays_in_its_box(ink, place_of, full_name, arabic_name):
    given = {
        "full_name": full_name,
        "arabic_name": arabic_name,
        "pesantren": "Pondok Pesantren Miftahul Ulum " * 3,
    }
    (rows, columns), empty = ink(1, **given)
    box = place_of("full_name", **given)
    # Tails of Arabic letters reach a little to the left.
    assert box.left - 6 <= columns.min() < columns.max() <= box.right
    assert rows.max() <= box.bottom
    # None of it lies on the words above and below.
    assert empty[rows, columns].min() > 200


@pytest.mark.parametrize("full_name", ["Sulastri", "أَحْمَد Fauzi", *LONG_NAMES])
def test_the_ink_of_a_name_on_the_back_stays_in_its_column(ink, place_of, full_name):
    (rows, columns), empty = ink(2, full_name=full_name)
    column = place_of("back_name")
    assert column.left - 3 <= columns.min() < columns.max() <= column.right
    assert empty[rows, columns].min() > 200


def test_every_glyph_drawn_is_in_the_embedded_font(printed):
    path = printed(full_name="Ahmad أحمد Ma'ruf", arabic_name="أحمد عبد القادر")
    with pikepdf.open(path) as pdf:
        page, current = pdf.pages[0], ""
        drawn = {}
        for one in pikepdf.parse_content_stream(page):
            if str(one.operator) == "Tf":
                current = str(one.operands[0])
            elif str(one.operator) == "Tj" and current.startswith("/Academy"):
                code = int.from_bytes(bytes(one.operands[0]))
                drawn.setdefault(current, set()).add(code)
        assert len(drawn) == 3
        for name, codes in drawn.items():
            file = page.Resources.Font[name].DescendantFonts[0].FontDescriptor.FontFile2
            font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(file.read_bytes())))
            inked = {code for code in codes if font.get_glyph_extents(code).width}
            assert codes - inked <= {3, font.get_nominal_glyph(32)}, name
    said = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout
    assert all(row.split()[-5] == "yes" for row in said.splitlines()[2:])


def test_a_changed_byte_is_refused_by_both_readers(printed, keys_folder):
    path = printed()
    content = bytearray(path.read_bytes())
    place = content.index(b"(Surabaya)")
    content[place + 1] ^= 1
    path.write_bytes(content)
    assert "Digest Mismatch" in signature_of(path)
    assert verdict(path, keys_folder) == (False, False)


def test_a_signature_by_somebody_else_is_whole_but_not_trusted(printed, tmp_path):
    other = tmp_path / "other"
    keys.ensure_demo_key(other)
    path = printed()
    assert verdict(path, other) == (True, False)


def verdict(path, folder):
    """Return whether pyHanko finds the file intact, and trusts its signer, given an authority."""
    authority = keys.signing_key(folder).authorities[0]
    with path.open("rb") as file:
        [signature] = PdfFileReader(file).embedded_signatures
        context = ValidationContext(trust_roots=[authority], allow_fetching=False)
        status = validate_pdf_signature(signature, context)
    return status.intact, status.trusted
