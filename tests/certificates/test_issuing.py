"""Issuing on the database: numbers, frozen facts, refusals, the way to the holder."""

import hashlib
import threading
import uuid
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.db.models import ProtectedError
from django.utils import timezone

from academy.core.models import AuditEntry, Job
from academy.notify.models import Notice
from academy.web.files.storages import private_storage
from certificates.actions.archive import filename
from certificates.actions.ending import replace, revoke
from certificates.actions.issuing import issue, issue_batch
from certificates.actions.printing import print_pdf
from certificates.actions.sending import send, send_all
from certificates.errors import NoDesign, NotPrinted, NotReady, OwnCertificate
from certificates.models import Certificate
from certificates.pdf.facts import digest
from certificates.queries.readiness import readiness
from courses.acts.locks import SeatMoved
from courses.completion import actions as completion
from courses.models import Enrollment, EnrollmentState
from courses.programs.actions import batches
from tests.certificates.pdfs import signature_of, text_of
from tests.factories.certificates import finished_batch, graduate
from tests.factories.cms import LessonPageFactory, ModulePageFactory
from tests.factories.courses import AttendanceFactory, EnrollmentFactory, SessionFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def numbers():
    return list(Certificate.objects.order_by("serial").values_list("number", flat=True))


def test_a_course_renamed_between_two_certificates_stands_renamed_on_the_second(
    batch, coordinator, django_capture_on_commit_callbacks
):
    first = issue(graduate(batch), by=coordinator)
    course = batch.batch_courses.get().course
    course.title = "Foto Produk Lanjutan"
    with django_capture_on_commit_callbacks(execute=True):
        course.save_revision().publish()
    second = issue(graduate(batch), by=coordinator)
    assert second.facts["courses"] == ["Foto Produk Lanjutan"]
    assert first.facts["courses"] != second.facts["courses"]


def test_numbers_count_up_by_program_and_year(batch, coordinator):
    year = timezone.localdate().year
    code = batch.program.code
    other = finished_batch()
    for seat in [graduate(batch), graduate(batch), graduate(other)]:
        issue(seat, by=coordinator)
    assert sorted(Certificate.objects.values_list("number", flat=True)) == sorted(
        [f"{code}/{year}/0001", f"{code}/{year}/0002", f"{other.program.code}/{year}/0001"]
    )


def test_each_year_begins_with_number_one_in_the_time_of_east_java(batch, coordinator):
    java = ZoneInfo("Asia/Jakarta")
    for at in [
        datetime(2026, 12, 31, 23, 59, tzinfo=java),
        datetime(2027, 1, 1, 0, 1, tzinfo=java).astimezone(UTC),
        datetime(2027, 1, 1, 9, 0, tzinfo=java),
    ]:
        issue(graduate(batch), by=coordinator, at=at)
    found = Certificate.objects.order_by("pk").values_list("number", flat=True)
    assert [number.split("/", 1)[1] for number in found] == ["2026/0001", "2027/0001", "2027/0002"]


def test_a_second_issue_returns_the_first_certificate(batch, coordinator):
    seat = graduate(batch)
    assert issue(seat, by=coordinator) == issue(seat, by=coordinator)
    assert Certificate.objects.count() == 1


def test_the_log_tells_who_issued_which_number(batch, coordinator):
    seat = graduate(batch)
    certificate = issue(seat, by=coordinator)
    [entry] = AuditEntry.objects.about(certificate)
    assert (entry.verb, entry.actor) == ("issued", coordinator)
    assert entry.data == {"enrollment": seat.pk, "number": certificate.number}


def test_a_refused_issue_takes_no_number(batch, coordinator):
    with pytest.raises(NotReady):
        issue(EnrollmentFactory(batch=batch), by=coordinator)
    issue(graduate(batch), by=coordinator)
    assert [number[-4:] for number in numbers()] == ["0001"]


def test_without_a_design_nothing_is_issued(coordinator):
    with pytest.raises(NoDesign):
        issue(graduate(finished_batch(with_design=False)), by=coordinator)


