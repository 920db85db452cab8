"""Guessing is slow wherever it is done, and owners get in all the same.

Owners come through the sign-in page, and so do those whose answers are looked at. Where
hundreds of guesses only use up what there is, they are told to the throttle alone, as the page
tells them to it.
"""

import datetime as dt
import re
from itertools import count

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from academy.core.models import Job
from academy.notify.models import Notice
from academy.people.entrance.actions import reset_pin
from academy.people.entrance.forms import WRONG
from academy.people.entrance.guessing import limits, throttle
from academy.people.entrance.guessing.throttle import Origin
from academy.people.entrance.guessing.waits import Wait
from academy.people.entrance.identity import find_user
from academy.people.entrance.secrets.pins import is_entry_code, is_pin
from academy.people.models import GuessCount
from tests.factories.people import PIN, UserFactory
from tests.people.entrance.test_sign_in import attempt

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
# How many new devices, each used up, it takes until an account, and an address, are used up too.
OF_ACCOUNT = limits.NEW_DEVICES.burst // limits.NEW_DEVICE.burst + 1
OF_ADDRESS = limits.ADDRESS.burst // limits.NEW_DEVICE.burst + 1


@pytest.fixture
def ada():
    return UserFactory(username="ada", pin=True)


def new_device(address: str = "127.0.0.1", language: str = "id") -> Client:
    """Return a browser that has opened the sign-in page, as all do."""
    client = Client(REMOTE_ADDR=address)
    client.cookies["django_language"] = language
    client.get("/masuk/")
    return client


def guesses(login: str, count: int, client: Client | None = None, start: int = 0) -> list[str]:
    return [attempt(login, f"{start + number:06d}", client) for number in range(count)]


_SECRETS = count()


def counted(login: str, times: int, device: str, address: str = "127.0.0.1") -> None:
    """Let the throttle count that many wrong attempts of one new device."""
    origin = Origin(device, False, address)
    for _time in range(times):
        secret = f"salah{next(_SECRETS)}"
        throttle.begin(login=login, user=find_user(login), secret=secret, origin=origin)


def enters(login: str, device: str, address: str = "127.0.0.1") -> bool:
    """Let the owner come in on a new device, as the throttle is told of it."""
    origin = Origin(device, False, address)
    found = throttle.begin(login=login, user=find_user(login), secret=PIN, origin=origin)
    if isinstance(found, Wait):
        return False
    throttle.succeeded(found)
    return True


def use_up_account(login: str) -> None:
    """Guess at one account until no new device may any more."""
    for number in range(OF_ACCOUNT):
        counted(login, 5, f"device {number} of {next(_SECRETS)}")


def use_up_address(address: str = "127.0.0.1") -> None:
    """Guess at one address until no new device may any more."""
    for number in range(OF_ADDRESS):
        counted(f"tiada{number}", 5, f"device {number}", address)


def test_two_classmates_guessing_all_day_do_not_keep_the_owner_out_of_a_new_device(
    ada, time_machine
):
    start = timezone.now()
    for half_hour in range(48):
        time_machine.move_to(start + half_hour * dt.timedelta(minutes=30), tick=False)
        for rival in ("one rival", "the other"):
            counted("ada", 4, rival)
        assert enters("ada", f"device {half_hour}")
        if half_hour % 6 == 5:
            assert attempt("ada", PIN, new_device()) == "in"


def test_who_throws_the_cookie_away_shuts_only_those_out_who_do_so_too(ada):
    tried = guesses("ada", 60)
    assert tried.count(str(WRONG)) == limits.NEW_DEVICE.burst
    owner = Client()
    # Without the page, and so without its cookie: the answer brings it, and the second try is in.
    owner.cookies["django_language"] = "en"
    assert "Send the form once more" in attempt("ada", PIN, owner)
    assert attempt("ada", PIN, owner) == "in"


def test_on_a_device_known_before_nobody_makes_the_owner_wait(ada):
    own = new_device()
    assert attempt("ada", PIN, own) == "in"
    own.post("/keluar/")
    use_up_account("ada")
    assert attempt("ada", PIN, new_device()) not in {"in", str(WRONG)}
    assert attempt("ada", PIN, own) == "in"


def test_guesses_on_a_lab_computer_do_not_make_the_owners_own_phone_wait(ada):
    lab, phone = new_device(), new_device()
    for device in (lab, phone):
        assert attempt("ada", PIN, device) == "in"
        device.post("/keluar/")
    assert guesses("ada", 30, lab).count(str(WRONG)) == limits.KNOWN_DEVICE.burst
    assert attempt("ada", PIN, phone) == "in"


