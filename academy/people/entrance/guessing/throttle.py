"""Slows guessing down without shutting an owner out.

Only wrong attempts are counted; one that is right is given back. Each limit lets a few
through at once and then one at a time (`academy.people.entrance.guessing.limits`):

| limit                                        | at once | then one in | in 24 hours |
|----------------------------------------------|---------|-------------|-------------|
| a device on which the account has signed in  |      10 |      10 min |         154 |
| a new device, on one account                 |       5 |      30 min |          53 |
| all new devices together, on one account     |      30 |      12 min |         150 |
| all new devices at one address               |     150 |       5 min |         438 |
| all new devices at addresses never heard of  |     600 |       2 min |       1,320 |

A device with a known account has its own limit alone: nothing that others do elsewhere makes
its owner wait. On a new device all the other limits must have room. What that comes to for
1,000 accounts with six-digit PINs (10^6, less the obvious ones):

- One account is guessed at 150 times a day at most from new devices, however many there are:
  for a PIN made by chance 0.015 % a day. The owner is told when half of it is used up at once.
- Strangers from any number of addresses guess 1,320 times a day at most over all accounts
  together: one random PIN in two years. With an account of their own (a place counts as heard
  of for 30 days after anybody has signed in there) 438 a day from each address more.
- Two classmates with a device each use up 96 a day of the 120 that come back for one account,
  after 10 at once of 30: the owner's new device still finds room. Who throws the device's
  cookie away shares one such place of 53 a day with all others who do.
- Who makes a new cookie for every guess can use up the 150. Then, and only then, does a new
  device wait. The owner's ways in stay open: a device known before; the address limit does not
  count where the account has signed in itself within 30 days; a PIN that a companion or
  coordinator has just printed begins all counts of the account anew and is asked about by
  neither address nor site; and where the account is being guessed at, they print an entry
  code (`pins.is_entry_code`: 59 bits, too many to guess at any pace), which no limit counts.

Codes of the second step, asked after the password, have the first three limits for
themselves: 150 guesses a day from new devices, 0.047 % a day (three codes of 10^6, ten spare
codes of 10^8). From the fifth on the owner is told; a new password ends it.

A new secret begins the counts of its account anew: what was guessed before is worth nothing.
Invented names behave like real ones. No limit is on a secret: many may have the same one.
Rows (`GuessCount`) hold hashes only.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from academy.people.entrance.guessing import limits
from academy.people.entrance.guessing.limits import Limit
from academy.people.entrance.guessing.waits import Wait
from academy.people.entrance.secrets.pins import is_entry_code
from academy.people.models import GuessCount, User


class Asked(StrEnum):
    """What is guessed at."""

    SECRET = "secret"  # noqa: S105 # a kind, no secret
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an attempt comes from: the device's own number, whether it knows the account.

    Empty where it is not known.
    """

    device: str = ""
    knows: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt that was let through to the check, and the counts that it has used."""

    user: User | None
    asked: Asked
    owner: str
    origin: Origin
    used: dict[str, Limit] = field(default_factory=dict)
    # How many wrong attempts each limit holds, with this one.
    held: dict[str, int] = field(default_factory=dict)


def digest(kind: str, text: str) -> str:
    """Return a keyed hash of `text`, from which it cannot be read."""
    return salted_hmac(
        f"academy.people.entrance.guessing.throttle.{kind}", text, algorithm="sha256"
    ).hexdigest()[:24]


def begin(
    *,
    login: str,
    user: User | None,
    secret: str,
    origin: Origin = Origin(),
    asked: Asked = Asked.SECRET,
) -> Attempt | Wait:
    """Say whether an attempt on the account may be checked now.

    `login` stands for the account where there is none, so that both behave alike. The
    same secret sent again (a double click) is let through and not counted: it teaches
    nothing.
    """
    owner = _owner(user, login)
    if asked == Asked.SECRET and is_entry_code(secret):
        return Attempt(user, asked, owner, origin)
    now = timezone.now()
    met = _limits(owner, origin, asked)
    gate = next(iter(met))
    mark = digest("attempt", f"{gate} {secret}")
    # Looked at before anything is locked or made: who is sent away leaves no row behind.
    keys = set(met).union(*(excuses for _limit, excuses in met.values()))
    seen = {row.key: row for row in GuessCount.objects.filter(key__in=keys, forget_at__gt=now)}
    used = {key: limit for key, (limit, excuses) in met.items() if not excuses & seen.keys()}
    if gate in seen and seen[gate].last_attempt == mark:
        return Attempt(user, asked, owner, origin)
    if wait := wait_of(used, seen, now, asked):
        return wait
    with transaction.atomic():
        rows = locked_counts(used, now)
        if wait := wait_of(used, rows, now, asked):
            return wait
        rows[gate].last_attempt = mark
        held = {}
        for key, limit in used.items():
            rows[key].forget_at += limit.refill
            held[limit.name] = round((rows[key].forget_at - now) / limit.refill)
        write(rows)
    return Attempt(user, asked, owner, origin, used, held)


def succeeded(attempt: Attempt) -> None:
    """Forget the wrong attempts on this device, and note the place as the owner's."""
    with transaction.atomic():
        now = timezone.now()
        keys = list(attempt.used)
        rows = locked_counts(attempt.used, now)
        for key in keys[1:]:
            # The right one used up nothing.
            rows[key].forget_at -= attempt.used[key].refill
        write(rows)
        GuessCount.objects.filter(key__in=[*keys[:1], _slip(attempt.owner)]).delete()
        if attempt.asked == Asked.SECRET and attempt.origin.address:
            _keep([_place(attempt.origin), _home(attempt.owner, attempt.origin)], now)