def test_the_facts_are_frozen_and_change_with_nothing(batch, coordinator):
    seat = graduate(batch, full_name="Ma'ruf", certificate_name="KH. Ma'ruf, S.Pd.I.")
    certificate = issue(seat, by=coordinator)
    frozen = dict(certificate.facts)
    seat.user.certificate_name = "Orang lain"
    seat.user.save()
    batch.program.name = "Program lain"
    batch.program.save()
    seat.marks.update(value=10)
    certificate.refresh_from_db()
    assert certificate.facts == frozen
    assert certificate.facts_sha256 == digest(frozen)
    assert (frozen["full_name"], frozen["code"]) == ("KH. Ma'ruf, S.Pd.I.", certificate.code)
    assert frozen["hours"] == "12"
    assert [(one["title"], one["hours"], one["mark"]) for one in frozen["modules"]] == [
        ("Modul 1", "2", "80.00"),
        ("Modul 2", "10", "80.00"),
    ]
    assert set(frozen["evidence"]["marks"].values()) == {"80.00"}


def test_what_is_demanded_after_somebody_passed_stands_on_no_certificate_of_theirs(
    batch, coordinator
):
    early, late = graduate(batch), graduate(batch)
    completion.refresh(early)
    course = batch.batch_courses.get().course
    lesson = LessonPageFactory(parent=ModulePageFactory(parent=course, title="Modul susulan"))
    completion.adopt(batch, lesson.pk, by=coordinator)
    batches.set_rule(batch=batch, by=coordinator, minimum_mark=Decimal(95))
    found = [issue(seat, by=coordinator).facts for seat in (early, late)]
    titles = [[module["title"] for module in facts["modules"]] for facts in found]
    assert titles[0] == ["Modul 1", "Modul 2"]
    assert {facts["hours"] for facts in found} == {"12"}
    words = "; ".join(item["text"] for item in found[0]["evidence"]["requirements"])
    assert "95" not in words


def test_an_enrollment_with_a_certificate_cannot_be_deleted(batch, coordinator):
    seat = graduate(batch, marks=False)
    issue(seat, by=coordinator)
    with pytest.raises(ProtectedError):
        seat.delete()


def test_the_pdf_is_printed_once_and_kept(batch, coordinator, tmp_path):
    certificate = print_pdf(issue(graduate(batch, full_name="Sulastri"), by=coordinator))
    name, checksum = certificate.pdf.name, certificate.pdf_sha256
    again = print_pdf(certificate)
    with private_storage().open(name) as file:
        content = file.read()
    assert (again.pdf.name, again.pdf_sha256) == (name, checksum)
    assert hashlib.sha256(content).hexdigest() == checksum
    path = tmp_path / filename(certificate)
    path.write_bytes(content)
    assert path.name == f"{certificate.number.replace('/', '-')}-sulastri.pdf"
    assert "Sulastri" in text_of(path, page=1)
    assert "Signature is Valid." in signature_of(path)


def test_two_who_print_at_once_keep_one_file(batch, coordinator):
    certificate = issue(graduate(batch), by=coordinator)
    late = Certificate.objects.get(pk=certificate.pk)
    first = print_pdf(certificate)
    assert print_pdf(late).pdf_sha256 == first.pdf_sha256
    folder, _ = first.pdf.name.rsplit("/", 1)
    _, files = private_storage().listdir(folder)
    assert len([name for name in files if str(first.public_id) in name]) == 1


def test_a_certificate_reaches_its_holder_only_when_it_is_sent(batch, coordinator):
    certificate = issue(graduate(batch), by=coordinator)
    with pytest.raises(NotPrinted):
        send(certificate, by=coordinator)
    assert Notice.objects.count() == 0
    send(print_pdf(certificate), by=coordinator)
    assert send_all([certificate], by=coordinator) == 0
    notice = Notice.objects.get()
    assert (notice.user, notice.kind, notice.url) == (
        certificate.enrollment.user,
        "certificate_ready",
        "/belajar/sertifikat/",
    )


def test_a_job_issues_for_all_and_says_who_was_not_ready(batch, coordinator, run_jobs):
    ready = [graduate(batch) for _ in range(3)]
    odd = graduate(batch, full_name="Fauzi 𓂀")
    client_id = uuid.uuid4()
    for _ in range(2):  # the form sent twice
        issue_batch(
            batch, [*ready, odd], by=coordinator, send_too=True,
            client_id=client_id, return_url="/kerja/",
        )  # fmt: skip
    run_jobs()
    job = Job.objects.get()
    assert (job.state, job.done_count, job.total_count) == ("done", 4, 4)
    assert job.result["issued"] == 3
    assert [one["enrollment"] for one in job.result["refused"]] == [odd.pk]
    told = Notice.objects.get(user=coordinator)
    assert (told.kind, told.url) == ("message", "/kerja/")
    assert [number[-4:] for number in numbers()] == ["0001", "0002", "0003"]
    assert [one.enrollment for one in Certificate.objects.order_by("serial")] == ready
    assert Certificate.objects.exclude(pdf="").filter(sent_at__isnull=False).count() == 3


