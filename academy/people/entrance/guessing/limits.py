"""How many wrong attempts are let through where: the numbers alone.

Each limit lets `burst` wrong attempts through at once and gives one back every `refill`.
"""

import datetime as dt
from dataclasses import dataclass

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit on wrong attempts, with what is said where it is used up."""

    name: str
    burst: int
    refill: dt.timedelta

    @property
    def most_in_a_day(self) -> int:
        """How many wrong attempts it lets through in any 24 hours at most."""
        return self.burst + DAY // self.refill

    @property
    def span(self) -> dt.timedelta:
        """How far the time of a limit that is used up lies ahead."""
        return self.burst * self.refill


def _minutes(name: str, burst: int, minutes: int) -> Limit:
    return Limit(name, burst, dt.timedelta(minutes=minutes))


KNOWN_DEVICE = _minutes("known", 10, 10)
NEW_DEVICE = _minutes("device", 5, 30)
# All browsers without the cookie of the sign-in page share one.
NAMELESS = _minutes("nameless", 5, 30)
NEW_DEVICES = _minutes("account", 30, 12)
ADDRESS = _minutes("address", 150, 5)
SITE = _minutes("site", 600, 2)
# Forms that make something for who is not signed in. A lab applies from one address at once.
APPLYING = _minutes("applying", 120, 2)
APPLYING_SITE = _minutes("applying site", 2000, 1)
WRITING = _minutes("writing", 10, 10)
WRITING_SITE = _minutes("writing site", 200, 5)
# Codes shown in a hall, of one person at one session.
CHECKING_IN = _minutes("checking in", 8, 5)
# When the owner is told of guesses: of codes, and of the PIN or password from new devices.
TELL_OF_CODES = 5
TELL_OF_SECRETS = NEW_DEVICES.burst // 2
# How long a place at which somebody has signed in stays known, and a printed PIN preferred.
PLACE_KNOWN = dt.timedelta(days=30)
SLIP_FRESH = dt.timedelta(days=7)