def begin_anew(user: User, *, printed_pin: bool = False) -> None:
    """Forget what was guessed at an account that has a new secret.

    A PIN that was printed for it is asked about by neither address nor site for some days.
    """
    owner = _owner(user, "")
    GuessCount.objects.filter(key__startswith=f"{owner} ").delete()
    if printed_pin:
        GuessCount.objects.update_or_create(
            key=_slip(owner), defaults={"forget_at": timezone.now() + limits.SLIP_FRESH}
        )


def is_guessed_at(user: User) -> bool:
    """Say whether half of what new devices may guess at the account is used up."""
    key = f"{_owner(user, '')} {Asked.SECRET} {limits.NEW_DEVICES.name}"
    half = timezone.now() + limits.NEW_DEVICES.span / 2
    return GuessCount.objects.filter(key=key, forget_at__gte=half).exists()


def forget_old_counts() -> int:
    """Delete the counts whose time is over; return how many."""
    deleted, _rows = GuessCount.objects.filter(forget_at__lte=timezone.now()).delete()
    return deleted


def _limits(owner: str, origin: Origin, asked: Asked) -> dict[str, tuple[Limit, frozenset[str]]]:
    """Return the limits that an attempt meets, the one of its device first.

    With each stand the rows of which any one lets the attempt off that limit.
    """
    always = frozenset[str]()
    device = digest("device", origin.device) if origin.device else "none"
    if origin.knows and origin.device:
        return {f"{owner} {asked} known {device}": (limits.KNOWN_DEVICE, always)}
    of_device = limits.NEW_DEVICE if origin.device else limits.NAMELESS
    met = {
        f"{owner} {asked} device {device}": (of_device, always),
        f"{owner} {asked} {limits.NEW_DEVICES.name}": (limits.NEW_DEVICES, always),
    }
    if asked == Asked.CODE:
        return met
    own = frozenset({_home(owner, origin), _slip(owner)})
    if origin.address:
        met[f"address {digest('address', origin.address)}"] = limits.ADDRESS, own
    met["site"] = limits.SITE, own | {_place(origin)}
    return met


def wait_of(
    used: dict[str, Limit],
    rows: dict[str, GuessCount],
    now: dt.datetime,
    asked: Asked = Asked.SECRET,
) -> Wait | None:
    """Return how long the limit that has room last makes wait, or None where all have room."""
    times = {
        limit.name: rows[key].forget_at + limit.refill - limit.span - now
        for key, limit in used.items()
        if key in rows
    }
    last = max(times, key=lambda name: times[name], default="")
    if not last or times[last] <= dt.timedelta():
        return None
    return Wait(times[last], last, asked == Asked.CODE)


def locked_counts(keys: Iterable[str], now: dt.datetime) -> dict[str, GuessCount]:
    """Return the counts of `keys` under locks, in one order, none of them in the past."""
    # In one statement: whoever was waited for may have forgotten a row, and it is made anew.
    # Rows that are there are written as they are, which locks them.
    _upsert([GuessCount(key=key, forget_at=now) for key in sorted(keys)], ["key"])
    found = GuessCount.objects.filter(key__in=keys).values_list("key", "last_attempt", "forget_at")
    return {
        key: GuessCount(key=key, last_attempt=last, forget_at=max(forget_at, now))
        for key, last, forget_at in found
    }


def write(rows: dict[str, GuessCount]) -> None:
    """Write counts that are under locks."""
    _upsert(list(rows.values()), ["forget_at", "last_attempt"])


def _upsert(rows: list[GuessCount], written: list[str]) -> None:
    GuessCount.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=written
    )


def _keep(keys: list[str], now: dt.datetime) -> None:
    """Note places as known; once a day is often enough."""
    fresh = now + limits.PLACE_KNOWN
    recent = GuessCount.objects.filter(key__in=keys, forget_at__gt=fresh - limits.DAY)
    for key in set(keys) - set(recent.values_list("key", flat=True)):
        GuessCount.objects.update_or_create(key=key, defaults={"forget_at": fresh})


def _owner(user: User | None, login: str) -> str:
    return digest("account", f"pk {user.pk}" if user else f"login {login}")


def _place(origin: Origin) -> str:
    return f"place {digest('address', origin.address)}"


def _home(owner: str, origin: Origin) -> str:
    return f"home {digest('home', f'{owner} {origin.address}')}"


def _slip(owner: str) -> str:
    return f"slip {owner}"
