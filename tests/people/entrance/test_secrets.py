import pytest
from django.test import Client

from academy.core.models import AuditEntry
from academy.people.entrance.actions import change_secret, reset_pin
from academy.people.entrance.secrets.pins import is_pin
from academy.people.errors import SecretTooEasy, SecretUnchanged, SecretWrong
from tests.factories.people import PASSWORD, PIN, UserFactory

pytestmark = pytest.mark.django_db


def sign_in(user, secret, **cookies) -> Client:
    client = Client()
    answer = client.post("/masuk/", {"login": user.username, "password": secret})
    assert answer.status_code == 302
    return client


def test_a_reset_pin_is_new_must_be_changed_and_ends_the_persons_sessions():
    user, ustadz = UserFactory(), UserFactory(companion=True)
    client = sign_in(user, PASSWORD)
    assert client.get("/akun/").status_code == 200
    pin = reset_pin(user=user, by=ustadz)
    user.refresh_from_db()
    assert is_pin(pin)
    assert (user.check_password(pin), user.must_change_secret) == (True, True)
    assert client.get("/akun/").url == "/masuk/?next=/akun/"
    entry = AuditEntry.objects.about(user).get()
    assert (entry.verb, entry.actor, entry.data) == ("pin_reset", ustadz, {})


def test_the_own_pin_changes_only_with_the_one_that_is_valid_now():
    user = UserFactory(pin=True)
    with pytest.raises(SecretWrong):
        change_secret(user=user, old="999990", new="482915")
    with pytest.raises(SecretTooEasy):
        change_secret(user=user, old=PIN, new="123456")
    with pytest.raises(SecretUnchanged):
        change_secret(user=user, new=PIN)
    user.refresh_from_db()
    assert user.check_password(PIN)


def test_who_changes_the_pin_stays_signed_in_here_and_is_signed_out_elsewhere():
    user = UserFactory(pin=True)
    here, elsewhere = sign_in(user, PIN), sign_in(user, PIN)
    answer = here.post("/akun/pin/", {"old": PIN, "new": "482915", "again": "482915"})
    assert answer.url == "/akun/"
    assert here.get("/akun/").status_code == 200
    assert elsewhere.get("/akun/").url == "/masuk/?next=/akun/"


def test_with_a_printed_pin_nothing_opens_before_an_own_one_is_chosen():
    user = UserFactory(must_change_secret=True)
    client = sign_in(user, PASSWORD)
    for path in ("/akun/", "/belajar/", "/kerja/", "/akun/pesan/", "/"):
        assert client.get(path).url == "/akun/pin-baru/"
    easy = client.post("/akun/pin-baru/", {"new": "123456", "again": "123456"})
    assert easy.context["form"].errors.keys() == {"new"}
    unlike = client.post("/akun/pin-baru/", {"new": "482915", "again": "482916"})
    assert unlike.context["form"].errors.keys() == {"again"}
    chosen = client.post("/akun/pin-baru/", {"new": "482915", "again": "482915"})
    assert chosen.url == "/masuk/lanjut/"
    assert client.get("/akun/").status_code == 200
    user.refresh_from_db()
    assert (user.check_password("482915"), user.must_change_secret) == (True, False)


def test_who_finds_a_handset_signed_in_cannot_guess_the_pin_quickly():
    user = UserFactory(pin=True)
    client = sign_in(user, PIN)
    for guess in (*(f"{number:06d}" for number in range(10)), PIN):
        answer = client.post("/akun/pin/", {"old": guess, "new": "482915", "again": "482915"})
        assert len(answer.context["form"].errors["old"]) == 1
    user.refresh_from_db()
    assert user.check_password(PIN)
