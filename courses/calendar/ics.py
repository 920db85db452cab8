"""A person's calendar as iCalendar (RFC 5545), as phones subscribe to it.

The same agenda gives the same bytes: no line tells when it was asked for.
"""

import datetime as dt
from functools import cache
from uuid import uuid5

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vDuration

from academy.web.formats import WIB
from courses.calendar.queries import Agenda, Meeting
from courses.completion.plan import Deadline
from courses.models import Session

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESHED_EVERY = dt.timedelta(hours=6)
# How long before it a due date is drawn.
BEFORE_DUE = dt.timedelta(minutes=30)
# A sequence is the seconds from here to the last change: it only grows, and fits for 60 years.
_BEGINNING = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def written(agenda: Agenda) -> bytes:
    """Return `agenda` as a file, in the active language."""
    calendar = Calendar()
    calendar.add("prodid", "-//OPOP Academy//Jadwal//ID")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "OPOP Academy")
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESHED_EVERY))
    calendar.add_component(_zone())
    for meeting in agenda.meetings:
        calendar.add_component(_session(meeting))
    for deadline in agenda.deadlines:
        calendar.add_component(_deadline(deadline))
    return bytes(calendar.to_ical())


@cache
def _zone() -> Timezone:
    zone = Timezone.from_tzid(WIB.key)
    # The library's own remark about the years that it has looked at; ours has one rule for all.
    zone.pop("comment", None)
    return zone


def _session(meeting: Meeting) -> Event:
    session = meeting.session
    event = _event(str(session.public_id), _summary(session), session.changed_at)
    event.add("dtstart", session.starts_at.astimezone(WIB))
    event.add("dtend", session.ends_at.astimezone(WIB))
    event.add("status", "CANCELLED" if session.cancelled_at else "CONFIRMED")
    lines = [str(session.batch)]
    if session.place:
        on_map = {"ALTREP": session.map_url} if session.map_url else {}
        event.add("location", session.place, parameters=on_map)
    if meeting.group:
        lines.append(_("Your group: %(group)s") % {"group": meeting.group})
    if session.map_url:
        lines.append(_("Map: %(url)s") % {"url": session.map_url})
    if meeting.may_join:
        lines.append(_("Join online: %(url)s") % {"url": session.online_url})
    event.add("description", "\n".join(lines))
    event.add("url", session.online_url if meeting.may_join else _page_of(meeting))
    return event


def _deadline(deadline: Deadline) -> Event:
    # The keys of pages are no names for others to know.
    about = f"due {deadline.module_id} {deadline.activity_id or ''}"
    summary = _("Due: %(title)s") % {"title": deadline.title}
    uid = str(uuid5(deadline.batch.public_id, about))
    event = _event(uid, summary, deadline.changed_at)
    # Without an end calendars draw an hour or two, and a due date of 23:59 into the next day.
    event.add("dtstart", (deadline.due_at - BEFORE_DUE).astimezone(WIB))
    event.add("dtend", deadline.due_at.astimezone(WIB))
    # A date takes nobody's time.
    event.add("transp", "TRANSPARENT")
    event.add("description", str(deadline.batch))
    event.add("url", _address("courses:outline", deadline.batch.public_id))
    return event


def _event(uid: str, summary: str, changed_at: dt.datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    changed_at = changed_at.astimezone(dt.UTC).replace(microsecond=0)
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", max(0, int((changed_at - _BEGINNING).total_seconds())))
    event.add("summary", summary)
    return event


def _summary(session: Session) -> str:
    if session.cancelled_at is None:
        return session.title
    # Not every calendar shows the status.
    return _("Called off: %(title)s") % {"title": session.title}


def _page_of(meeting: Meeting) -> str:
    if meeting.at_work:
        return _address("courses:roster", meeting.session.public_id)
    return _address("courses:schedule")


def _address(name: str, *args: object) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=args)}"
