"""The code of a session: it changes every half a minute, and is stored nowhere.

Like a code of the second step (TOTP) it is a keyed hash, here of the session's public id, the
step of time and the site's secret: whoever may show it computes it, and so does whoever checks.
The code of the current step counts and the one before: clocks differ, and from the last row to
the sign-in page it is some way. So what is photographed and sent on is worth nothing after a
minute at most.

What is scanned is not the six digits but 80 bits: nobody guesses them, so the address may be
opened by anybody, signed in or not, without a count. Six digits are typed by who is signed in,
and their guesses are counted (`actions.checking_in`).
"""

import datetime as dt
from base64 import b32encode
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

STEP_SECONDS = 30
STEPS_ACCEPTED = 2
# Ten minutes: who types one this old is told that it has changed, and not that it is wrong.
STEPS_KNOWN = 20
DIGITS = 6
_KEY_BYTES = 10


def step_at(moment: dt.datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS


def seconds_left(moment: dt.datetime) -> int:
    """Return how long the code of `moment` will still be shown: 1 to 30."""
    return STEP_SECONDS - int(moment.timestamp()) % STEP_SECONDS


def digits_of(session_id: UUID, step: int) -> str:
    """Return the six digits that are typed."""
    number = int.from_bytes(_hash("digits", session_id, step)[:8]) % 10**DIGITS
    return str(number).zfill(DIGITS)


def key_of(session_id: UUID, step: int) -> str:
    """Return what stands in the QR code: 16 small letters and digits."""
    return b32encode(_hash("key", session_id, step)[:_KEY_BYTES]).decode().lower()


def age_of(digits: str, session_id: UUID, at: dt.datetime) -> int | None:
    """Return how many steps ago `digits` were shown, None where not within `STEPS_KNOWN`."""
    step = step_at(at)
    ages = (
        age
        for age in range(STEPS_KNOWN)
        if constant_time_compare(digits, digits_of(session_id, step - age))
    )
    return next(ages, None)


def counts(digits: str, session_id: UUID, at: dt.datetime) -> bool:
    """Say whether `digits` are accepted at this moment."""
    age = age_of(digits, session_id, at)
    return age is not None and age < STEPS_ACCEPTED


def is_key(text: str, session_id: UUID, at: dt.datetime) -> bool:
    """Say whether `text` is what was scanned within the last minute."""
    step = step_at(at)
    return any(
        constant_time_compare(text, key_of(session_id, step - age)) for age in range(STEPS_ACCEPTED)
    )


def _hash(kind: str, session_id: UUID, step: int) -> bytes:
    return salted_hmac(f"{__name__}.{kind}", f"{session_id}/{step}", algorithm="sha256").digest()
