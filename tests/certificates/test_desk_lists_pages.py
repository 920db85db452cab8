"""The lists of a batch's certificates are lists like all others: search, filter, sort, Excel."""

import re
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook

from certificates.actions.ending import revoke
from certificates.actions.issuing import issue
from certificates.models import Certificate
from tests.certificates.desk import form
from tests.factories.certificates import graduate
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, signed_in, batch):
    """Ask for a list of the desk."""
    return lambda **asked: client.get(f"/kerja/angkatan/{batch.public_id}/sertifikat/", asked)


def names(answer):
    rows = answer.context["list"].page
    return [(one.certificate or one).enrollment.user.full_name for one in rows]


def heads_and_rows(answer):
    heads, *rows = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_who_is_ready_is_searched_by_any_spelling_sorted_and_taken_along(desk, batch):
    graduate(batch, full_name="Ma'ruf Hidayat", certificate_name="Ma'ruf Hidayat, S.Pd.I.")
    graduate(batch, full_name="Sulastri")
    for asked, found in (
        ({}, ["Ma'ruf Hidayat", "Sulastri"]),
        ({"q": "maruf"}, ["Ma'ruf Hidayat"]),
        ({"q": "Zainab"}, []),
        ({"name": "differs"}, ["Ma'ruf Hidayat"]),
        ({"sort": "-name"}, ["Sulastri", "Ma'ruf Hidayat"]),
    ):
        assert (asked, names(desk(tab="ready", **asked))) == (asked, found)
    nobody = desk(tab="ready", q="Zainab").content.decode()
    assert "Tampilkan semua" in nobody
    assert "Tidak ada yang menunggu sertifikat" not in nobody
    [row] = heads_and_rows(desk(tab="ready", q="maruf", format="xlsx"))
    assert row["Nama yang tercetak"] == "Ma'ruf Hidayat, S.Pd.I."


def test_who_is_not_ready_is_taken_along_with_what_is_missing(desk, batch):
    EnrollmentFactory(batch=batch, user=UserFactory(full_name="Fauzi"))
    EnrollmentFactory(batch=batch, user=UserFactory(full_name="Zainab"))
    assert names(desk(tab="waiting", q="fau")) == ["Fauzi"]
    [row] = heads_and_rows(desk(tab="waiting", q="fau", format="xlsx"))
    assert row["Nama lengkap"] == "Fauzi"
    assert row["Yang masih kurang"]


def test_what_was_issued_is_filtered_sorted_and_taken_along(desk, batch, coordinator):
    first = issue(graduate(batch, full_name="Zainab"), by=coordinator)
    ended = issue(graduate(batch, full_name="Ma'ruf Hidayat"), by=coordinator)
    revoke(ended, by=coordinator, reason="Salah orang.")
    for asked, found in (
        ({}, ["Ma'ruf Hidayat", "Zainab"]),
        ({"q": "maruf"}, ["Ma'ruf Hidayat"]),
        ({"q": first.code}, ["Zainab"]),
        ({"state": "revoked"}, ["Ma'ruf Hidayat"]),
        ({"state": "doubtful"}, []),
        ({"sort": "-name"}, ["Zainab", "Ma'ruf Hidayat"]),
        ({"kind": "attendance"}, []),
    ):
        assert (asked, names(desk(tab="issued", **asked))) == (asked, found)
    rows = heads_and_rows(desk(tab="issued", format="xlsx", sort="issued"))
    assert [row["Nomor"] for row in rows] == [first.number, ended.number]
    assert rows[1]["Alasan"] == "Salah orang."


def button_of(page: str, says: str) -> tuple[str, int]:
    """Return where the form leads whose button says so, and how many it says that are meant."""
    found = re.search(
        rf'action="([^"]+)"[^<]*>(?:(?!</form>).)*?{says}\s*\((\d+)\)', page, re.DOTALL
    )
    return unescape(found[1]), int(found[2])


def asked_for(client, address: str) -> list[str]:
    """Return the public ids that the page which asks once more holds."""
    return client.post(address, form()).content.decode().split('name="selected" value="')[1:]


def test_all_in_a_filtered_list_are_those_that_it_shows_and_nobody_else(client, desk, batch):
    graduate(batch, full_name="Ma'ruf Hidayat")
    graduate(batch, full_name="Sulastri")
    says = "Terbitkan untuk semua yang tampil di daftar ini"
    address, count = button_of(desk(tab="ready", q="maruf").content.decode(), says)
    assert count == len(asked_for(client, address)) == 1
    address, count = button_of(desk(tab="ready", q="Zainab").content.decode(), says)
    assert count == len(asked_for(client, address)) == 0
    address, count = button_of(
        desk(tab="ready").content.decode(), "Terbitkan untuk semua yang siap"
    )
    assert count == len(asked_for(client, address)) == 2


def test_all_that_are_not_sent_in_a_filtered_list_are_those_that_it_shows(
    client, desk, batch, coordinator
):
    for name in ("Ma'ruf Hidayat", "Sulastri"):
        issue(graduate(batch, full_name=name), by=coordinator)
    Certificate.objects.update(pdf="certificates/x.pdf")
    says = "Kirim semua di daftar ini yang belum terkirim"
    address, count = button_of(desk(tab="issued", q="maruf").content.decode(), says)
    assert count == len(asked_for(client, address)) == 1
    address, count = button_of(
        desk(tab="issued").content.decode(), "Kirim semua yang belum terkirim"
    )
    assert count == len(asked_for(client, address)) == 2
