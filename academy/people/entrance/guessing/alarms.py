"""What the owner of an account is told because somebody else may be at it.

How it is told (in the academy, by mail) is the part of those who listen.
"""

from collections.abc import Callable
from enum import StrEnum

from academy.people import accesses
from academy.people.entrance.guessing import limits
from academy.people.entrance.guessing.throttle import Asked, Attempt
from academy.people.models import AccessKind, User


class Alarm(StrEnum):
    """Why the owner is told."""

    CODES_GUESSED = "codes_guessed"
    EMAIL_CHANGED = "email_changed"
    SECRET_GUESSED = "secret_guessed"  # noqa: S105 # a kind, no secret


type Teller = Callable[[User, Alarm], None]
_TELLERS: list[Teller] = []


def listen(teller: Teller) -> None:
    """Let `teller` be called with the owner and the reason; it may be called many times."""
    _TELLERS.append(teller)


def ring(user: User, alarm: Alarm) -> None:
    """Tell the owner."""
    for tell in _TELLERS:
        tell(user, alarm)


def failed(attempt: Attempt) -> None:
    """Record that an attempt was wrong, and tell the owner where there were many.

    Who it was, nobody knows; what was typed for a name that nobody has is not kept.
    """
    is_code = attempt.asked == Asked.CODE
    kind = AccessKind.CODE_WRONG if is_code else AccessKind.SIGN_IN_FAILED
    accesses.record(kind, by=None, about=attempt.user)
    if attempt.user is None:
        return
    if is_code:
        if max(attempt.held.values(), default=0) >= limits.TELL_OF_CODES:
            ring(attempt.user, Alarm.CODES_GUESSED)
    elif attempt.held.get(limits.NEW_DEVICES.name, 0) >= limits.TELL_OF_SECRETS:
        ring(attempt.user, Alarm.SECRET_GUESSED)
