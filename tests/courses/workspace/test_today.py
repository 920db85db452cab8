"""The start page says what today needs: a number, what to do and where; or that nothing waits."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from academy.core import audit
from academy.core.models import Job
from academy.core.models.job import JobState
from courses.models import ApplicationState, AttendanceRequest, Batch, Enrollment
from courses.models.verbs import CourseVerb
from tests.courses.world import world
from tests.factories.courses import (
    ApplicationFactory,
    AttendanceFactory,
    BatchFactory,
    EnrollmentFactory,
    ModuleScheduleFactory,
    SessionFactory,
)
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def session_begun(batch, *, since: timedelta = timedelta(minutes=30), **options):
    return SessionFactory(batch=batch, starts_at=timezone.now() - since, **options)


def lines(client, user) -> list[tuple[str, str, str]]:
    """Return (number, sentence, address) of each line that `user` reads under "Today"."""
    client.force_login(user)
    page = client.get("/kerja/").content.decode()
    found = re.findall(
        r'today__count">(.*?)</strong>\s*<div>\s*<a\s+href="(.*?)"\s*>(.*?)</a>', page, re.S
    )
    return [(number, " ".join(words.split()), address) for number, address, words in found]


def failed_job(by) -> Job:
    return Job.objects.create(
        kind="tests.nothing", state=JobState.FAILED, created_by=by, finished_at=timezone.now()
    )


def test_a_coordinator_reads_what_waits_and_each_line_leads_to_exactly_that(client):
    here = world(3)
    met, *_silent = here.seats
    now = timezone.now()
    Enrollment.objects.filter(pk=met.pk).update(first_seen_at=now, last_seen_at=now)
    for state in (ApplicationState.SUBMITTED, ApplicationState.VERIFIED, ApplicationState.DECLINED):
        ApplicationFactory(batch=here.batch, state=state)
    session = session_begun(here.batch)
    AttendanceFactory(session=session, enrollment=met)
    failed_job(here.coordinator)
    batch = f"/kerja/angkatan/{here.batch.public_id}/"
    assert lines(client, here.coordinator) == [
        ("1", "Lihat proses yang gagal", "/kerja/proses/?state=failed"),
        ("2", f"Catat kehadiran: {session.title}", f"/kerja/sesi/{session.public_id}/"),
        ("2", "Putuskan pendaftaran yang menunggu", f"{batch}pendaftaran/"),
        ("2", "Hubungi peserta yang tertinggal", f"{batch}?behind=any#people"),
    ]
    assert client.get(batch, {"behind": "any"}).context["list"].total == 2


def test_a_session_is_told_from_its_start_until_everybody_is_noted_or_a_week_is_over(client):
    here = world(2)
    Enrollment.objects.update(first_seen_at=timezone.now(), last_seen_at=timezone.now())
    session_begun(here.batch, since=-timedelta(minutes=5))
    session_begun(here.batch, since=timedelta(days=7, minutes=5))
    session_begun(here.batch, cancelled_at=timezone.now())
    noted = session_begun(here.batch, since=timedelta(hours=2))
    for seat in here.seats:
        AttendanceFactory(session=noted, enrollment=seat)
    assert lines(client, here.coordinator) == []
    # That of an evening is still there on the days after, the latest comes first.
    evening = session_begun(here.batch, since=timedelta(days=3))
    running = session_begun(here.batch)
    # Who came for somebody else yesterday is not asked for what was held before.
    EnrollmentFactory(
        batch=here.batch,
        enrolled_at=timezone.now() - timedelta(days=1),
        first_seen_at=timezone.now(),
        last_seen_at=timezone.now(),
    )
    audit.record(CourseVerb.MARKED, here.seats[0], by=here.coordinator)
    assert [(number, words) for number, words, _address in lines(client, here.coordinator)] == [
        ("3", f"Catat kehadiran: {running.title}"),
        ("1", f"Catat kehadiran: {noted.title}"),
        ("2", f"Catat kehadiran: {evening.title}"),
    ]


def test_a_trainer_reads_reviews_and_own_sessions_and_nothing_of_others(client):
    here = world(2)
    session = session_begun(here.batch, trainer=here.trainer)
    session_begun(BatchFactory())
    failed_job(here.coordinator)
    assert lines(client, here.trainer) == [
        ("2", "Ulas kiriman yang menunggu", "/kerja/ulasan/"),
        ("2", f"Catat kehadiran: {session.title}", f"/kerja/sesi/{session.public_id}/"),
    ]


def test_a_companion_reads_of_the_own_santri_alone(client):
    here = world(3)
    companion = UserFactory()
    MembershipFactory(user=companion, pesantren=here.seats[0].pesantren, role="companion")
    session = session_begun(here.batch)
    assert [(number, words) for number, words, _address in lines(client, companion)] == [
        ("1", f"Catat kehadiran: {session.title}"),
        ("1", "Hubungi santri yang tertinggal"),
    ]


def test_where_nothing_waits_the_page_says_so_and_names_what_comes(client):
    coordinator = UserFactory(coordinator=True)
    batch = BatchFactory(coordinators=[coordinator])
    SessionFactory(batch=batch, title="Foto di rumah")
    assert lines(client, coordinator) == []
    page = client.get("/kerja/").content.decode()
    assert "Tidak ada yang menunggu hari ini." in page
    assert "Sesi berikutnya: Foto di rumah" in page


def test_a_batch_that_is_over_or_not_begun_asks_for_nobody(client):
    here = world()
    today = timezone.localdate()
    for starts, ends in ((-20, -1), (1, 20)):
        here.batch.starts_on = today + timedelta(days=starts)
        here.batch.ends_on = today + timedelta(days=ends)
        here.batch.save()
        assert lines(client, here.coordinator) == []


def request_about(session, seat):
    return AttendanceRequest.objects.create(
        session=session,
        enrollment=seat,
        before="absent",
        wanted="present",
        reason="Hadir, saya lihat sendiri.",
        asked_by=UserFactory(),
        asked_at=timezone.now(),
    )


def test_what_companions_ask_about_attendance_waits_for_who_runs_the_batch(client):
    here = world()
    session = session_begun(here.batch, trainer=here.trainer)
    request_about(session, here.seats[0])
    line = "Putuskan permintaan pendamping tentang kehadiran"
    assert any(line in told for _number, told, _address in lines(client, here.coordinator))
    assert not any(line in told for _number, told, _address in lines(client, here.trainer))
    assert not any(
        line in told for _number, told, _address in lines(client, UserFactory(coordinator=True))
    )


def test_of_many_batches_the_first_five_have_lines_and_one_line_leads_to_the_rest(client):
    manager = UserFactory(program_manager=True)
    here = world()
    for _number in range(7):
        batch = BatchFactory()
        ApplicationFactory(batch=batch, state=ApplicationState.SUBMITTED)
        session_begun(batch)
        Batch.objects.filter(pk=batch.pk).update(
            starts_on=here.batch.starts_on, ends_on=here.batch.ends_on
        )
        EnrollmentFactory(batch=batch)
    told = lines(client, manager)
    for words, more in (
        ("Catat kehadiran", ("2", "Cari sesi lainnya di angkatannya", "/kerja/angkatan/")),
        (
            "Putuskan pendaftaran",
            ("2", "Angkatan lain juga punya pendaftaran yang menunggu", "/kerja/pendaftaran/"),
        ),
        # The batch of `world` runs, too.
        ("Hubungi peserta", ("3", "Lihat angkatan lain yang berjalan", "/kerja/angkatan/")),
    ):
        assert sum(sentence.startswith(words) for _number, sentence, _address in told) == 5
        assert more in told


def test_how_many_are_behind_changes_at_once_by_what_oneself_did_and_within_a_minute_by_others(
    client,
):
    here = world(2)
    behind = "Hubungi peserta yang tertinggal"
    assert [number for number, words, _ in lines(client, here.coordinator) if words == behind] == [
        "2"
    ]
    now = timezone.now()
    Enrollment.objects.filter(pk=here.seats[0].pk).update(first_seen_at=now, last_seen_at=now)
    assert [number for number, words, _ in lines(client, here.coordinator) if words == behind] == [
        "2"
    ]
    audit.record(CourseVerb.MARKED, here.seats[0], by=here.coordinator)
    assert [number for number, words, _ in lines(client, here.coordinator) if words == behind] == [
        "1"
    ]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("role", "first", "next_ones"),
    [("coordinator", 26, 8), ("trainer", 17, 8), ("companion", 13, 5), ("manager", 32, 11)],
)
def test_the_page_asks_the_same_for_one_and_three(
    client, django_assert_num_queries, role, first, next_ones, count
):
    here = world(count)
    users = {
        "coordinator": here.coordinator,
        "trainer": here.trainer,
        "companion": UserFactory(),
        "manager": UserFactory(program_manager=True),
    }
    MembershipFactory(user=users["companion"], pesantren=here.seats[0].pesantren, role="companion")
    module = here.tree.modules[0]
    ModuleScheduleFactory(
        batch=here.batch, module=module, due_at=timezone.now() - timedelta(days=2)
    )
    for number in range(count):
        request_about(session_begun(here.batch, trainer=here.trainer), here.seats[0])
        ApplicationFactory(batch=here.batch, state=ApplicationState.SUBMITTED)
        failed_job(users[role])
        batch = here.batch if number == 0 else BatchFactory(coordinators=[here.coordinator])
        ApplicationFactory(batch=batch, state=ApplicationState.SUBMITTED)
    client.force_login(users[role])
    with django_assert_num_queries(first):
        client.get("/kerja/")
    with django_assert_num_queries(next_ones):
        client.get("/kerja/")
