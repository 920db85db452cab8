"""Who came: the roster, the companion's part of it, and what it does to the rule."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from academy.core.models import AuditEntry
from courses.attendance.actions.ledger import SessionCalledOff, SessionNotBegun, note
from courses.attendance.actions.sessions import SessionHasAttendance, call_off, restore
from courses.models import Attendance
from courses.programs.actions import batches
from tests.courses.world import world
from tests.factories.courses import (
    AttendanceFactory,
    EnrollmentFactory,
    SessionFactory,
)
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def noted(session):
    return dict(session.attendance.values_list("enrollment_id", "status"))


def test_attendance_is_noted_with_who_and_how_and_counts_at_once():
    here = world(2)
    session = SessionFactory(batch=here.batch, held=True)
    SessionFactory(batch=here.batch)
    first, second = here.seats
    changed = note(
        session=session,
        statuses={first.pk: "present", second.pk: "ill"},
        by=here.coordinator,
        source="roster",
    )
    assert changed.count == 2
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.attendance_percent, second.attendance_percent) == (100, 0)
    entry = Attendance.objects.get(enrollment=first)
    assert (entry.noted_by, entry.source) == (here.coordinator, "roster")


def test_the_same_roster_saved_twice_changes_nothing():
    here = world()
    session = SessionFactory(batch=here.batch, held=True)
    statuses = {here.seats[0].pk: "present"}
    for expected in (1, 0):
        changed = note(session=session, statuses=statuses, by=here.coordinator, source="roster")
        assert changed.count == expected
    assert AuditEntry.objects.filter(verb="attendance noted").count() == 1


def test_people_who_are_not_in_the_form_keep_what_was_noted():
    here = world(2)
    session = SessionFactory(batch=here.batch, held=True)
    AttendanceFactory(session=session, enrollment=here.seats[0], status="excused")
    note(
        session=session,
        statuses={here.seats[1].pk: "present"},
        by=here.coordinator,
        source="roster",
    )
    assert noted(session) == {here.seats[0].pk: "excused", here.seats[1].pk: "present"}


def test_people_of_another_batch_and_unknown_words_are_left_alone():
    here = world()
    session = SessionFactory(batch=here.batch, held=True)
    stranger = EnrollmentFactory()
    note(
        session=session,
        statuses={stranger.pk: "present", here.seats[0].pk: "asleep"},
        by=here.coordinator,
        source="roster",
    )
    assert noted(session) == {}


def test_a_session_that_is_to_come_or_called_off_takes_no_attendance():
    here = world()
    statuses = {here.seats[0].pk: "present"}
    coming = SessionFactory(batch=here.batch)
    with pytest.raises(SessionNotBegun):
        note(session=coming, statuses=statuses, by=here.coordinator, source="roster")
    held = call_off(session=SessionFactory(batch=here.batch, held=True), by=here.coordinator)
    with pytest.raises(SessionCalledOff):
        note(session=held, statuses=statuses, by=here.coordinator, source="roster")


def test_a_session_not_begun_or_called_off_offers_no_roster(client):
    here = world()
    client.force_login(here.coordinator)
    held = SessionFactory(batch=here.batch, held=True)
    coming, off = SessionFactory(batch=here.batch), SessionFactory(batch=here.batch, held=True)
    call_off(session=off, by=here.coordinator)
    name = f"status_{here.seats[0].public_id}"
    for session, offers, says in (
        (held, True, ""),
        (coming, False, str(SessionNotBegun.message)),
        (off, False, str(SessionCalledOff.message)),
    ):
        page = client.get(reverse("courses:roster", args=[session.public_id])).content.decode()
        assert (name in page) is offers
        assert escape(says) in page


def test_a_session_called_off_can_be_restored_but_not_once_people_came():
    here = world()
    session = SessionFactory(batch=here.batch, held=True)
    assert call_off(session=session, by=here.coordinator).cancelled_at is not None
    assert restore(session=session, by=here.coordinator).cancelled_at is None
    AttendanceFactory(session=session, enrollment=here.seats[0])
    with pytest.raises(SessionHasAttendance):
        call_off(session=session, by=here.coordinator)


def test_a_companion_notes_the_santri_of_the_own_pesantren_alone(client):
    here = world(2)
    session = SessionFactory(batch=here.batch, held=True)
    companion = UserFactory()
    MembershipFactory(user=companion, pesantren=here.seats[0].pesantren, role="companion")
    client.force_login(companion)
    address = reverse("courses:roster", args=[session.public_id])
    page = client.get(address).content.decode()
    assert escape(here.seats[0].user.full_name) in page
    client.post(address, {f"status_{seat.public_id}": "present" for seat in here.seats})
    assert noted(session) == {here.seats[0].pk: "present"}
    assert Attendance.objects.get().source == "companion"


def test_a_participant_finds_no_roster(client):
    here = world()
    session = SessionFactory(batch=here.batch, held=True)
    client.force_login(here.seats[0].user)
    assert client.get(reverse("courses:roster", args=[session.public_id])).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("sessions", 9), ("roster", 12)])
def test_sessions_and_rosters_ask_the_same_for_one_and_three(
    client, django_assert_num_queries, name, queries, count
):
    here = world(count)
    made = [SessionFactory(batch=here.batch, held=True) for _number in range(count)]
    of = here.batch if name == "sessions" else made[0]
    client.force_login(here.coordinator)
    address = reverse(f"courses:{name}", args=[of.public_id])
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)


def test_nobody_notes_the_own_attendance(client):
    here = world(1)
    own = EnrollmentFactory(batch=here.batch, user=here.coordinator)
    session = SessionFactory(batch=here.batch, held=True)
    client.force_login(here.coordinator)
    address = reverse("courses:roster", args=[session.public_id])
    page = client.get(address).content.decode()
    assert "orang lain yang mengelola angkatan ini" in page
    assert f"status_{own.public_id}" not in page
    form = {f"status_{seat.public_id}": "present" for seat in (own, here.seats[0])}
    client.post(address, form)
    assert noted(session) == {here.seats[0].pk: "present"}
    client.force_login(UserFactory(program_manager=True))
    client.post(address, form)
    assert noted(session) == {here.seats[0].pk: "present", own.pk: "present"}


def test_an_older_roster_undoes_nothing_and_a_clash_is_told(client):
    here = world(count=2)
    session = SessionFactory(batch=here.batch, held=True)
    siti, budi = here.seats
    client.force_login(here.coordinator)
    client.cookies["django_language"] = "en"

    def sent(**marked):
        """Post a roster on which nobody was noted when it was opened."""
        data = {f"shown_{seat.public_id}": "" for seat in here.seats}
        data |= {
            f"status_{seat.public_id}": marked[name] for name, seat in people if name in marked
        }
        return client.post(f"/kerja/sesi/{session.public_id}/", data, follow=True)

    people = (("siti", siti), ("budi", budi))
    sent(siti="ill")
    # "All others present", from a page opened before.
    answer = sent(siti="present", budi="present")

    noted = dict(session.attendance.values_list("enrollment__user", "status"))
    assert noted == {siti.user_id: "ill", budi.user_id: "present"}
    told = str(list(answer.context["messages"])[-1])
    assert f"that stands: {siti.user.full_name}." in told


def test_what_was_left_as_the_page_showed_it_is_neither_written_nor_told(client):
    here = world(count=2)
    session = SessionFactory(batch=here.batch, held=True)
    siti, budi = here.seats
    client.force_login(here.coordinator)
    client.cookies["django_language"] = "en"
    address = reverse("courses:roster", args=[session.public_id])
    client.post(address, {f"status_{siti.public_id}": "present"})
    older = {
        f"shown_{siti.public_id}": "present",
        f"status_{siti.public_id}": "present",
        f"shown_{budi.public_id}": "",
    }
    corrected = {f"shown_{siti.public_id}": "present", f"status_{siti.public_id}": "absent"}
    client.post(address, corrected)
    answer = client.post(address, older | {f"status_{budi.public_id}": "ill"}, follow=True)
    assert noted(session) == {siti.pk: "absent", budi.pk: "ill"}
    assert [str(told) for told in answer.context["messages"]][-1].endswith("1 entry changed.")


def test_who_notes_that_somebody_has_passed_no_more_is_told_and_takes_it_back(client):
    here = world()
    seat, session = here.seats[0], SessionFactory(batch=here.batch, held=True)
    batches.set_rule(
        batch=here.batch, by=here.coordinator, all_activities=False, minimum_attendance=50,
        final_assignment_accepted=False,
    )  # fmt: skip
    client.force_login(here.coordinator)
    address = reverse("courses:roster", args=[session.public_id])
    told = [
        "tadinya memenuhi syarat" in client.post(
            address, {f"status_{seat.public_id}": status}, follow=True
        ).content.decode()
        for status in ("present", "absent", "present")
    ]  # fmt: skip
    seat.refresh_from_db()
    assert (told, seat.state) == ([False, True, False], "completed")
