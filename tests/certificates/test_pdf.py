"""The paper itself, from facts alone: no database takes part."""

import stat
import unicodedata
from decimal import Decimal

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from certificates.fonts import missing
from certificates.pdf import keys
from certificates.pdf.facts import ATTENDANCE, CertificateFacts, ModuleFacts, digest
from certificates.pdf.render import Press
from tests.certificates.pdfs import (
    ISSUED_AT,
    MODULES,
    check_syntax,
    facts,
    qr_of,
    signature_of,
    text_of,
)

NAMES = [
    "Li",
    "Sulastri",
    "Muhammad Abdul Qodir Jaelani Al-Baghdadi",
    "KH. Ahmad Ma'ruf Nur'aini, S.Pd.I., M.Pd.",
    "Nyai Hj. Ning Umi Kulsum Ma'rufatul Jannah, S.Ag., M.Pd.I.",
    "Raden Ayu Siti Nur Khotimatul Husna Wahyuningtyas binti Kiai Haji Abdurrahman Wahid Hasyim",
    "Gus Aḥmad Šāfiʿī bin Ṣāliḥ, Lc.",
    "أحمد عبد القادر",
    "Ahmad أحمد Fauzi",
    "<b>Robert'); DROP TABLE santri;--",
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft",
    " ".join(["Muhammad"] * 21),
]


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
    """Print facts with changes into a file."""

    def print_file(**changes):
        path = tmp_path / "certificate.pdf"
        path.write_bytes(press.print(facts(**changes), at=ISSUED_AT))
        return path

    return print_file


def test_the_first_page_says_what_was_given_to_whom_by_whom(printed):
    text = text_of(printed(), page=1)
    for fact in [
        "Sertifikat Kelulusan",
        "KH. Ahmad Ma'ruf Nur'aini, S.Pd.I., M.Pd.",
        "Pondok Pesantren Miftahul Ulum, Kabupaten Jember",
        "OPOP Academy Go Nusantara",
        "Angkatan 1, 1 Juni 2026",
        "Fotografi Produk · Pemasaran Digital",
        "Surabaya, 3 September 2026",
        "Dr. Hj. Retno Wulandari, M.M.",
        "GN/2026/0012",
        "K7M4P-Q2XWD",
    ]:
        assert fact in text
    # The column is narrow: the address may go on in the next line after its slash.
    assert "academy.example/sertifikat" in text.replace("/ ", "/")


def test_the_second_page_has_every_module_with_hours_and_mark_and_the_rule(printed):
    path = printed()
    text = text_of(path, page=2)
    for title in [title for titles in MODULES.values() for title in titles]:
        assert f"{title} 3,5 87,5" in text
    assert "KH. Ahmad Ma'ruf Nur'aini, S.Pd.I., M.Pd." in text
    assert "GN/2026/0012" in text
    assert "87,42" in text
    assert "91,67 %" in text
    assert "Semua aktivitas wajib selesai" in text
    assert len(pikepdf.open(path).pages) == 2


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_kind_is_printed_in_one_certificate_of_two_pages(printed, name):
    path = printed(full_name=name)
    check_syntax(path)
    # Readers get the text as it was written, not the glyphs in their visual order.
    with pikepdf.open(path) as pdf:
        stream = pdf.pages[0].Contents.read_bytes()
        assert ("\ufeff" + name).encode("utf-16-be").hex().encode() in stream
        assert len(pdf.pages) == 2
    assert path.stat().st_size < 60_000


def test_no_name_runs_over_the_edge_of_its_place(printed):
    for name in NAMES:
        with pikepdf.open(printed(full_name=name)) as pdf:
            places = [
                float(one.operands[4])
                for one in pikepdf.parse_content_stream(pdf.pages[0])
                if str(one.operator) == "Tm"
            ]
        assert min(places) > 100
        # The column of the number begins at 217 mm; 96 pixels are 25.4 mm.
        assert all(x < 205 / 25.4 * 96 or x >= 217 / 25.4 * 96 - 1 for x in places), name


