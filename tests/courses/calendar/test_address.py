"""The address of one's calendar: found, guessed by nobody, exchanged, ended."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from academy.core.models import AuditEntry
from courses.attendance.actions.sessions import call_off
from courses.calendar.addresses import addresses_of
from courses.models import Session
from tests.courses.calendar.reading import feed_of, path_of
from tests.factories.courses import EnrollmentFactory, SessionFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    seat = EnrollmentFactory()
    SessionFactory(batch=seat.batch)
    return seat.user


@pytest.mark.parametrize("name", ["courses:calendar", "courses:schedule"])
def test_it_stands_in_the_account_and_on_the_schedule_to_copy_subscribe_and_download(
    client, own, name
):
    client.force_login(own)
    page = client.get(reverse(name)).content.decode()
    found = addresses_of(own)
    assert f'value="{found.file}"' in page
    assert f'href="{found.file}"' in page
    assert f'href="{found.subscribe}"' in page
    assert found.subscribe.startswith("webcal://")
    assert 'data-copies="calendar-address"' in page
    assert reverse("courses:calendar") in client.get(reverse("people:account")).content.decode()


def test_a_phone_asks_without_cookies_gets_none_and_nobody_between_keeps_it(own):
    response = feed_of(own)
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Robots-Tag"] == "noindex"
    assert "/kalender/" in Client().get("/robots.txt").content.decode()


def test_what_has_not_changed_is_not_sent_again(own):
    first = feed_of(own)
    again = feed_of(own, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == first["Cache-Control"]
    call_off(session=Session.objects.get(), by=UserFactory(coordinator=True))
    later = feed_of(own, if_none_match=first["ETag"])
    assert later.status_code == 200
    assert later["ETag"] != first["ETag"]


def test_another_persons_key_and_a_guessed_one_open_nothing(own):
    other = UserFactory()
    for key in (addresses_of(other).key, "a" * 32, "x"):
        path = reverse("courses:calendar_feed", args=[own.public_id, key])
        assert Client().get(path).status_code == 404
    assert len(addresses_of(own).key) == 32


def test_the_old_address_ends_when_another_one_is_taken_once_however_often_it_is_sent(client, own):
    client.force_login(own)
    old, shown = path_of(own), {"shown": addresses_of(own).key}
    for _time in range(2):
        client.post(reverse("courses:calendar_renew"), shown)
    own.refresh_from_db()
    assert own.calendar_number == 1
    assert AuditEntry.objects.filter(verb="calendar_renewed").count() == 1
    assert Client().get(old).status_code == 404
    assert feed_of(own).status_code == 200


def test_the_address_of_one_person_stays_when_another_takes_a_new_one(client, own):
    other = UserFactory()
    client.force_login(other)
    client.post(reverse("courses:calendar_renew"), {"shown": addresses_of(other).key})
    assert feed_of(own).status_code == 200


@pytest.mark.parametrize("end", [{"is_active": False}, {"erased_at": timezone.now()}])
def test_it_ends_with_the_account(own, end):
    for name, value in end.items():
        setattr(own, name, value)
    own.save()
    assert feed_of(own).status_code == 404
