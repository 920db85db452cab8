"""What the calendar on a phone reads: whose sessions, with what, and how changes reach it."""

import datetime as dt
from itertools import pairwise

import pytest
import vobject
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from academy.people.models import User
from courses.attendance.actions.sessions import call_off, restore, save_session
from courses.models import EnrollmentState
from courses.programs.actions.schedule import set_schedule
from courses.programs.queries.schedule import ModuleDates
from tests.courses.calendar.reading import events_of, feed_of, titles
from tests.courses.world import world
from tests.factories.courses import (
    BatchFactory,
    EnrollmentFactory,
    ExtensionFactory,
    ModuleScheduleFactory,
    SessionFactory,
)
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
LINK = "https://zoom.example/j/1?pwd=a,b;c"
MAP = "https://maps.example/hall?x=1,2"
LONG = (
    "Foto produk; cahaya, latar, dan komposisi — sambal, keripik, dan kopi\\teh dari "
    "pesantren “Nurul Jadid” di Paiton, Kabupaten Probolinggo"
)


def learner(batch, state=EnrollmentState.ACTIVE):
    return EnrollmentFactory(batch=batch, state=state).user


def test_a_participant_reads_the_sessions_and_due_dates_of_their_batches_and_no_others():
    here = world()
    module, own = here.tree.modules[0], here.seats[0].user
    soon = timezone.now() + dt.timedelta(days=3)
    ModuleScheduleFactory(batch=here.batch, module=module, due_at=soon)
    session = SessionFactory(batch=here.batch, title=LONG, online_url=LINK, map_url=MAP)
    SessionFactory(title="Sesi orang lain")
    due, *others = [event for event in events_of(own) if module.title in str(event["summary"])]
    assert others == []
    assert due.decoded("dtend") == soon.replace(microsecond=0)
    assert due.decoded("dtend") - due.decoded("dtstart") == dt.timedelta(minutes=30)
    [event] = [event for event in events_of(own) if event is not due and event.get("location")]
    assert str(event["summary"]) == LONG
    assert event.decoded("dtstart") == session.starts_at.replace(microsecond=0)
    assert event.decoded("dtend") == session.ends_at.replace(microsecond=0)
    assert event["dtstart"].params["TZID"] == "Asia/Jakarta"
    assert (str(event["location"]), event["location"].params["ALTREP"]) == (session.place, MAP)
    assert (str(event["url"]), str(event["uid"])) == (LINK, str(session.public_id))
    assert LINK in str(event["description"])
    assert MAP in str(event["description"])
    assert "Sesi orang lain" not in titles(own)


def test_the_file_is_folded_escaped_and_read_by_another_reader_too():
    here = world()
    SessionFactory(batch=here.batch, title=LONG, online_url=LINK, map_url=MAP)
    call_off(session=SessionFactory(batch=here.batch), by=here.coordinator)
    response = feed_of(here.seats[0].user)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    *lines, last = response.content.split(b"\r\n")
    assert last == b""
    assert max(len(line) for line in lines) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    calendar = Calendar.from_ical(response.content)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Jakarta"]
    read = vobject.readOne(response.content.decode())
    read.validate(raiseException=True)
    assert LONG in [event.summary.value for event in read.vevent_list]


def test_a_session_called_off_stays_and_says_so_and_each_change_is_a_later_one(time_machine):
    time_machine.move_to(timezone.now())
    here = world()
    own, by = here.seats[0].user, here.coordinator
    session = SessionFactory(batch=here.batch)

    def seen():
        [event] = events_of(own)
        assert session.title in str(event["summary"])
        assert event["uid"] == str(session.public_id)
        assert event["last-modified"].dt == event["dtstamp"].dt
        return str(event["status"]), int(event["sequence"]), event["last-modified"].dt

    steps = [seen()]
    for change in (
        lambda: save_session(session=session, by=by, place="Pendopo Sidoarjo"),
        lambda: call_off(session=session, by=by),
        lambda: restore(session=session, by=by),
    ):
        time_machine.shift(dt.timedelta(minutes=5))
        change()
        steps.append(seen())
    assert [step[0] for step in steps] == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED"]
    for earlier, later in pairwise(steps):
        assert earlier[1:] < later[1:]
    assert 0 < steps[-1][1] < 2**31
    # Saved as it was is no change.
    time_machine.shift(dt.timedelta(minutes=5))
    save_session(session=session, by=by)
    assert seen() == steps[-1]


def test_the_link_is_for_who_may_come_and_ends_with_the_session():
    here = world()
    active, gone = learner(here.batch), learner(here.batch, EnrollmentState.WITHDRAWN)
    SessionFactory(batch=here.batch, title="Kemarin", online_url=LINK, held=True)
    SessionFactory(batch=here.batch, title="Besok", online_url=LINK)
    off = SessionFactory(batch=here.batch, title="Batal", online_url=LINK)
    call_off(session=off, by=here.coordinator)
    assert len(titles(active)) == 3
    with_link = [event for event in events_of(active) if str(event["url"]) == LINK]
    assert [str(event["summary"]) for event in with_link] == ["Besok"]
    # Who has left has what was; where the others meet is no longer told.
    assert titles(gone) == ["Kemarin"]
    assert LINK not in feed_of(gone).content.decode().replace("\r\n ", "")


