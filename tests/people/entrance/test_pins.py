import datetime as dt

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from academy.people.entrance.secrets.pins import is_pin, random_pin, why_obvious
from academy.people.models import User
from tests.factories.people import UserFactory


@pytest.mark.parametrize(
    "pin",
    ["123456", "654321", "456789", "890123", "111111", "112211", "121212", "123123", "123321"],
)
def test_a_pin_that_is_guessed_first_is_refused_with_a_reason(pin):
    assert why_obvious(pin) is not None


@pytest.mark.parametrize("pin", ["030510", "050310", "100503", "052010", "201005"])
def test_a_pin_may_not_be_the_date_of_birth_in_any_order(pin):
    with override("en"):
        assert str(why_obvious(pin, birth_on=dt.date(2010, 5, 3))) == (
            "This PIN is your date of birth, which others know. Choose another one."
        )


def test_a_pin_may_not_be_the_end_of_the_phone_number():
    assert why_obvious("567892", phone="+6281234567892") is not None


@pytest.mark.parametrize("pin", ["271828", "482915", "004817"])
def test_an_ordinary_pin_is_taken(pin):
    assert (is_pin(pin), why_obvious(pin, birth_on=dt.date(2010, 5, 3))) == (True, None)


def test_pins_made_by_chance_have_six_digits_and_are_never_obvious():
    pins = [random_pin() for _number in range(300)]
    assert all(is_pin(pin) and why_obvious(pin) is None for pin in pins)
    assert len(set(pins)) > 280


@pytest.mark.parametrize("text", ["12345", "1234567", "abc", "kata-12", "password", "aaaaaaaa"])
def test_what_is_neither_pin_nor_password_is_refused(text):
    with pytest.raises(ValidationError):
        validate_password(text, User(full_name="Sulastri"))


def test_a_name_is_no_password():
    with pytest.raises(ValidationError):
        validate_password("Siti Nuraini", User(full_name="Siti Nur'aini", name_key="sitinuraini"))


@pytest.mark.parametrize("text", ["271828", "sambal bawang merah", "jambu-2026"])
def test_a_pin_or_a_password_of_eight_signs_is_taken(text):
    validate_password(text, User(full_name="Sulastri"))


@pytest.mark.django_db
def test_who_sees_other_peoples_data_needs_a_password():
    with pytest.raises(ValidationError):
        validate_password("271828", UserFactory(coordinator=True))


def refusal(text: str, user: User) -> str | None:
    with override("en"):
        try:
            validate_password(text, user)
        except ValidationError as error:
            return error.messages[0].split(".")[0]
    return None


WORN_OUT = "Many people use this password, so it is guessed early"
SHORT = "Your role needs a password of at least 12 signs; a PIN is not enough"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("271828", SHORT),
        ("kx7-qm2-pz9", SHORT),
        ("kx7-qm2-pz9w", None),
        ("kopi sawah lentera hujan", None),
        ("password123456", WORN_OUT),
        ("1qaz2wsx3edc4rfv", WORN_OUT),
        ("Pesantren2026!", WORN_OUT),
        ("santri-opop-jatim", WORN_OUT),
        ("OPOP Academy 2026", WORN_OUT),
        ("bismillahirrahman", None),
        ("Bismillah bismillah", WORN_OUT),
        ("Surabaya123456", WORN_OUT),
        ("ABCD-2345-EFGH", "This looks like a printed entry code"),
    ],
)
def test_the_password_of_who_has_a_role_is_long_and_none_that_others_guess(text, answer):
    assert refusal(text, UserFactory(coordinator=True)) == answer


def test_a_participants_pin_stays_at_six_digits():
    assert refusal("271828", User(full_name="Sulastri")) is None


@pytest.mark.django_db
def test_who_has_a_role_and_an_old_short_password_chooses_another_at_sign_in():
    user = UserFactory(editor=True, secret="jambu-air")
    client = Client()
    client.post("/masuk/", {"login": user.username, "password": "jambu-air"})
    assert client.get("/akun/").url == "/akun/pin-baru/"
    plain = UserFactory(secret="jambu-air")
    client = Client()
    client.post("/masuk/", {"login": plain.username, "password": "jambu-air"})
    assert client.get("/akun/").status_code == 200
