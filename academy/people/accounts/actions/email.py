"""The e-mail address of an account: with it one signs in by Google, so it is changed with care.

The page has asked for the secret; a new address counts when the mail sent there was opened by
who is signed in; the old one is told.
"""

import datetime as dt

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.utils import timezone

from academy.core import audit
from academy.core.text.typed import clean_typed
from academy.people import locks
from academy.people.entrance import letters
from academy.people.entrance.guessing import alarms
from academy.people.entrance.letters import Letter
from academy.people.errors import EmailLinkEnded, EmailTaken
from academy.people.models import EmailChange, User
from academy.people.models.verbs import PeopleVerb

KEPT = dt.timedelta(days=7)


def ask_email(*, user: User, email: str) -> EmailChange:
    """Begin to change the address of `user`; without an address it is taken away at once.

    What the academy answers is the same whether another account has the address or not: that
    is told to its owner, by mail. Raises what `locks.account` raises.
    """
    email = clean_typed(email).lower()
    with transaction.atomic():
        fresh = locks.account(user)
        # An earlier link must not undo this one.
        EmailChange.objects.filter(user=fresh, done_at=None).delete()
        change = EmailChange.objects.create(user=fresh, old=fresh.email or "", new=email)
        if not email:
            _put(change, fresh)
        elif User.objects.filter(email=email).exclude(pk=fresh.pk).exists():
            letters.post(Letter.EMAIL_TAKEN, user=fresh, change=change)
        else:
            letters.post(Letter.EMAIL_CONFIRM, user=fresh, change=change)
    user.email = fresh.email
    return change


def confirm_email(*, change: EmailChange, by: User) -> User:
    """Let the new address count. Raises EmailLinkEnded or EmailTaken."""
    try:
        with transaction.atomic():
            fresh = locks.account(by)
            current = EmailChange.objects.filter(pk=change.pk, user=fresh).first()
            if current is None or not current.is_open or current.old != (fresh.email or ""):
                raise EmailLinkEnded
            if User.objects.filter(email=current.new).exclude(pk=fresh.pk).exists():
                raise EmailTaken
            _put(current, fresh)
    except IntegrityError as error:
        # Somebody took it between the look and the write.
        raise EmailTaken from error
    by.email = fresh.email
    return by


def forget_old_changes() -> int:
    """Delete what was asked a week ago; return how many."""
    old = EmailChange.objects.filter(asked_at__lt=timezone.now() - KEPT)
    deleted, _rows = old.delete()
    return deleted


def _put(change: EmailChange, user: User) -> None:
    user.email = change.new or None
    user.save(update_fields=["email"])
    change.done_at = timezone.now()
    change.save(update_fields=["done_at"])
    # A Google account that came by the old address must not open the door any longer.
    SocialAccount.objects.filter(user=user).delete()
    audit.record(PeopleVerb.EMAIL_CHANGED, user, by=user)
    if change.old:
        letters.post(Letter.EMAIL_CHANGED, user=user, change=change)
    alarms.ring(user, alarms.Alarm.EMAIL_CHANGED)
