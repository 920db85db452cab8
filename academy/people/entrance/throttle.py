"""Slows guessing down without ever locking an account.

After each wrong attempt an account waits 1, 2, 4 … 30 seconds. A device that has been
signed in to the account before has a count of its own, so that classmates who guess
elsewhere do not make the owner wait. One secret tried on many accounts (spraying a PIN)
is stopped across all of them. Nothing is counted by address: a whole lab has one.

Counts are rows (`GuessCount`) and hold hashes only.
"""

import datetime as dt
import math
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from academy.people.models import GuessCount, User

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
    key = f"account {_digest('account', f'{account} {device_knows}')}"
    secret_key = f"secret {_digest('secret', secret)}"
    mark = _digest("attempt", f"{key} {secret}")
    with transaction.atomic():
        now = timezone.now()
        gate = _locked(key, now)
        if gate.closed_until is not None and gate.closed_until > now:
            if gate.last_attempt == mark:
                return Attempt(key, secret_key, is_repeat=True)
            return Wait(math.ceil((gate.closed_until - now).total_seconds()))
        if not device_knows and _is_sprayed(secret_key, now):
            return Wait(SPRAY_WINDOW_SECONDS, sprayed=True)
        seconds = min(2 ** min(gate.count, 8), LONGEST_WAIT_SECONDS)
        gate.closed_until, gate.last_attempt = now + dt.timedelta(seconds=seconds), mark
        gate.save(update_fields=["closed_until", "last_attempt"])
    return Attempt(key, secret_key, is_repeat=False)


def _locked(key: str, now: dt.datetime) -> GuessCount:
    """Return the count of `key` under a lock, from 0 where its time is over."""
    fresh = {"count": 0, "closed_until": None, "last_attempt": ""}
    forget_at = now + dt.timedelta(seconds=FORGET_AFTER_SECONDS)
    # In one call: whoever was waited for may have forgotten the row, and it is made anew.
    found, _created = GuessCount.objects.select_for_update().get_or_create(
        key=key, defaults={"forget_at": forget_at}
    )
    if found.forget_at <= now:
        GuessCount.objects.filter(pk=found.pk).update(forget_at=forget_at, **fresh)
        found.refresh_from_db()
    return found


def _is_sprayed(secret_key: str, now: dt.datetime) -> bool:
    tried = GuessCount.objects.filter(key=secret_key, forget_at__gt=now, count__gte=SPRAY_LIMIT)
    return tried.exists()


def failed(attempt: Attempt) -> None:
    """Count a wrong attempt against the account and against the secret."""
    if not attempt.is_repeat:
        _count(attempt.key, FORGET_AFTER_SECONDS)
        _count(attempt.secret_key, SPRAY_WINDOW_SECONDS)


def succeeded(attempt: Attempt) -> None:
    """Forget the wrong attempts on the account."""
    GuessCount.objects.filter(key=attempt.key).delete()


def _count(key: str, seconds: int) -> None:
    """Add one to `key`; the first one begins the time after which it is forgotten."""
    now = timezone.now()
    with transaction.atomic():
        _locked(key, now)
        counted = GuessCount.objects.filter(key=key)
        counted.filter(count=0).update(forget_at=now + dt.timedelta(seconds=seconds))
        counted.update(count=F("count") + 1)


def forget_old_counts() -> int:
    """Delete the counts whose time is over; return how many."""
    deleted, _rows = GuessCount.objects.filter(forget_at__lte=timezone.now()).delete()
    return deleted


def device_mark(user: User) -> str:
    """Return what a device keeps to be known as one that `user` has signed in on."""
    return _digest("device", str(user.public_id))[:20]
