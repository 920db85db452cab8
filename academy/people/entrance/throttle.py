"""Slows guessing down without ever locking an account.

After each wrong attempt an account waits 1, 2, 4 … 30 seconds. A device that has been
signed in to the account before has a count of its own, so that classmates who guess
elsewhere do not make the owner wait. One secret tried on many accounts (spraying a PIN)
is stopped across all of them. Nothing is counted by address: a whole lab has one.

Counts live in the cache and hold hashes only.
"""

import math
import time
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from academy.people.models import User

LONGEST_WAIT_SECONDS = 30
FORGET_AFTER_SECONDS = 3600
SPRAY_WINDOW_SECONDS = 3600
# Wrong attempts with one secret, on all accounts together, within the window.
SPRAY_LIMIT = 20


SPRAYED = _(
    "This PIN or password was tried on many accounts and is closed for an hour. Wait, or ask "
    "your companion or coordinator for a new PIN."
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt that was let through to the check of the secret."""

    key: str
    secret_key: str
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class Wait:
    """An attempt that was not let through, and how long to wait; 0: choose another way."""

    seconds: int
    sprayed: bool = False

    @property
    def sentence(self) -> str:
        """What the person who has to wait is told."""
        if self.sprayed:
            return str(SPRAYED)
        return ngettext(
            "The last attempt was not right. Wait %(seconds)d second, then try again. Your "
            "account is not locked.",
            "The last attempt was not right. Wait %(seconds)d seconds, then try again. Your "
            "account is not locked.",
            self.seconds,
        ) % {"seconds": self.seconds}


def _digest(kind: str, text: str) -> str:
    return salted_hmac(
        f"academy.people.entrance.throttle.{kind}", text, algorithm="sha256"
    ).hexdigest()[:40]


def begin(*, login: str, user: User | None, secret: str, device_knows: bool) -> Attempt | Wait:
    """Say whether an attempt on the account may be checked now.

    `login` stands for the account where there is none, so that both behave alike. The
    same secret sent again (a double click) is let through and not counted: it teaches
    nothing.
    """
    account = f"pk {user.pk}" if user else f"login {login}"
    key = f"signin:{_digest('account', f'{account} {device_knows}')}"
    secret_key = f"signin:{_digest('secret', secret)}"
    gate = f"{key}:gate"
    mark = _digest("attempt", f"{key} {secret}")
    until, tried = cache.get(gate) or (0, "")
    if tried == mark:
        return Attempt(key, secret_key, is_repeat=True)
    if until > time.time():
        return Wait(math.ceil(until - time.time()))
    if not device_knows and cache.get(secret_key, 0) >= SPRAY_LIMIT:
        return Wait(SPRAY_WINDOW_SECONDS, sprayed=True)
    seconds = min(2 ** cache.get(key, 0), LONGEST_WAIT_SECONDS)
    if not cache.add(gate, (time.time() + seconds, mark), seconds):
        return Wait(seconds)
    return Attempt(key, secret_key, is_repeat=False)


def failed(attempt: Attempt) -> None:
    """Count a wrong attempt against the account and against the secret."""
    if not attempt.is_repeat:
        _count(attempt.key, FORGET_AFTER_SECONDS)
        _count(attempt.secret_key, SPRAY_WINDOW_SECONDS)


def succeeded(attempt: Attempt) -> None:
    """Forget the wrong attempts on the account."""
    cache.delete_many([attempt.key, f"{attempt.key}:gate"])


def _count(key: str, seconds: int) -> None:
    if not cache.add(key, 1, seconds):
        try:
            cache.incr(key)
        except ValueError:
            # It ran out between the two calls.
            cache.set(key, 1, seconds)


def device_mark(user: User) -> str:
    """Return what a device keeps to be known as one that `user` has signed in on."""
    return _digest("device", str(user.public_id))[:20]