def test_under_attack_the_page_names_ways_that_work_and_they_do(ada):
    for number in range(OF_ACCOUNT):
        guesses("ada", 5, new_device(), number * 10)
    owner = new_device(language="en")
    assert attempt("ada", PIN, owner).startswith("Somebody is guessing at this account")
    slip = reset_pin(user=ada, by=None)
    assert is_entry_code(slip)
    # The guessing goes on between the slip and its use.
    use_up_account("ada")
    assert attempt("ada", slip.lower().replace("-", " "), owner) == "in"


def test_a_printed_pin_works_at_once_also_where_the_whole_network_has_to_wait(ada):
    use_up_address()
    owner = new_device()
    assert attempt("ada", PIN, owner) not in {"in", str(WRONG)}
    slip = reset_pin(user=ada, by=None)
    assert is_pin(slip)
    assert attempt("ada", slip, owner) == "in"


def test_where_the_account_was_used_before_the_network_does_not_make_it_wait(ada):
    assert attempt("ada", PIN, new_device("10.1.1.1")) == "in"
    use_up_address("10.1.1.1")
    other = UserFactory(username="lain", pin=True)
    assert attempt(other.username, PIN, new_device("10.1.1.1")) not in {"in", str(WRONG)}
    assert attempt("ada", PIN, new_device("10.1.1.1")) == "in"


def test_twenty_two_invented_names_with_one_pin_do_not_shut_its_owner_out(ada):
    for number in range(22):
        assert attempt(f"tiada{number}", PIN) == str(WRONG)
    assert attempt("ada", PIN) == "in"


def test_many_pins_over_many_accounts_are_slowed(ada):
    for number in range(limits.ADDRESS.burst - 10):
        counted(f"santri{number % 90}", 1, f"device {number}")
    tried = [attempt(f"santri{number}", f"{number:06d}", new_device()) for number in range(20)]
    assert tried.count(str(WRONG)) == 10
    assert attempt("ada", PIN, new_device("10.9.9.9")) == "in"


def test_a_real_and_an_invented_name_are_told_the_same(ada):
    told = [guesses(name, 8, new_device()) for name in ("ada", "tiada")]
    assert told[0] == told[1]


def test_the_wait_is_told_in_words_and_the_right_pin_works_after_it(ada, time_machine):
    client = new_device(language="en")
    told = guesses("ada", 6, client)[-1]
    assert told == (
        "There were several wrong attempts on this device. Try again in 30 minutes. Or use a "
        "device on which you have signed in before, or ask your companion or coordinator for a "
        "new PIN: with it you get in at once."
    )
    assert attempt("ada", PIN, client) == told
    time_machine.move_to(timezone.now() + dt.timedelta(minutes=30, seconds=1))
    assert attempt("ada", PIN, client) == "in"


def test_the_owner_is_told_when_half_of_the_guesses_of_a_day_are_used_up_at_once(ada):
    ada.email = "ada@pesantren.example"
    ada.save()
    for number in range(2):
        guesses("ada", 5, new_device(), number * 10)
    assert not Notice.objects.exists()
    for number in range(2, 8):
        guesses("ada", 5, new_device(), number * 10)
    assert Notice.objects.get().kind == "secret_guessed"
    assert Job.objects.get().kind == "people.send_letter"


def test_what_was_counted_outlives_an_emptied_cache_and_a_restart(ada):
    client = new_device()
    guesses("ada", 5, client)
    cache.clear()
    assert attempt("ada", PIN, client) not in {"in", str(WRONG)}


def test_after_its_time_nothing_of_the_guesses_is_left(ada, time_machine):
    guesses("ada", 5, new_device())
    time_machine.move_to(timezone.now() + dt.timedelta(days=1))
    throttle.forget_old_counts()
    assert not GuessCount.objects.exists()


def test_no_name_no_secret_and_no_address_can_be_read_from_the_counts(ada):
    attempt("ada", "000001", new_device("10.7.7.7"))
    kept = str(list(GuessCount.objects.values_list("key", "last_attempt")))
    assert re.search(r"ada|000001|10\.7\.7\.7", kept) is None


def test_who_is_sent_away_leaves_no_row_behind(ada):
    use_up_address()
    rows = GuessCount.objects.count()
    guesses("tiada999", 5, new_device())
    assert GuessCount.objects.count() == rows


def test_the_arithmetic_of_the_docstring_is_that_of_the_limits():
    table = re.findall(r"\| +(\d+) \| +(\d+) min \| +([\d,]+) \|", throttle.__doc__ or "")
    assert [(int(a), int(b), int(c.replace(",", ""))) for a, b, c in table] == [
        (limit.burst, limit.refill // dt.timedelta(minutes=1), limit.most_in_a_day)
        for limit in (
            limits.KNOWN_DEVICE,
            limits.NEW_DEVICE,
            limits.NEW_DEVICES,
            limits.ADDRESS,
            limits.SITE,
        )
    ]
