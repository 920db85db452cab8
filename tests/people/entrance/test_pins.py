import datetime as dt

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import override

from academy.people.entrance.pins import is_pin, random_pin, why_obvious
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


@pytest.mark.parametrize("text", ["271828", "sambal bawang merah", "kawung-2026"])
def test_a_pin_or_a_password_of_eight_signs_is_taken(text):
    validate_password(text, User(full_name="Sulastri"))


@pytest.mark.django_db
def test_who_sees_other_peoples_data_needs_a_password():
    with pytest.raises(ValidationError):
        validate_password("271828", UserFactory(coordinator=True))