def test_an_arabic_name_stands_below_the_latin_one_in_its_own_language(printed):
    path = printed(full_name="Ahmad Abdul Qodir", arabic_name="أحمد عبد القادر")
    with pikepdf.open(path) as pdf:
        assert b"/Lang (ar)" in pdf.pages[0].Contents.read_bytes()
    assert "Ahmad Abdul Qodir" in text_of(path)
    assert any(unicodedata.bidirectional(letter) == "AL" for letter in text_of(path))


def test_the_qr_code_of_the_rendered_page_is_the_address_of_its_check(printed):
    assert qr_of(printed()) == "https://academy.example/sertifikat/K7M4PQ2XWD/"


def test_the_signature_is_valid_and_covers_the_whole_file(printed):
    said = signature_of(printed())
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "Signing Time: Sep 03 2026 03:00:00" in said


def test_a_reader_who_knows_our_authority_trusts_the_signature(printed, keys_folder):
    authority = keys.signing_key(keys_folder).authorities[0]
    with printed().open("rb") as file:
        [signature] = PdfFileReader(file).embedded_signatures
        status = validate_pdf_signature(
            signature, ValidationContext(trust_roots=[authority], allow_fetching=False)
        )
    assert (status.valid, status.intact, status.trusted) == (True, True, True)
    assert status.coverage.name == "ENTIRE_FILE"


def test_a_changed_letter_breaks_the_signature(printed):
    path = printed()
    content = path.read_bytes()
    changed = content.replace(b"(Surabaya)", b"(Sidoarjo)", 1)
    assert changed != content
    path.write_bytes(changed)
    assert "Digest Mismatch" in signature_of(path)


def test_the_pages_are_tagged_and_titled_in_indonesian(printed):
    with pikepdf.open(printed()) as pdf:
        assert str(pdf.Root.Lang) == "id"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"]) == (
            "Sertifikat Kelulusan GN/2026/0012: KH. Ahmad Ma'ruf Nur'aini, S.Pd.I., M.Pd."
        )
        tags = [str(element.S) for element in pdf.Root.StructTreeRoot.K[0].K]
        assert "/Sect" in tags
        marked = {
            int(one.operands[1].MCID)
            for one in pikepdf.parse_content_stream(pdf.pages[0])
            if str(one.operator) == "BDC"
        }
        assert len(marked) == len(pdf.Root.StructTreeRoot.ParentTree.Nums[1])


def test_a_certificate_of_attendance_has_no_marks(printed):
    modules = tuple(
        ModuleFacts(course="Fotografi Produk", title=title, hours=Decimal(2), mark=None)
        for title in MODULES["Fotografi Produk"]
    )
    text = text_of(printed(kind=ATTENDANCE, modules=modules, mean_mark=None), page=2)
    assert "87,5" not in text
    assert "Melihat cahaya 2 Latar dan meja kerja 2" in text


def test_people_of_one_batch_share_the_pages_that_are_laid_out():
    one = facts()
    other = facts(number="GN/2026/0013", full_name="Sulastri", mean_mark=Decimal(71))
    assert one.common_key() == other.common_key()
    assert one.common_key() != facts(city="Sidoarjo").common_key()
    assert one.common_key() != facts(mean_mark=None).common_key()


def test_facts_come_back_from_json_as_they_were():
    data = facts().to_json()
    assert CertificateFacts.from_json(data) == facts()
    assert CertificateFacts.from_json(data | {"evidence": {"marks": {}}}) == facts()
    assert digest(data) == digest(facts().to_json())
    assert digest(data) != digest(facts(full_name="Sulastri").to_json())


def test_signs_that_cannot_be_printed_are_named():
    assert missing("Ahmad 𓂀 Fauzi 田") == ["田", "𓂀"]
    assert missing("Gus Aḥmad Šāfiʿī, أَحْمَد") == []


def test_the_demo_key_is_made_once_and_readable_by_its_owner_only(keys_folder):
    before = keys.signing_key(keys_folder)
    keys.ensure_demo_key(keys_folder)
    assert keys.signing_key(keys_folder).certificate.dump() == before.certificate.dump()
    assert [stat.S_IMODE(path.stat().st_mode) for path in keys_folder.iterdir()] == [0o600] * 3