def test_who_is_not_ready_reads_why(batch):
    graduate(batch, full_name="A")
    EnrollmentFactory(batch=batch, user=UserFactory(full_name="B"))
    EnrollmentFactory(batch=batch, user=UserFactory(full_name="C"), state=EnrollmentState.FAILED)
    EnrollmentFactory(batch=batch, user=UserFactory(full_name="D"), state=EnrollmentState.WITHDRAWN)
    found = {one.enrollment.user.full_name: one for one in readiness(batch)}
    assert found["A"].is_ready
    assert [len(found[name].reasons) for name in "BCD"] == [4, 1, 1]
    assert not any(found[name].is_ready for name in "BCD")


def test_a_certificate_of_attendance_asks_for_attendance_only(batch, coordinator):
    session = SessionFactory(batch=batch, held=True)
    came = EnrollmentFactory(batch=batch, user=UserFactory(full_name="A"))
    EnrollmentFactory(batch=batch, user=UserFactory(full_name="B"))
    AttendanceFactory(session=session, enrollment=came)
    assert [one.is_ready for one in readiness(batch, "attendance")] == [True, False]
    certificate = issue(came, by=coordinator, kind="attendance")
    assert certificate.facts["mean_mark"] is None
    assert Decimal(certificate.facts["attendance_percent"]) == 100
    assert {module["mark"] for module in certificate.facts["modules"]} == {None}


def test_one_person_has_a_certificate_of_each_kind(batch, coordinator):
    seat = graduate(batch)
    AttendanceFactory(session=SessionFactory(batch=batch, held=True), enrollment=seat)
    completion = issue(seat, by=coordinator)
    attendance = issue(seat, by=coordinator, kind="attendance")
    assert (completion.kind, attendance.kind) == ("completion", "attendance")
    assert issue(seat, by=coordinator, kind="attendance") == attendance


@pytest.mark.django_db(transaction=True)
def test_issuing_at_the_same_time_gives_each_one_certificate_and_no_gap():
    coordinator = UserFactory(coordinator=True)
    seats = [graduate(finished_batch()) for _ in range(1)]
    seats += [graduate(seats[0].batch) for _ in range(3)]
    start = threading.Barrier(8)
    failures = []

    def issue_all():
        try:
            start.wait()
            for seat in seats:
                issue(seat, by=coordinator)
        except Exception as error:  # told to the test below, in its own thread
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=issue_all) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(Certificate.objects.values_list("serial", flat=True)) == [1, 2, 3, 4]
    assert Certificate.objects.values("enrollment").distinct().count() == 4


def test_nobody_issues_replaces_or_revokes_the_own_certificate(batch, coordinator):
    own = graduate(batch)
    batch.coordinators.add(own.user)
    with pytest.raises(OwnCertificate):
        issue(own, by=own.user)
    issued = issue(own, by=coordinator)
    for refused in (
        lambda: revoke(issued, by=own.user, reason="Salah"),
        lambda: replace(issued, by=own.user, reason="Salah", full_name="Prof. Fulan"),
    ):
        with pytest.raises(OwnCertificate):
            refused()
    assert Certificate.objects.get().state == "valid"


def test_who_has_moved_since_the_certificates_were_asked_for_gets_none_by_that(
    batch, coordinator, run_jobs
):
    moved, stays = graduate(batch), graduate(batch)
    ask = {"client_id": uuid.uuid4(), "return_url": "/"}
    issue_batch(batch, [moved, stays], by=coordinator, **ask)
    open_page = Enrollment.objects.get(pk=moved.pk)
    moved.batch = finished_batch(program=batch.program, with_design=False)
    moved.save()
    run_jobs()
    assert Certificate.objects.get().enrollment == stays
    assert [row["enrollment"] for row in Job.objects.get().result["refused"]] == [moved.pk]
    with pytest.raises(SeatMoved):
        issue(open_page, by=coordinator)
