"""A certificate says what is true, when it may, under a number that is its own."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from academy.notify.models import Notice
from certificates.actions.ending import revoke
from certificates.actions.issuing import issue
from certificates.actions.printing import print_pdf
from certificates.actions.sending import send
from certificates.models import Certificate
from certificates.queries import certificate_desk
from courses.completion.actions import refresh
from courses.models import EnrollmentState
from tests.certificates.desk import form, issued
from tests.factories.certificates import ProgramDesignFactory, finished_batch, graduate
from tests.factories.courses import AttendanceFactory, EnrollmentFactory, SessionFactory

# Its rules are asked in one way on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


# Before the end


@pytest.mark.parametrize(
    ("days_left", "session_ahead", "word"),
    [(3, False, "Hari terakhir"), (-2, True, "1 sesi masih akan"), (3, True, "1 sesi masih akan")],
)
def test_issuing_before_the_last_session_or_day_says_for_how_many_and_wants_a_reason(
    desk, batch, run_jobs, days_left, session_ahead, word
):
    batch.ends_on = timezone.localdate() + timedelta(days=days_left)
    batch.save()
    if session_ahead:
        SessionFactory(batch=batch, starts_at=timezone.now() + timedelta(days=2))
    for _ in range(3):
        graduate(batch)
    assert word in desk()
    asked = desk("terbitkan/", form(), post=True)
    assert word in asked
    assert "3 orang" in asked
    again = desk("terbitkan/", form(confirmed="1"), post=True)
    run_jobs()
    assert "Tulis alasan" in again
    assert not Certificate.objects.exists()
    desk("terbitkan/", form(confirmed="1", early_reason="Gubernur hadir besok"), post=True)
    run_jobs()
    [reason] = {one.facts["evidence"]["before_the_end"]["reason"] for one in issued()}
    assert (len(issued()), reason) == (3, "Gubernur hadir besok")
    assert "Gubernur hadir besok" in desk(tab="issued")


def test_a_batch_that_is_over_asks_nothing_and_a_called_off_session_is_not_waited_for(desk, batch):
    SessionFactory(
        batch=batch,
        starts_at=timezone.now() + timedelta(days=2),
        cancelled_at=timezone.now(),
    )
    graduate(batch)
    assert "early_reason" not in desk("terbitkan/", form(), post=True)


def test_a_session_added_while_the_work_waits_is_told_instead_of_passed_over(desk, batch, run_jobs):
    graduate(batch)
    desk("terbitkan/", form(confirmed="1"), post=True)
    SessionFactory(batch=batch, starts_at=timezone.now() + timedelta(days=2))
    run_jobs()
    assert not Certificate.objects.exists()
    assert "Tulis alasan sertifikat diterbitkan sekarang" in desk()


# Evidence that was taken back


def lose(certificate):
    """Correct what the seat rests on, until the rule is met no more."""
    seat = certificate.enrollment
    seat.completions.all().delete()
    return refresh(seat, is_correction=True)


def test_a_certificate_whose_evidence_was_corrected_away_is_marked_with_what_to_do(
    desk, client, batch, coordinator
):
    sound, lost = (issue(graduate(batch), by=coordinator) for _ in range(2))
    assert "sertifikat perlu diputuskan" not in desk()
    lose(lost)
    assert lost.enrollment.state == EnrollmentState.ACTIVE
    for tab in ("ready", "waiting", "issued"):
        assert "1 sertifikat perlu diputuskan" in desk(tab=tab)
    found = desk(tab="issued", state="doubtful")
    assert lost.number in found
    assert sound.number not in found
    assert "Cabut sertifikat ini" in found
    start = client.get("/kerja/").content.decode()
    assert "1 sertifikat tidak lagi memenuhi syarat" in start
    assert certificate_desk.url(batch) in start
    revoke(lost, by=coordinator, reason="Tugas disalin")
    assert "sertifikat perlu diputuskan" not in desk()
    assert "tidak lagi memenuhi syarat" not in client.get("/kerja/").content.decode()


def test_a_mark_lowered_since_is_told_and_one_that_grew_is_not(desk, batch, coordinator):
    lowered, grown = (issue(graduate(batch), by=coordinator) for _ in range(2))
    lowered.enrollment.marks.update(value=Decimal(70))
    grown.enrollment.marks.update(value=Decimal(95))
    found = desk(tab="issued", state="doubtful")
    assert lowered.number in found
    assert "Ganti sertifikat ini" in found
    assert grown.number not in found


def test_attendance_taken_back_is_told_and_a_session_added_later_is_not(desk, batch, coordinator):
    batch.completion_rule.minimum_attendance = 50
    batch.completion_rule.save()
    session = SessionFactory(batch=batch, held=True)
    kept, lost = (EnrollmentFactory(batch=batch) for _ in range(2))
    noted = [AttendanceFactory(session=session, enrollment=seat) for seat in (kept, lost)]
    sound, doubtful = (issue(seat, by=coordinator, kind="attendance") for seat in (kept, lost))
    SessionFactory.create_batch(3, batch=batch, held=True)
    assert "sertifikat perlu diputuskan" not in desk(kind="attendance")
    noted[1].delete()
    found = desk(kind="attendance", tab="issued", state="doubtful")
    assert doubtful.number in found
    assert sound.number not in found


# Revoked


def test_the_home_of_a_holder_never_celebrates_what_was_revoked(client, batch, coordinator):
    seat = graduate(batch)
    client.force_login(seat.user)
    certificate = send(print_pdf(issue(seat, by=coordinator)), by=coordinator)
    assert "Sertifikat Anda sudah siap" in client.get("/belajar/").content.decode()
    revoke(certificate, by=coordinator, reason="Tugas disalin")
    home = client.get("/belajar/").content.decode()
    assert "sudah siap" not in home
    assert "tidak berlaku lagi" in home
    unread = Notice.objects.filter(user=seat.user).unread()
    assert [notice.kind for notice in unread] == ["certificate_revoked"]


def test_a_certificate_of_an_earlier_batch_is_not_celebrated_as_that_of_the_next(
    client, batch, coordinator
):
    seat = graduate(batch)
    send(print_pdf(issue(seat, by=coordinator)), by=coordinator)
    EnrollmentFactory(
        batch=finished_batch(starts_on=timezone.localdate() - timedelta(days=10)),
        user=seat.user,
        state=EnrollmentState.COMPLETED,
    )
    client.force_login(seat.user)
    assert "Sertifikat Anda sudah siap" not in client.get("/belajar/").content.decode()


# Numbers


def test_a_code_that_one_program_gives_up_and_another_takes_stops_no_issuing(coordinator):
    old, new = finished_batch(), finished_batch()
    first = issue(graduate(old), by=coordinator)
    code = old.program.code
    old.program.code = "LAMA"
    old.program.save()
    new.program.code = code
    new.program.save()
    year = timezone.localdate().year
    others = [issue(graduate(batch), by=coordinator).number for batch in (new, new, old)]
    assert [first.number, *others] == [
        f"{code}/{year}/0001", f"{code}/{year}/0002", f"{code}/{year}/0003", f"LAMA/{year}/0001",
    ]  # fmt: skip


# Names


@pytest.fixture
def renamed(batch):
    return graduate(batch, full_name="Sulastri", certificate_name="Prof. Sulastri, M.Pd.")


def test_who_issues_sees_the_registered_name_beside_another_one(desk, batch, renamed):
    graduate(batch, full_name="Fauzi")
    page = desk()
    assert "Prof. Sulastri, M.Pd." in page
    assert "Terdaftar: Sulastri" in page
    assert "Prof., M.Pd." in page
    assert page.count("Terdaftar:") == 1
    alone = desk(name="differs")
    assert "Prof. Sulastri" in alone
    assert "Fauzi" not in alone
    asked = desk("terbitkan/", form(), post=True)
    assert "Prof. Sulastri, M.Pd. (terdaftar: Sulastri)" in asked


def test_the_issued_ones_show_both_names_too_and_so_does_the_page_that_replaces(
    desk, client, batch, renamed, coordinator
):
    certificate = issue(renamed, by=coordinator)
    other = issue(graduate(batch, full_name="Fauzi"), by=coordinator)
    found = desk(tab="issued", name="differs")
    assert "Terdaftar: Sulastri" in found
    assert other.number not in found
    asked = client.get(f"/kerja/sertifikat/{certificate.public_id}/ganti/").content.decode()
    assert "Nama yang terdaftar: Sulastri" in asked


def test_a_title_that_is_registered_is_not_noted_and_the_design_stays(desk, batch):
    graduate(batch, full_name="Ma'ruf", title="KH.", certificate_name="KH. Ma'ruf")
    page = desk()
    assert "Terdaftar: Ma&#x27;ruf" in page
    assert "Gelar yang tidak terdaftar" not in page
    assert ProgramDesignFactory._meta.model.objects.count() == 1
