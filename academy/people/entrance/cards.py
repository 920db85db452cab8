"""The QR code on a sign-in card: it lets its person in once, in place of the typed PIN.

Nothing of it is stored. It is a keyed hash of what the account is at that moment, so the first
sign-in, by the code or by the PIN, ends it, and so does every other PIN.
"""

from base64 import b32encode

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from academy.people.entrance.identity import find_user
from academy.people.models import User

# 120 bits: 24 signs without padding.
_BYTES = 15


def card_address(user: User, *, encoded: str = "") -> str:
    """Return where the code on the card of `user` leads.

    `encoded` is the hash of a secret that is printed before it is in force.
    """
    key = _key(user, encoded or user.password)
    return f"{settings.BASE_URL}{reverse('people:card', args=[user.username, key])}"


def holder_of(username: str, key: str) -> User | None:
    """Return whose card has this key; None where it was used, replaced or never was."""
    user = find_user(username)
    if user is None or not user.must_change_secret or not user.is_active or user.erased_at:
        return None
    return user if constant_time_compare(key, _key(user, user.password)) else None


def _key(user: User, encoded: str) -> str:
    last = user.last_login.timestamp() if user.last_login else ""
    told = salted_hmac(__name__, f"{user.pk}/{encoded}/{last}", algorithm="sha256")
    return b32encode(told.digest()[:_BYTES]).decode().lower()
