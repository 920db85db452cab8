"""Asking for a calendar as a phone does: without cookies, by its address alone."""

from urllib.parse import urlsplit

from django.test import Client
from icalendar import Calendar, Event

from courses.calendar.addresses import addresses_of


def path_of(user):
    return urlsplit(addresses_of(user).file).path


def feed_of(user, **headers):
    """Return the answer to a phone that knows the address of the calendar of `user`."""
    return Client().get(path_of(user), headers=headers)


def events_of(user) -> list[Event]:
    response = feed_of(user)
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VEVENT")


def titles(user) -> list[str]:
    return [str(event["summary"]) for event in events_of(user)]