def test_trainers_read_what_they_lead_coordinators_what_they_run_and_companions_come_too():
    here = world()
    companion, manager = UserFactory(), UserFactory(program_manager=True)
    MembershipFactory(user=companion, pesantren=here.seats[0].pesantren, role="companion")
    SessionFactory(batch=here.batch, title="Dipimpin", trainer=here.trainer, online_url=LINK)
    SessionFactory(batch=here.batch, title="Tanpa pemateri", online_url=LINK)
    SessionFactory(title="Di tempat lain", trainer=UserFactory(trainer=True))
    assert titles(here.trainer) == ["Dipimpin"]
    assert titles(here.coordinator) == ["Dipimpin", "Tanpa pemateri"]
    assert titles(companion) == ["Dipimpin", "Tanpa pemateri"]
    assert titles(manager) == []
    assert {str(event["url"]) for event in events_of(here.coordinator)} == {LINK}
    # Companions note attendance; the link is for those who take part.
    assert LINK not in feed_of(companion).content.decode().replace("\r\n ", "")
    address = reverse("courses:roster", args=[here.batch.sessions.first().public_id])
    assert str(events_of(companion)[0]["url"]).endswith(address)


def test_the_sessions_of_work_wait_for_the_second_step_and_end_with_the_role():
    here = world()
    SessionFactory(batch=here.batch, title="Dipimpin", trainer=here.trainer)
    half = UserFactory(coordinator=True, authenticator=None)
    here.batch.coordinators.add(half)
    assert titles(half) == []
    here.trainer.role_grants.all().delete()
    here.coordinator.role_grants.all().delete()
    assert titles(here.trainer) == titles(here.coordinator) == []


def test_who_leads_a_session_of_the_own_batch_reads_it_once():
    here = world()
    seat = EnrollmentFactory(batch=here.batch, user=here.trainer)
    SessionFactory(batch=here.batch, title="Dipimpin", trainer=seat.user)
    assert titles(seat.user) == ["Dipimpin"]


def test_nothing_of_others_stands_in_it():
    here = world(2)
    SessionFactory(batch=here.batch, trainer=here.trainer)
    people = User.objects.exclude(full_name="")
    for user in (here.seats[0].user, here.trainer, here.coordinator):
        text = feed_of(user).content.decode().replace("\r\n ", "")
        assert [person for person in people if person.full_name in text] == []
        assert [person for person in people if person.username in text] == []


def test_old_sessions_are_left_out():
    seat = EnrollmentFactory()
    begun = timezone.now() - dt.timedelta(days=190)
    SessionFactory(batch=seat.batch, starts_at=begun)
    assert titles(seat.user) == []


def test_another_due_date_is_a_later_change_and_one_given_to_a_person_too(time_machine):
    time_machine.move_to(timezone.now())
    here = world()
    own, module = here.seats[0].user, here.tree.modules[0]
    start = timezone.now()
    ModuleScheduleFactory(batch=here.batch, module=module, due_at=start + dt.timedelta(days=3))

    def seen():
        return {str(event["uid"]): int(event["sequence"]) for event in events_of(own)}

    def due(days):
        time_machine.shift(dt.timedelta(minutes=5))
        dates = ModuleDates(module.pk, None, start + dt.timedelta(days=days), None)
        set_schedule(batch=here.batch, by=here.coordinator, modules=[dates])

    first = seen()
    due(3)
    assert seen() == first
    due(5)
    [uid] = first
    second = seen()
    assert list(second) == [uid]
    assert second[uid] > first[uid]
    time_machine.shift(dt.timedelta(minutes=5))
    given = [
        ExtensionFactory(
            enrollment=here.seats[0], activity=activity, due_at=start + dt.timedelta(days=9)
        )
        for activity in here.tree.activities
    ]
    third = seen()
    assert third[uid] > second[uid]
    time_machine.shift(dt.timedelta(minutes=5))
    for extension in given:
        extension.withdrawn_at, extension.withdrawn_by = timezone.now(), here.coordinator
        extension.save()
    assert seen()[uid] > third[uid]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_with_one_and_with_three_sessions_and_few_bytes(
    count, django_assert_num_queries
):
    seat = EnrollmentFactory(batch=BatchFactory())
    trainer = UserFactory(trainer=True)
    for _number in range(count):
        SessionFactory(batch=seat.batch, trainer=trainer, online_url=LINK, map_url=MAP)
    # What a batch is has been read by those who came before.
    feed_of(seat.user)
    with django_assert_num_queries(6):
        answer = feed_of(seat.user)
    with django_assert_num_queries(6):
        feed_of(trainer)
    assert len(answer.content) < 500 + 800 * count
