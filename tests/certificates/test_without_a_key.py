"""Without a key, or without its file, a certificate is neither numbered nor shown as whole."""

import html
import shutil

import pytest
from django.conf import settings

from academy.core import jobs
from academy.core.models import Job
from academy.core.models.job import JobState
from academy.notify.models import Notice
from certificates.actions.ending import replace
from certificates.actions.issuing import issue
from certificates.errors import NoKey
from certificates.models import Certificate
from certificates.pdf import keys
from certificates.queries.registry import PRINT_JOB
from tests.certificates.desk import form, issued
from tests.factories.certificates import graduate
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_key(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "no keys"


def test_without_a_key_no_number_is_given_and_the_desk_says_where_it_is_mended(
    no_key, desk, client, batch, coordinator
):
    seat = graduate(batch)
    with pytest.raises(NoKey):
        issue(seat, by=coordinator)
    assert "belum ada kunci" in desk()
    # Nobody waits for work that can only refuse each of them.
    assert "Tidak ada kunci" in desk("terbitkan/", form(confirmed="1"), post=True)
    assert not Job.objects.exists()
    assert not Certificate.objects.exists()
    client.force_login(UserFactory(program_manager=True))
    assert 'href="/kerja/sertifikat/kunci/"' in desk_of(client, batch)


def desk_of(client, batch):
    return client.get(f"/kerja/angkatan/{batch.public_id}/sertifikat/").content.decode()


def test_without_a_key_nothing_is_replaced(batch, coordinator, settings, tmp_path):
    old = issue(graduate(batch), by=coordinator)
    settings.KEYS_DIR = tmp_path
    with pytest.raises(NoKey):
        replace(old, by=coordinator, reason="Salah ketik")
    assert [one.state for one in issued()] == ["valid"]


def test_a_number_without_a_file_is_told_and_its_file_is_made_at_the_desk(
    desk, batch, coordinator, run_jobs
):
    issue(graduate(batch), by=coordinator)
    assert "1 sertifikat sudah bernomor" in desk()
    assert "belum ada berkas" in desk(tab="issued")
    desk("berkas/", form(), post=True)
    run_jobs()
    assert issued()[0].pdf
    assert "sudah bernomor" not in desk()


def test_a_file_that_is_being_made_is_not_told_as_missing(desk, batch, coordinator):
    certificate = issue(graduate(batch), by=coordinator)
    args = {"certificate": certificate.pk, "send_too": False, "by": coordinator.pk}
    job = jobs.enqueue(PRINT_JOB, args, by=coordinator)
    assert "sudah bernomor" not in desk()
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED)
    assert "1 sertifikat sudah bernomor" in desk()


def test_a_key_that_goes_away_after_a_number_was_given_is_not_told_as_no_certificate(
    desk, batch, coordinator, run_jobs, settings, tmp_path
):
    seats = [graduate(batch, full_name="Sulastri"), graduate(batch, full_name="Ma'ruf")]
    desk("terbitkan/", form(confirmed="1"), post=True)
    issue(seats[0], by=coordinator)
    settings.KEYS_DIR = tmp_path / "no keys"
    run_jobs()
    assert [one.number.rsplit("/", 1)[1] for one in issued()] == ["0001"]
    [told] = Notice.objects.filter(user=coordinator).values_list("params", flat=True)
    assert told["text"] == (
        "1 sertifikat diterbitkan; 1 orang tidak mendapatkannya. Alasannya tertulis di halaman "
        "sertifikat angkatan. Berkas 1 di antaranya tidak dapat dibuat: alasannya tertulis di "
        "halaman sertifikat."
    )
    page = html.unescape(desk())
    assert "Sulastri: Sertifikat ini sudah diterbitkan dan nomornya tetap" in page
    assert "Ma'ruf: Tidak ada kunci" in page


def test_a_key_put_in_the_place_of_another_serves_at_once(tmp_path):
    keys.ensure_key(tmp_path, signer="Lama", authority="Lama CA")
    before = keys.signing_key(tmp_path)
    other = tmp_path / "baru"
    keys.ensure_key(other, signer="Baru", authority="Baru CA")
    for file in other.iterdir():
        shutil.copy(file, tmp_path)
    after = keys.signing_key(tmp_path)
    names = [one.certificate.subject.native["common_name"] for one in (before, after)]
    assert names == ["Lama", "Baru"]
    assert tmp_path != settings.KEYS_DIR
