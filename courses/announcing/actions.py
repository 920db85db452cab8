"""Saying something to a whole batch: written, looked at, sent, changed, taken down, read."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.core.jobs import enqueue
from academy.notify.actions import notify, outdate
from academy.people.models import User
from courses.announcing import queries
from courses.models import Announcement, AnnouncementAddressee, AnnouncementReading
from courses.models.notices import AnnouncementNotice
from courses.models.verbs import CourseVerb

TELL = "courses.tell_announcement"


class SentAlready(Refused):
    message = _("This was sent already, so its draft cannot be thrown away. You may take it down.")


class NobodyThere(Refused):
    message = _("Nobody would read this: no one takes part there now. Choose other readers.")


class TakenDown(Refused):
    message = _("This was taken down, so it is changed and sent no more. Write a new one.")


def begin(*, by: User, batch: Any, course: Any, **words: Any) -> Announcement:
    """Write a draft; nobody reads it before it is sent."""
    made = Announcement.objects.create(author=by, batch=batch, course=course, **words)
    audit.record(CourseVerb.BEGUN, made, by=by)
    return made


def _locked(announcement: Announcement) -> Announcement:
    rows = Announcement.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("batch", "course", "saved_filter__batch").get(pk=announcement.pk)


def change(
    *, announcement: Announcement, by: User, tell_again: bool = False, **changes: Any
) -> Announcement:
    """Write what was changed. Nobody is told anew unless `tell_again`. Raises TakenDown."""
    with transaction.atomic():
        found = _locked(announcement)
        if found.taken_down_at is not None:
            raise TakenDown
        for name, value in changes.items():
            setattr(found, name, value)
        if changes and not found.is_draft:
            found.edited_at = timezone.now()
        found.save()
        if changes:
            audit.record(CourseVerb.CHANGED, found, by=by)
        if tell_again and not found.is_draft:
            audit.record(CourseVerb.TOLD_AGAIN, found, by=by)
            _tell(found, by)
    return found


def send(*, announcement: Announcement, by: User) -> Announcement:
    """Let people read it, and tell them as a job. Sent twice it is sent once.

    Raises NobodyThere or TakenDown.
    """
    with transaction.atomic():
        found = _locked(announcement)
        if found.taken_down_at is not None:
            raise TakenDown
        if not found.is_draft:
            return found
        _address(found)
        found.sent_at = timezone.now()
        _tell(found, by)
        audit.record(CourseVerb.SENT, found, by=by, round=found.round)
    return found


def _address(draft: Announcement) -> None:
    """Keep whom the filter of an announcement to some of a batch means now: they read it."""
    if draft.filter_name:
        AnnouncementAddressee.objects.bulk_create(
            AnnouncementAddressee(announcement=draft, enrollment=seat)
            for seat in queries.reached(draft)
        )


def _tell(found: Announcement, by: User) -> None:
    users = queries.reached(found).order_by("user").values_list("user", flat=True).distinct()
    people = list(users)
    if not people:
        raise NobodyThere
    found.told_at = timezone.now()
    found.round += 1
    found.save()
    enqueue(
        TELL,
        {"announcement": found.pk, "number": found.round, "people": people},
        by=by,
        title=found.title,
        return_url=reverse("courses:announcement", args=[found.public_id]),
        total=len(people),
    )


def _key(announcement: Announcement, number: int) -> str:
    return f"announcement-{announcement.pk}-{number}"


def tell_one(announcement_id: int, number: int, user_id: int) -> None:
    """Leave the notice of one reader; one that was taken down meanwhile is told to nobody."""
    announcement = Announcement.objects.get(pk=announcement_id)
    if announcement.taken_down_at is None:
        notify(
            User.objects.get(pk=user_id),
            AnnouncementNotice.TOLD,
            key=_key(announcement, number),
            params={"title": announcement.title},
            url=reverse("courses:announcement_read", args=[announcement.public_id]),
        )


def take_down(*, announcement: Announcement, by: User) -> Announcement:
    """Let nobody read it any more. Done twice it is once."""
    with transaction.atomic():
        found = _locked(announcement)
        if found.taken_down_at is None:
            found.taken_down_at = timezone.now()
            found.save(update_fields=["taken_down_at"])
            audit.record(CourseVerb.TAKEN_DOWN, found, by=by)
    return found


def discard(*, announcement: Announcement, by: User) -> None:
    """Throw a draft away. Raises SentAlready."""
    with transaction.atomic():
        found = _locked(announcement)
        if not found.is_draft:
            raise SentAlready
        audit.record(CourseVerb.TAKEN_BACK, found, by=by)
        found.delete()


def read(*, announcement: Announcement, by: User) -> None:
    """Note that `by` has read it; it is pinned no more, and its notice is no news."""
    AnnouncementReading.objects.update_or_create(
        announcement=announcement, user=by, defaults={"read_at": timezone.now()}
    )
    outdate(by, key=_key(announcement, announcement.round))
