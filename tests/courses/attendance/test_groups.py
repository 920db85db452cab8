"""One session in several halls: groups, who is in which, and what each person reads of it."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from academy.core.models import Job
from courses.attendance.actions import groups as actions
from courses.attendance.actions.sessions import save_session
from courses.calendar import ics
from courses.calendar.queries import agenda_of
from courses.models import GroupPlace, SessionGroup
from tests.courses.attendance.hall import digits, hall, handset, later, tap
from tests.factories.batches import SessionGroupFactory
from tests.factories.courses import (
    EnrollmentFactory,
)
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
GROUPS_QUERIES = 11
SCHEDULE_QUERIES = 6


@pytest.fixture
def here():
    """A session that begins tomorrow, for three people, in the halls Barat and Timur."""
    here = hall(3, hours=-24)
    here.west = SessionGroupFactory(session=here.session, name="Barat", place="Aula Barat")
    here.east = SessionGroupFactory(session=here.session, name="Timur", place="Aula Timur")
    here.groups = reverse("courses:session_groups", args=[here.session.public_id])
    return here


def put(here, seat, group):
    actions.place(session=here.session, wanted={seat.pk: group.pk}, by=here.coordinator)


def places(here) -> dict[int, str]:
    found = GroupPlace.objects.filter(session=here.session)
    return dict(found.values_list("enrollment_id", "group__name"))


def form(seat, shown, chosen):
    return {
        f"shown_{seat.public_id}": shown and str(shown.public_id),
        f"place_{seat.public_id}": chosen and str(chosen.public_id),
    }


def test_a_coordinator_adds_a_hall_and_its_session_is_one_in_groups(client):
    here = hall(1, hours=-24)
    client.force_login(here.coordinator)
    address = reverse("courses:group_new", args=[here.session.public_id])
    sent = {
        "name": "Barat", "place": "Aula Barat", "capacity": "60", "client_id": str(uuid.uuid4()),
    }  # fmt: skip
    for _twice in range(2):
        answer = client.post(address, sent, follow=True)
    assert "Aula Barat" in answer.text
    assert SessionGroup.objects.count() == 1
    here.session.refresh_from_db()
    assert here.session.has_groups
    again = client.post(address, sent | {"client_id": str(uuid.uuid4()), "name": "barat"})
    assert "Kelompok lain" in again.text
    assert SessionGroup.objects.count() == 1


def test_people_are_placed_by_hand_and_nothing_of_others_is_overwritten(client, here):
    first, second, _third = here.seats
    client.force_login(here.coordinator)
    client.post(here.groups, form(first, "", here.west) | form(second, "", here.east))
    assert places(here) == {first.pk: "Barat", second.pk: "Timur"}
    # A page from before: the first is moved by somebody else, the second left as it was shown.
    answer = client.post(
        here.groups, form(first, "", here.east) | form(second, "", ""), follow=True
    )
    assert places(here) == {first.pk: "Barat", second.pk: "Timur"}
    assert first.user.full_name in str(list(answer.context["messages"])[-1])
    client.post(here.groups, form(first, here.west, ""))
    assert places(here) == {second.pk: "Timur"}


def test_the_rest_is_dealt_out_by_pesantren_or_evenly_and_all_are_taken_out(client, here):
    first, second, third = here.seats
    with_first = EnrollmentFactory(batch=here.batch, pesantren=first.pesantren)
    put(here, third, here.west)
    client.force_login(here.coordinator)
    deal = reverse("courses:groups_deal", args=[here.session.public_id])
    client.post(deal, {"how": "by_house"})
    found = places(here)
    assert found[first.pk] == found[with_first.pk] == "Timur"
    assert found[third.pk] == "Barat"
    assert second.pk in found
    client.post(deal, {"how": "nobody"})
    assert places(here) == {}
    client.post(deal, {"how": "evenly"})
    assert sorted(places(here).values()) == ["Barat", "Barat", "Timur", "Timur"]
    assert client.post(deal, {"how": "sembarang"}).status_code == 302


def test_more_than_a_hall_holds_is_told_and_refuses_nobody(client, here):
    here.west.capacity = 1
    here.west.save()
    for seat in here.seats:
        put(here, seat, here.west)
    client.force_login(here.coordinator)
    page = " ".join(client.get(here.groups).text.split())
    assert "3 dari 1 tempat" in page
    assert "2 orang melebihi daya tampung" in page


def test_each_reads_the_own_hall_in_schedule_start_page_and_calendar(client, here):
    first, second, unplaced = here.seats
    put(here, first, here.west)
    put(here, second, here.east)
    for seat, name, other in ((first, "Barat", "Timur"), (second, "Timur", "Barat")):
        client.force_login(seat.user)
        for address in (reverse("courses:schedule"), reverse("courses:learn_home")):
            page = client.get(address).text
            assert f"Aula {name}" in page, address
            assert f"Aula {other}" not in page
        file = ics.written(agenda_of(seat.user, at_work=False)).decode()
        assert f"LOCATION:Aula {name}" in file
        assert f"Kelompok Anda: {name}" in file
    client.force_login(unplaced.user)
    assert "belum masuk kelompok" in client.get(reverse("courses:schedule")).text


def test_a_calendar_takes_up_another_hall(here):
    seat = here.seats[0]
    put(here, seat, here.west)
    before = ics.written(agenda_of(seat.user, at_work=False))
    with later(minutes=5):
        put(here, seat, here.east)
        moved = ics.written(agenda_of(seat.user, at_work=False))
    with later(minutes=10):
        actions.save_group(group=here.east, by=here.coordinator, place="Aula Baru")
        after = ics.written(agenda_of(seat.user, at_work=False))
    sequence = [
        int(line.partition(b":")[2])
        for file in (before, moved, after)
        for line in file.splitlines()
        if line.startswith(b"SEQUENCE")
    ]
    assert sequence == sorted(set(sequence))
    assert [b"LOCATION:Aula Barat" in before, b"LOCATION:Aula Timur" in moved] == [True, True]
    assert b"LOCATION:Aula Baru" in after


def test_who_is_placed_and_whose_hall_changes_is_told(here):
    seat = here.seats[0]
    Job.objects.all().delete()
    put(here, seat, here.west)
    actions.save_group(group=here.west, by=here.coordinator, place="Aula Selatan")
    told = [job.args for job in Job.objects.filter(kind="courses.tell_of_session").order_by("pk")]
    assert [one["params"]["place"] for one in told] == ["Aula Barat", "Aula Selatan"]
    assert {person for one in told for person, _kind, _learns in one["people"]} == {seat.user_id}
    assert told[0]["change"] != told[1]["change"]


def test_a_trainer_of_a_hall_notes_it_and_finds_it_in_the_own_calendar(client):
    here = hall(2)
    trainer = UserFactory(trainer=True)
    west = SessionGroupFactory(session=here.session, place="Aula Barat", trainer=trainer)
    first, second = here.seats
    put(here, first, west)
    client.force_login(trainer)
    answer = client.get(here.roster)
    assert [str(first.public_id) in answer.text, str(second.public_id) in answer.text] == [
        True, False,
    ]  # fmt: skip
    client.post(here.roster, {f"shown_{first.public_id}": "", f"status_{first.public_id}": "ill"})
    assert here.noted() == {first.pk: ("ill", "roster")}
    assert str(second.public_id) in client.get(here.roster, {"kelompok": "semua"}).text
    assert "LOCATION:Aula Barat" in ics.written(agenda_of(trainer, at_work=True)).decode()
    assert "Aula Barat" in client.get("/kerja/").text
    other = UserFactory(trainer=True)
    client.force_login(other)
    assert client.get(here.roster).status_code == 404


def test_the_screen_with_the_code_counts_by_hall_and_checking_in_names_the_own(client):
    here = hall(2)
    west = SessionGroupFactory(session=here.session, name="Barat", place="Aula Barat")
    for seat in here.seats:
        put(here, seat, west)
    phone = handset(here.seats[0].user)
    assert "Aula Barat" in phone.get(here.address).text
    tap(phone, here, code=digits(here.session))
    client.force_login(here.coordinator)
    assert "Barat: 1 dari 2" in " ".join(client.get(here.screen).text.split())


def test_taking_a_group_away_asks_first_and_leaves_what_was_noted(client):
    here = hall(1)
    west = SessionGroupFactory(session=here.session, place="Aula Barat")
    put(here, here.seats[0], west)
    client.force_login(here.coordinator)
    seat = here.seats[0].public_id
    client.post(here.roster, {f"shown_{seat}": "", f"status_{seat}": "present"})
    address = reverse("courses:group_delete", args=[west.public_id])
    assert "1 orang" in client.get(address).text
    client.post(address)
    assert (SessionGroup.objects.count(), GroupPlace.objects.count()) == (0, 0)
    here.session.refresh_from_db()
    assert not here.session.has_groups
    assert here.noted() == {here.seats[0].pk: ("present", "roster")}


def test_companions_and_trainers_do_not_place_people(client, here):
    guide = UserFactory()
    MembershipFactory(user=guide, pesantren=here.seats[0].pesantren, role="companion")
    client.force_login(guide)
    assert client.get(here.groups).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_groups_and_schedule_ask_the_same_of_one_and_of_three(
    client, django_assert_num_queries, count
):
    here = hall(count, hours=-24)
    for seat in here.seats:
        put(here, seat, SessionGroupFactory(session=here.session))
    address = reverse("courses:session_groups", args=[here.session.public_id])
    for person, page, queries in (
        (here.coordinator, address, GROUPS_QUERIES),
        (here.seats[0].user, reverse("courses:schedule"), SCHEDULE_QUERIES),
    ):
        client.force_login(person)
        client.get(page)
        with django_assert_num_queries(queries):
            client.get(page)


def test_a_session_in_halls_that_is_moved_tells_all_of_them(here):
    Job.objects.all().delete()
    save_session(
        session=here.session, by=here.coordinator,
        starts_at=here.session.starts_at + dt.timedelta(days=1),
        ends_at=here.session.ends_at + dt.timedelta(days=1),
    )  # fmt: skip
    [job] = Job.objects.filter(kind="courses.tell_of_session")
    assert job.args["params"]["place"] == "Barat: Aula Barat; Timur: Aula Timur"
