"""Codes of the second step are guessed slowly at every door that takes one."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import Client
from django.utils.translation import override

from academy.notify.models import Notice
from academy.people.entrance.actions import reset_pin
from academy.people.entrance.guessing import limits
from tests.factories.people import PASSWORD, UserFactory
from tests.people.entrance.test_second_factor import code_of

# Its rules are asked in one way on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DOOR, AGAIN = "/masuk/kode/", "/akun/konfirmasi/kode/"
SECRET = "JBSWY3DPEHPK3PXP"  # what the factory's app holds


@pytest.fixture
def owner():
    user = UserFactory(coordinator=True, email="ning@pesantren.example", language="en")
    RecoveryCodes.activate(user)
    return user


def at_the_code(user, client: Client | None = None) -> Client:
    """Return a browser in which the password was right and the code is asked for."""
    client = client or Client()
    client.cookies["django_language"] = "en"
    client.get("/masuk/")
    client.post("/masuk/", {"login": user.username, "password": PASSWORD})
    return client


def guess(client: Client, door: str, code: str) -> str:
    answer = client.post(door, {"code": code})
    return "in" if answer.status_code == 302 else told(answer, "code")


def told(answer, field: str) -> str:
    """Return the first error at `field`, in English also where it is translated late."""
    with override("en"):
        return str(answer.context["form"].errors[field][0])


def spare_codes(user) -> list[str]:
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def test_many_codes_are_not_tried_in_a_row(owner):
    client = at_the_code(owner)
    answers = [guess(client, DOOR, f"{number:06d}") for number in range(40)]
    assert sum("not right" in answer for answer in answers) == 5
    assert "wait" not in answers[4]
    assert answers[-1].startswith("There were several wrong codes on this device.")
    assert guess(client, DOOR, code_of(SECRET)) != "in"


def test_new_browsers_and_forgotten_cookies_do_not_give_more_codes(owner):
    tried = 0
    for number in range(20):
        client = at_the_code(owner)
        tried += "not right" in guess(client, DOOR, f"{number:06d}")
        tried += "not right" in guess(client, DOOR, f"{number + 500:06d}")
    assert tried == 30


def test_spare_codes_are_counted_with_the_others(owner):
    client = at_the_code(owner)
    for number in range(5):
        guess(client, DOOR, f"{number:08d}")
    assert guess(client, DOOR, spare_codes(owner)[0]) != "in"


def test_the_owner_gets_in_on_a_known_device_however_much_others_guess(owner):
    own = at_the_code(owner)
    assert guess(own, DOOR, code_of(SECRET)) == "in"
    own.post("/keluar/")
    for number in range(limits.NEW_DEVICES.burst + 1):
        guess(at_the_code(owner), DOOR, f"{number:06d}")
    at_the_code(owner, own)
    assert guess(own, DOOR, spare_codes(owner)[0]) == "in"


def test_an_open_handset_gives_no_more_guesses_at_the_code_or_password_asked_again(owner):
    client = at_the_code(owner)
    assert guess(client, DOOR, spare_codes(owner)[0]) == "in"
    answers = [guess(client, AGAIN, f"{number:06d}") for number in range(30)]
    assert sum("not right" in answer for answer in answers) == 10
    passwords = [
        client.post("/akun/konfirmasi/", {"password": f"jambu-air-{number}"})
        for number in range(30)
    ]
    said = [told(answer, "password") for answer in passwords]
    assert sum("several wrong attempts" in answer for answer in said) == 20


def test_the_owner_is_told_of_guessed_codes_once_a_day_by_notice_and_mail(owner, run_jobs):
    client = at_the_code(owner)
    for number in range(4):
        guess(client, DOOR, f"{number:06d}")
    run_jobs()
    assert (Notice.objects.count(), len(mail.outbox)) == (0, 0)
    for number in range(4, 12):
        guess(at_the_code(owner), DOOR, f"{number:06d}")
    run_jobs()
    assert list(Notice.objects.values_list("user", "kind", "url")) == [
        (owner.pk, "codes_guessed", "/akun/pin/")
    ]
    (letter,) = mail.outbox
    assert (letter.subject, letter.to) == (
        "Wrong codes were typed for your account",
        ["ning@pesantren.example"],
    )
    assert owner.username in letter.body
    assert "/akun/pin/" in letter.body


def test_a_new_password_ends_the_guessing_and_the_owners_code_works_at_once(owner):
    for number in range(limits.NEW_DEVICES.burst + 1):
        guess(at_the_code(owner), DOOR, f"{number:06d}")
    assert guess(at_the_code(owner), DOOR, code_of(SECRET)) != "in"
    fresh = reset_pin(user=owner, by=None)
    thrown_out = at_the_code(owner)
    assert thrown_out.get(DOOR).status_code == 302
    client = Client()
    client.post("/masuk/", {"login": owner.username, "password": fresh})
    assert guess(client, DOOR, code_of(SECRET)) == "in"


def test_wrong_codes_at_setting_up_are_slowed_too():
    user = UserFactory(coordinator=True, authenticator=None, language="en")
    client = at_the_code(user)
    said = [guess(client, "/akun/dua-langkah/pasang/", f"{number:06d}") for number in range(15)]
    assert "several wrong codes" in said[-1]
