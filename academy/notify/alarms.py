"""Tells the owner of an account that somebody else may be at it, once a day for each reason."""

from django.urls import reverse
from django.utils import timezone

from academy.notify.actions import notify
from academy.notify.models import Notice
from academy.notify.notices import GuardNotice
from academy.people.entrance import letters
from academy.people.entrance.guessing.alarms import Alarm
from academy.people.models import User

_NOTICES = {
    Alarm.CODES_GUESSED: GuardNotice.CODES_GUESSED,
    Alarm.EMAIL_CHANGED: GuardNotice.EMAIL_CHANGED,
    Alarm.SECRET_GUESSED: GuardNotice.SECRET_GUESSED,
}


def tell_owner(user: User, alarm: Alarm) -> None:
    """Leave a notice, and send a mail where there is an address."""
    kind = _NOTICES[alarm]
    key = f"{kind} {timezone.localdate():%Y-%m-%d}"
    if Notice.objects.filter(user=user, key=key).exists():
        return
    notify(user, kind, key=key, url=reverse("people:change_pin"))
    # Of a changed address the old one is told, by who has changed it.
    if user.email and alarm != Alarm.EMAIL_CHANGED:
        letters.post(letters.Letter(alarm.value), user=user)
