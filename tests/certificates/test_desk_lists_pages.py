"""The lists of a batch's certificates are lists like all others: search, filter, sort, Excel."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from certificates.actions.ending import revoke
from certificates.actions.issuing import issue
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
