"""A thousand accounts, thirty hours, attackers who know the rules, and owners who want in."""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from itertools import count

import pytest
from django.utils import timezone

from academy.people.entrance.actions import reset_pin
from academy.people.entrance.guessing import limits, throttle
from academy.people.entrance.guessing.throttle import Origin
from academy.people.entrance.guessing.waits import Wait
from academy.people.models import User
from tests.factories.people import PIN, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
HOURS = 30
ACCOUNTS = 1000
# Three times as many addresses as use up at once what all of them together may try.
STRANGERS = [
    f"203.0.113.{number}" for number in range(3 * limits.SITE.burst // limits.ADDRESS.burst)
]
INSIDERS = [f"198.51.100.{number}" for number in range(3)]


class World:
    """The accounts, and when each wrong secret was checked: by account, from which side."""

    def __init__(self) -> None:
        hashed = UserFactory.build(pin=True).password
        User.objects.bulk_create(
            User(username=f"santri{number:04d}", full_name="Siti Aisyah", password=hashed)
            for number in range(ACCOUNTS)
        )
        self.people = list(User.objects.order_by("pk"))
        self.checked: dict[str, list[dt.datetime]] = defaultdict(list)
        self.numbers = count()

    def fresh(self, address: str) -> Origin:
        """Return the origin of a browser that nobody has seen before."""
        return Origin(f"device {next(self.numbers)}", False, address)

    def guess(self, user: User, origin: Origin, side: str) -> bool:
        """Try one more PIN; say whether it was looked at."""
        secret = f"x{next(self.numbers)}"
        found = throttle.begin(login=user.username, user=user, secret=secret, origin=origin)
        if isinstance(found, Wait):
            return False
        for what in (side, f"account {user.pk}", "all"):
            self.checked[what].append(timezone.now())
        return True

    def most_in_a_day(self, what: str) -> int:
        """Return the most checks in any 24 hours."""
        times = self.checked[what]
        return max(
            (bisect_left(times, begun + limits.DAY) - number for number, begun in enumerate(times)),
            default=0,
        )

    def enters(self, user: User, origin: Origin, secret: str = PIN) -> bool:
        """Let an owner sign in with the right secret."""
        found = throttle.begin(login=user.username, user=user, secret=secret, origin=origin)
        if isinstance(found, Wait):
            return False
        throttle.succeeded(found)
        return True


def spray(world: World, addresses: list[str], side: str) -> None:
    """Guess over all accounts until nothing gets through any more."""
    for address in addresses:
        refused = 0
        while refused < 2:
            user = world.people[next(world.numbers) * 7 % ACCOUNTS]
            refused += not world.guess(user, world.fresh(address), side)


def besiege(world: World, user: User) -> None:
    """Guess at one account with a new device and, where that helps, from a new address."""
    refused = 0
    while refused < 2:
        address = INSIDERS[next(world.numbers) % len(INSIDERS)]
        refused += not world.guess(user, world.fresh(address), "siege")


def test_at_most_so_many_guesses_a_day_as_the_docstring_says_and_owners_get_in(time_machine):
    world = World()
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    victim, cut_off, *owners = world.people
    own_phone = Origin("phone of the victim", True, "192.0.2.1")
    for address in INSIDERS:
        assert world.enters(owners[0], world.fresh(address))
    at_home = Origin("", False, "192.0.2.7")
    assert world.enters(owners[1], at_home)

    for half_hour in range(2 * HOURS):
        time_machine.move_to(start + half_hour * dt.timedelta(minutes=30), tick=False)
        besiege(world, victim)
        spray(world, INSIDERS, "insiders")
        spray(world, STRANGERS, "strangers")
        # A device known before, and a new one at a place known before, at the first try.
        assert world.enters(victim, own_phone)
        assert world.enters(owners[1], world.fresh(at_home.address))
        if half_hour % 12:
            continue
        # A new device at a new place, also of who is besieged: at the second, with a slip.
        for net, user in enumerate((victim, cut_off)):
            address = f"100.64.{net}.{half_hour}"
            assert not world.enters(user, world.fresh(address))
            secret = reset_pin(user=user, by=None)
            if user == victim:
                besiege(world, victim)
            assert world.enters(user, world.fresh(address), secret)

    strangers = world.most_in_a_day("strangers")
    insiders = world.most_in_a_day("insiders") + world.most_in_a_day("siege")
    # They were not idle: nearly everything that the limits give is used up.
    assert 0.9 * limits.SITE.most_in_a_day < strangers <= limits.SITE.most_in_a_day
    assert insiders <= len(INSIDERS) * limits.ADDRESS.most_in_a_day
    others = world.people[2:]
    each = [world.most_in_a_day(f"account {user.pk}") for user in others]
    assert max(each) <= limits.NEW_DEVICES.most_in_a_day
    total = limits.SITE.most_in_a_day + len(INSIDERS) * limits.ADDRESS.most_in_a_day
    assert world.most_in_a_day("all") <= total


def test_one_account_besieged_from_everywhere_is_guessed_at_no_more_than_the_docstring_says(
    time_machine,
):
    world = World()
    start = timezone.now()
    victim = world.people[0]
    for step in range(4 * HOURS):
        time_machine.move_to(start + step * dt.timedelta(minutes=15), tick=False)
        refused = 0
        while refused < 3:
            address = f"10.{next(world.numbers) % 250}.{step}.1"
            refused += not world.guess(victim, world.fresh(address), "siege")
    most = world.most_in_a_day("siege")
    assert 0.9 * limits.NEW_DEVICES.most_in_a_day < most <= limits.NEW_DEVICES.most_in_a_day
