"""The key in the address of a person's calendar: with it a phone reads, and nobody signs in.

Nothing of it is stored. It is a keyed hash of the account and of how often its address was
exchanged: counted up, the old address ends. It opens dates and places, nothing else.
"""

from base64 import b32encode
from uuid import UUID

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from academy.core import audit
from academy.people import locks
from academy.people.models import User
from academy.people.models.verbs import PeopleVerb

# 160 bits: 32 signs without padding.
_BYTES = 20


def key_of(user: User) -> str:
    """Return the key that opens the calendar of `user` today."""
    told = salted_hmac(__name__, f"{user.public_id}/{user.calendar_number}", algorithm="sha256")
    return b32encode(told.digest()[:_BYTES]).decode().lower()


def owner_of(public_id: UUID, key: str) -> User | None:
    """Return whose calendar this key opens; None where it was exchanged, or the account closed."""
    user = User.objects.filter(public_id=public_id, is_active=True, erased_at=None).first()
    return user if user is not None and constant_time_compare(key, key_of(user)) else None


def renew(*, user: User, shown: str) -> User:
    """Exchange the key for another one. `shown` is the one that the person wants to end: sent
    twice, it is exchanged once.
    """
    with transaction.atomic():
        fresh = locks.account(user)
        if constant_time_compare(shown, key_of(fresh)):
            fresh.calendar_number += 1
            fresh.save(update_fields=["calendar_number"])
            audit.record(PeopleVerb.CALENDAR_RENEWED, fresh, by=user)
    return fresh
