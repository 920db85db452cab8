"""The pesantren at work: added, corrected, and imported from a list."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from academy.core.models import AuditEntry
from academy.people.models import Pesantren, PesantrenList
from academy.people.registry.actions.pesantren import import_list
from tests.factories.people import DistrictFactory, PesantrenFactory, RegencyFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "/kerja/pesantren/"
HEADS = ["NSPP", "Nama Pesantren", "Kabupaten/Kota", "Kecamatan"]


@pytest.fixture
def manager() -> Client:
    client = Client()
    client.force_login(UserFactory(program_manager=True))
    return client


@pytest.fixture
def sidoarjo():
    found = RegencyFactory(name="Kabupaten Sidoarjo")
    DistrictFactory(name="Waru", regency=found)
    return found


def book(*rows) -> SimpleUploadedFile:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    buffer = BytesIO()
    made.save(buffer)
    return SimpleUploadedFile("daftar.xlsx", buffer.getvalue())


def text(content: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("daftar.csv", content.encode())


def sent(client: Client, file):
    """Send the file and return the page that follows."""
    return client.post(f"{LIST}impor/", {"file": file}, follow=True)


def faults(answer) -> list[str]:
    return [fault for _line, fault, _text in answer.context["found"].faults]


def test_a_list_is_shown_first_and_imported_when_asked(manager, sidoarjo):
    answer = sent(manager, book(HEADS, [510035150001, "Miftahul Ulum", "Kab. Sidoarjo", "Waru"]))
    assert "Miftahul Ulum" in answer.content.decode()
    assert not Pesantren.objects.exists()
    manager.post(answer.redirect_chain[-1][0])
    made = Pesantren.objects.get()
    assert (made.nspp, made.name, made.regency) == ("510035150001", "Miftahul Ulum", sidoarjo)
    assert made.district.name == "Waru"


def test_a_column_that_is_not_read_is_named_before_the_import(manager, sidoarjo):
    row = ["510035150001", "Miftahul Ulum", "Sidoarjo", "Waru", "Jl. Raya 1"]
    answer = sent(manager, book([*HEADS[:3], "Kecamatn", "Alamat"], row))
    page = " ".join(answer.content.decode().split())
    assert "Kecamatn, Alamat" in page
    assert answer.context["difference"].new


def test_the_same_list_twice_adds_nobody_and_keeps_what_was_noted_here(manager, sidoarjo):
    known = PesantrenFactory(nspp="510035150001", name="Miftahul", product="Sambal")
    rows = (HEADS, ["510035150001", "Miftahul Ulum", "Sidoarjo"])
    for _time in range(2):
        answer = sent(manager, book(*rows))
        manager.post(answer.redirect_chain[-1][0])
    known.refresh_from_db()
    assert Pesantren.objects.count() == 1
    assert (known.name, known.regency, known.product) == ("Miftahul Ulum", sidoarjo, "Sambal")
    assert sent(manager, book(*rows)).context["difference"].same_count == 1


def test_imported_twice_it_is_imported_once(manager, sidoarjo):
    answer = sent(manager, book(HEADS, ["510035150001", "Miftahul Ulum", "Sidoarjo"]))
    found = answer.context["found"]
    for _time in range(2):
        import_list(found=found, by=UserFactory(program_manager=True))
    assert AuditEntry.objects.filter(verb="imported").count() == 1


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7",
        b"PK\x03\x04" + b"x" * 300,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"),
        b"Nama;Alamat\nMiftahul Ulum;Jl. 1\n",
        ";".join(HEADS).encode(),
        bytes(range(256)),
    ],
    ids=["pdf", "half a zip", "password", "other heads", "heads alone", "noise"],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(manager, content):
    answer = sent(manager, SimpleUploadedFile("daftar.xlsx", content))
    assert (answer.status_code, answer.redirect_chain) == (200, [])
    assert len(answer.context["form"].errors["file"]) == 1
    assert not PesantrenList.objects.exists()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["510035150001", "", "Sidoarjo"], "name_missing"),
        (["510035150001", "-", "Sidoarjo"], "name_invalid"),
        (["510035150001", "M" * 151, "Sidoarjo"], "name_too_long"),
        (["", "Miftahul Ulum", "Sidoarjo"], "nspp_missing"),
        (["51003515", "Miftahul Ulum", "Sidoarjo"], "nspp_invalid"),
        (["5.10035E+11", "Miftahul Ulum", "Sidoarjo"], "nspp_lossy"),
        (["510035150001", "Miftahul Ulum", ""], "region_missing"),
        (["510035150001", "Miftahul Ulum", "Semarang"], "region_unknown"),
        (["510035150001", "Miftahul Ulum", "Malang"], "region_ambiguous"),
    ],
)
def test_a_row_that_is_not_right_is_left_out_with_the_reason(manager, sidoarjo, row, fault):
    RegencyFactory(name="Kabupaten Malang")
    RegencyFactory(name="Kota Malang")
    answer = sent(manager, book(HEADS, row, ["510035150009", "Nurul Huda", "Kota Malang"]))
    assert faults(answer) == [fault]
    assert [row.nspp for row in answer.context["difference"].new] == ["510035150009"]


def test_an_nspp_that_stands_twice_counts_once(manager, sidoarjo):
    row = ["510035150001", "Miftahul Ulum", "Sidoarjo"]
    assert faults(sent(manager, book(HEADS, row, row))) == ["duplicate_in_file"]


@pytest.mark.parametrize(
    "file",
    [
        text("NSPP;Nama;Kabupaten\n510035150001;Miftahul Ulum;Sidoarjo\n"),
        text("\ufeffNama,Kode Pesantren,Kab/Kota\nMiftahul Ulum,5100-3515-0001,KAB. SIDOARJO\n"),
        text('"NSPP*"\t"NAMA (lengkap)"\tkab\n="510035150001"\tMiftahul Ulum\tSidoarjo'),
        book(
            [], ["DAFTAR PESANTREN"], [], HEADS, [], ["510035150001", "Miftahul Ulum", "Sidoarjo"]
        ),
        book(HEADS, HEADS, ["'510035150001", " Miftahul\u00a0Ulum ", "Kabupaten Sidoarjo"]),
    ],
)
def test_lists_are_read_as_people_keep_them(manager, sidoarjo, file):
    [row] = sent(manager, file).context["difference"].new
    assert (row.nspp, row.name, row.regency) == ("510035150001", "Miftahul Ulum", sidoarjo.pk)


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("daftar.xlsx", b"PK\x03\x04 half a file"),
        SimpleUploadedFile("daftar.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 nothing"),
        SimpleUploadedFile("daftar.csv", b"\0\1\2\3"),
        SimpleUploadedFile("foto.xlsx", b"\x89PNG\r\n\x1a\n\0\0"),
        text("Nama,Umur\nBudi,16\n"),
        text(" \n"),
        book(["NSPP", "Nama"], ["510035150001", "Miftahul Ulum"]),
    ],
)
def test_what_is_no_such_list_is_refused_in_words(manager, sidoarjo, file):
    answer = sent(manager, file)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not PesantrenList.objects.exists()


@pytest.mark.any_database
def test_more_than_5000_rows_are_refused(manager, sidoarjo):
    rows = "".join(f"{510035150000 + number},Nurul Huda,Sidoarjo\n" for number in range(5001))
    answer = sent(manager, text(f"NSPP,Nama,Kabupaten\n{rows}"))
    assert "5.000" in answer.context["form"].errors["file"][0]


@pytest.mark.any_database
def test_a_list_of_thousands_costs_few_queries(manager, sidoarjo, django_assert_max_num_queries):
    rows = "".join(f"{510035150000 + number},Nurul Huda,Sidoarjo\n" for number in range(2000))
    found = sent(manager, text(f"NSPP,Nama,Kabupaten\n{rows}")).context["found"]
    with django_assert_max_num_queries(30):
        import_list(found=found, by=UserFactory(program_manager=True))
    assert Pesantren.objects.count() == 2000


def test_nobody_opens_the_list_of_another_manager(manager, sidoarjo):
    answer = sent(manager, book(HEADS, ["510035150001", "Miftahul Ulum", "Sidoarjo"]))
    other = Client()
    other.force_login(UserFactory(program_manager=True))
    assert other.get(answer.redirect_chain[-1][0]).status_code == 404


def form_of(sidoarjo, **fields) -> dict[str, str]:
    return {
        "name": "Nurul Huda",
        "nspp": "5100 3515 0002",
        "regency": str(sidoarjo.pk),
        "stage": "first_coaching",
    } | fields


def test_one_is_added_and_corrected_by_hand(manager, sidoarjo):
    manager.post(f"{LIST}baru/", form_of(sidoarjo))
    made = Pesantren.objects.get()
    assert (made.name, made.nspp) == ("Nurul Huda", "510035150002")
    manager.post(f"{LIST}{made.public_id}/", form_of(sidoarjo, product="Keripik"))
    made.refresh_from_db()
    assert made.product == "Keripik"


@pytest.mark.parametrize("nspp", ["5100", "abc", "51003515000a", "5100351500021"])
def test_an_nspp_has_twelve_digits(manager, sidoarjo, nspp):
    answer = manager.post(f"{LIST}baru/", form_of(sidoarjo, nspp=nspp))
    assert answer.context["form"].errors.keys() == {"nspp"}


def test_an_nspp_belongs_to_one(manager, sidoarjo):
    PesantrenFactory(nspp="510035150002")
    answer = manager.post(f"{LIST}baru/", form_of(sidoarjo))
    assert answer.context["form"].errors.keys() == {"nspp"}


def test_a_district_lies_in_its_regency(manager, sidoarjo):
    elsewhere = DistrictFactory(name="Kepanjen")
    answer = manager.post(f"{LIST}baru/", form_of(sidoarjo, district=str(elsewhere.pk)))
    assert answer.context["form"].errors.keys() == {"district"}


def test_two_on_one_pesantren_lose_nothing(manager, sidoarjo):
    known = PesantrenFactory(regency=sidoarjo, nspp="510035150002")
    page = manager.get(f"{LIST}{known.public_id}/").context["form"]
    shown = {field.html_initial_name: field.initial or "" for field in page}
    manager.post(f"{LIST}{known.public_id}/", form_of(sidoarjo, name="Miftahul Ulum II"))
    manager.post(
        f"{LIST}{known.public_id}/",
        {"name": known.name, "nspp": known.nspp, "regency": sidoarjo.pk, "product": "Kopi"}
        | {"stage": known.stage}
        | {name: getattr(value, "pk", value) for name, value in shown.items()},
    )
    known.refresh_from_db()
    assert (known.name, known.product) == ("Miftahul Ulum II", "Kopi")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(manager, count, django_assert_num_queries):
    PesantrenFactory.create_batch(count)
    manager.get(LIST)
    with django_assert_num_queries(9):
        manager.get(LIST)


def test_the_list_is_found_by_name_and_nspp_and_goes_to_excel(manager):
    PesantrenFactory(name="Nurul Huda", nspp="510035150777")
    PesantrenFactory(name="Al-Hikam", nspp="500035150001")
    for words in ("nurul", "51003515077"):
        rows = manager.get(LIST, {"q": words}).context["list"].page
        assert [row.name for row in rows] == ["Nurul Huda"]
    assert manager.get(LIST, {"format": "xlsx"})["Content-Type"].endswith("sheet")
