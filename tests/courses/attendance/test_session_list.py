"""The sessions of a batch by month, what clashes with them, and the link to the hall's map."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from courses.attendance.actions.sessions import call_off
from courses.attendance.forms import SessionForm
from courses.attendance.queries import planned
from courses.models import Session
from tests.courses.world import world
from tests.factories.courses import AttendanceFactory, BatchFactory, SessionFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
MAP = "https://maps.example/aula"
NINE = timezone.make_aware(dt.datetime(2031, 2, 27, 9, 0))


def at(hours, **fields):
    return SessionFactory(starts_at=NINE + dt.timedelta(hours=hours), **fields)


def clashes(batch, user):
    """Return by title what else is in the same hall, and what else its trainer leads."""
    return {
        row.session.title: (
            [other.title for other in row.same_place],
            [other.title for other in row.same_trainer],
        )
        for month in planned.by_month(batch, user)
        for row in month.planned
    }


def test_sessions_stand_by_month_with_their_weekday(client):
    here = world()
    at(0, batch=here.batch, title="Satu")
    # Half past five in the morning of the first of March here is still February in UTC.
    at(44.5, batch=here.batch, title="Dua")
    found = planned.by_month(here.batch, here.coordinator)
    assert [(month.first, [row.session.title for row in month.planned]) for month in found] == [
        (dt.date(2031, 2, 1), ["Satu"]),
        (dt.date(2031, 3, 1), ["Dua"]),
    ]
    client.force_login(here.coordinator)
    page = client.get(reverse("courses:sessions", args=[here.batch.public_id])).content.decode()
    for text in ("Februari 2031", "Maret 2031", "Kamis, 27 Feb", "Sabtu, 1 Mar"):
        assert text in page


def test_the_same_hall_or_trainer_at_the_same_time_is_told(client):
    here = world()
    other = BatchFactory(coordinators=[here.coordinator])
    lead = here.trainer
    at(0, batch=here.batch, title="Kita", place="Aula Dinas, Surabaya", trainer=lead)
    # Written otherwise it is the same hall.
    at(1, batch=other, title="Sebelah", place="aula dinas surabaya")
    at(1, batch=other, title="Pemateri sama", place="Pendopo", trainer=lead)
    # One begins where the other ends; another has another hall and trainer; one is online.
    at(-10, batch=here.batch, title="Pagi", place="Rumah")
    at(-2, batch=other, title="Sebelumnya", place="Aula Dinas, Surabaya", trainer=lead)
    at(2, batch=other, title="Sesudahnya", place="Aula Dinas, Surabaya", trainer=lead)
    at(0, batch=other, title="Lain", place="Balai Kota", trainer=UserFactory(trainer=True))
    at(0, batch=other, title="Daring", place="Aula Dinas, Surabaya", mode="online")
    off = at(0, batch=other, title="Batal", place="Aula Dinas, Surabaya", trainer=lead)
    call_off(session=off, by=here.coordinator)
    assert clashes(here.batch, here.coordinator) == {
        "Pagi": ([], []),
        "Kita": (["Sebelah"], ["Pemateri sama"]),
    }
    client.force_login(here.coordinator)
    page = client.get(reverse("courses:sessions", args=[here.batch.public_id])).content.decode()
    for text in ("Sebelah", "Pemateri sama", lead.full_name):
        assert escape(text) in page
    assert "Sesudahnya" not in page


def test_a_batch_that_the_reader_does_not_see_is_not_told_of():
    here = world()
    at(0, batch=here.batch, title="Kita")
    at(0, title="Tersembunyi")
    assert clashes(here.batch, here.coordinator) == {"Kita": ([], [])}
    assert clashes(here.batch, UserFactory(program_manager=True)) == {"Kita": (["Tersembunyi"], [])}


@pytest.mark.parametrize("count", [1, 3])
def test_clashes_cost_one_query_more(client, django_assert_num_queries, count):
    here = world()
    for number in range(count):
        at(number, batch=here.batch, trainer=here.trainer)
    client.force_login(here.coordinator)
    address = reverse("courses:sessions", args=[here.batch.public_id])
    with django_assert_num_queries(10):
        client.get(address)


def test_what_is_over_clashes_with_nothing():
    here = world()
    for title in ("Satu", "Dua"):
        SessionFactory(batch=here.batch, held=True, title=title)
    assert clashes(here.batch, here.coordinator) == {"Satu": ([], []), "Dua": ([], [])}


@pytest.mark.parametrize("field", ["map_url", "online_url"])
@pytest.mark.parametrize(
    ("typed", "is_taken"),
    [
        (MAP, True),
        ("http://maps.example/aula", True),
        ("maps.example/aula", True),
        ("ftp://maps.example/aula", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
    ],
)
def test_a_link_is_an_address_that_a_browser_opens(field, typed, is_taken):
    here = world()
    session = Session(batch=here.batch)
    sent = {
        "title": "Cahaya",
        "mode": "hybrid",
        "starts_at": "2031-02-27T09:00",
        "ends_at": "2031-02-27T11:00",
        "place": "Aula",
        field: typed,
    }
    form = SessionForm(sent, instance=session)
    assert form.is_valid() is is_taken, form.errors
    assert list(form.errors) == ([] if is_taken else [field])


def test_the_map_is_linked_where_the_place_stands(client):
    here = world()
    session = SessionFactory(
        batch=here.batch, map_url=MAP, trainer=here.trainer, online_url="https://zoom.example/j/9"
    )
    roster = reverse("courses:roster", args=[session.public_id])
    for user, address in (
        (here.seats[0].user, reverse("courses:schedule")),
        (here.coordinator, reverse("courses:sessions", args=[here.batch.public_id])),
        (here.coordinator, roster),
        (here.coordinator, reverse("courses:work_home")),
        (here.trainer, roster),
    ):
        client.force_login(user)
        page = client.get(address).content.decode()
        assert f'href="{MAP}"' in page
        assert address != roster or session.online_url in page


def test_who_moves_a_session_reads_how_many_had_checked_in_and_they_stay_so(client):
    here = world()
    session = SessionFactory(batch=here.batch)
    noted = AttendanceFactory(
        session=session, enrollment=here.seats[0], source="code", checked_in_at=timezone.now()
    )
    client.force_login(here.coordinator)
    address = reverse("courses:session_edit", args=[session.public_id])
    sent = {
        "title": session.title, "mode": "online", "place": "", "online_url": session.online_url,
        "starts_at": "2031-02-27T09:00", "ends_at": "2031-02-27T11:00",
    }  # fmt: skip
    told = "1 orang sudah absen sebelum sesi dipindah."
    assert told in client.post(address, sent, follow=True).content.decode()
    # Saved once more at the same time there is nothing to say.
    assert told not in client.post(address, sent, follow=True).content.decode()
    noted.refresh_from_db()
    assert (noted.status, noted.session.starts_at) == ("present", NINE)
