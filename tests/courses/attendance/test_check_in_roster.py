"""What the roster makes of check-ins: where they come from, what contradicts, what looks odd."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from academy.notify.models import Notice
from courses.attendance.actions.sessions import SessionHasAttendance, call_off, save_session
from courses.models import Attendance, Enrollment
from courses.programs.actions import batches
from tests.courses.attendance.hall import digits, hall, handset, later, scan, tap
from tests.factories.courses import AttendanceFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def check_in(here, seat, like=None):
    phone = handset(seat.user, like)
    tap(phone, here, code=digits(here.session))
    return phone


def test_what_was_noted_as_absent_stays_and_whoever_notes_decides(client):
    here = hall(2)
    late, other = here.seats
    AttendanceFactory(
        session=here.session, enrollment=late, status="absent", noted_by=here.coordinator,
        noted_at=timezone.now() - dt.timedelta(minutes=20),
    )  # fmt: skip
    phone = check_in(here, late)
    check_in(here, other)
    assert here.noted() == {late.pk: ("absent", "roster"), other.pk: ("present", "code")}
    assert "tercatat “alpa”" in phone.get(here.address).text
    client.force_login(here.coordinator)
    page = client.get(here.roster).text
    assert "mengaku: hadir lewat kode" in page
    assert f"{escape(late.user.full_name)}. Yang tercatat" in " ".join(page.split())
    name = late.public_id
    client.post(here.roster, {f"shown_{name}": "absent", f"status_{name}": "present"})
    assert here.noted()[late.pk] == ("present", "roster")
    page = client.get(here.roster).text
    assert "mengaku" not in page
    assert "Anda tercatat hadir" in phone.get(here.address).text


def test_a_list_opened_before_overwrites_no_check_in_unseen(client):
    here = hall()
    [seat] = here.seats
    check_in(here, seat)
    client.force_login(here.coordinator)
    name = seat.public_id
    answer = client.post(
        here.roster, {f"shown_{name}": "", f"status_{name}": "absent"}, follow=True
    )
    assert seat.user.full_name in str(list(answer.context["messages"])[-1])
    assert here.noted() == {seat.pk: ("present", "code")}
    # Having seen it, whoever notes decides.
    client.post(here.roster, {f"shown_{name}": "present", f"status_{name}": "absent"})
    assert here.noted() == {seat.pk: ("absent", "roster")}
    assert "mengaku: hadir lewat kode" in client.get(here.roster).text


def test_the_roster_says_source_and_time_of_each_entry(client):
    here = hall(2)
    by_code, by_hand = here.seats
    check_in(here, by_code)
    AttendanceFactory(session=here.session, enrollment=by_hand, noted_by=here.coordinator)
    client.force_login(here.coordinator)
    page = " ".join(client.get(here.roster).text.split())
    clock = timezone.localtime(Attendance.objects.get(enrollment=by_code).noted_at)
    assert "kode absen, <br>" in page
    assert f"daftar di layar: {escape(here.coordinator.full_name)}, <br>" in page
    assert f"{clock:%H.%M}" in page


def test_many_from_one_handset_are_flagged_and_nobody_is_held_back(client):
    here = hall(4)
    first, second, third, alone = here.seats
    shared = check_in(here, first)
    check_in(here, second, like=shared)
    check_in(here, third, like=shared)
    check_in(here, alone)
    assert len(here.noted()) == 4
    client.force_login(here.coordinator)
    page = client.get(here.roster).text
    assert page.count("dari satu ponsel: 3 orang") == 3
    assert "dari satu ponsel: 1" not in page


def test_one_handset_has_another_mark_at_another_session():
    here = hall()
    phone = check_in(here, here.seats[0])
    first = Attendance.objects.get().handset
    here.session = type(here.session).objects.create(
        batch=here.batch, title="Harga", mode="offline", starts_at=here.session.starts_at,
        ends_at=here.session.ends_at,
    )  # fmt: skip
    tap(phone, here, code=digits(here.session))
    marks = set(Attendance.objects.values_list("handset", flat=True))
    assert len(marks | {first, ""}) == 3


def test_a_companion_who_contests_a_check_in_says_why_and_the_participant_is_told_nothing(client):
    here = hall()
    [seat] = here.seats
    check_in(here, seat)
    companion = UserFactory()
    MembershipFactory(user=companion, pesantren=seat.pesantren, role="companion")
    client.force_login(companion)
    name = seat.public_id
    form = {f"shown_{name}": "present", f"status_{name}": "absent"}
    client.post(here.roster, form)
    assert here.noted() == {seat.pk: ("present", "code")}
    client.post(here.roster, form | {"reason": "Pulang sebelum mulai."})
    assert here.noted() == {seat.pk: ("absent", "companion")}
    assert not Notice.objects.filter(user=seat.user).exists()
    assert Notice.objects.filter(user=here.coordinator).exists()


def test_a_session_moved_after_people_checked_in_says_so_and_takes_them_anew(client):
    here = hall()
    [seat] = here.seats
    phone = check_in(here, seat)
    save_session(
        session=here.session, by=here.coordinator,
        starts_at=here.session.starts_at + dt.timedelta(days=1),
        ends_at=here.session.ends_at + dt.timedelta(days=1),
    )  # fmt: skip
    here.session.refresh_from_db()
    with later(days=1):
        client.force_login(here.coordinator)
        moved = "absen sebelum sesi dipindahkan"
        assert moved in client.get(here.roster).text
        phone.force_login(seat.user)
        assert "Saya hadir di" in phone.get(scan(here.session)).text
        tap(phone, here)
        assert moved not in client.get(here.roster).text
    entry = Attendance.objects.get()
    assert entry.noted_at == entry.checked_in_at
    assert here.session.is_around(entry.noted_at)


def test_a_session_is_called_off_though_some_have_come_early_and_they_reach_nothing_by_it():
    here = hall(hours=-0.4)
    [seat] = here.seats
    batches.set_rule(
        batch=here.batch, by=here.coordinator, all_activities=False, minimum_attendance=50,
        final_assignment_accepted=False,
    )  # fmt: skip
    check_in(here, seat)
    assert Enrollment.objects.get(pk=seat.pk).state == "completed"
    call_off(session=here.session, by=here.coordinator)
    seat.refresh_from_db()
    assert (seat.state, seat.attendance_percent) == ("active", None)


def test_once_it_has_begun_a_session_with_check_ins_is_not_called_off():
    here = hall()
    check_in(here, here.seats[0])
    with pytest.raises(SessionHasAttendance):
        call_off(session=here.session, by=here.coordinator)


def test_the_roster_leads_to_the_code_until_the_session_is_over(client):
    for hours, leads in ((-48, True), (1, True), (2.1, False)):
        here = hall(hours=hours)
        client.force_login(here.coordinator)
        assert (here.screen in client.get(here.roster).text) is leads
    here = hall(cancelled_at=timezone.now())
    assert (
        reverse("courses:check_in_code", args=[here.session.public_id])
        not in client.get(here.roster).text
    )
