"""The code of a session changes every half a minute, and is its own."""

import datetime as dt
from uuid import UUID, uuid4

import pytest

from courses.attendance.rules import codes

SESSION = UUID("6b0f3a52-6f0e-4df0-9d25-0c3b8e8c1f10")
NOON = dt.datetime(2026, 2, 3, 12, 0, 10, tzinfo=dt.UTC)


def shown(seconds_ago: int) -> int:
    return codes.step_at(NOON - dt.timedelta(seconds=seconds_ago))


@pytest.mark.parametrize(
    ("seconds_ago", "accepted"), [(0, True), (30, True), (60, False), (600, False), (-30, False)]
)
def test_the_code_of_now_counts_and_the_one_before(seconds_ago, accepted):
    digits = codes.digits_of(SESSION, shown(seconds_ago))
    assert codes.counts(digits, SESSION, NOON) is accepted
    assert codes.is_key(codes.key_of(SESSION, shown(seconds_ago)), SESSION, NOON) is accepted


def test_an_older_code_is_known_for_ten_minutes():
    ages = [
        codes.age_of(codes.digits_of(SESSION, shown(seconds)), SESSION, NOON)
        for seconds in (0, 60, 570, 600)
    ]
    assert ages == [0, 2, 19, None]


def test_no_two_sessions_no_two_moments_and_no_two_academies_have_the_same(settings):
    found = {codes.key_of(SESSION, step) for step in range(50)}
    found |= {codes.key_of(uuid4(), 1) for _number in range(50)}
    settings.SECRET_KEY = "another-academy-with-a-secret-of-its-own"
    assert len(found | {codes.key_of(SESSION, 1)}) == 101


def test_digits_are_six_also_when_they_begin_with_nothing():
    found = [codes.digits_of(SESSION, step) for step in range(200)]
    assert {len(digits) for digits in found} == {6}
    assert any(digits.startswith("0") for digits in found)
    assert len(set(found)) > 195


def test_the_screen_says_how_long_its_code_stands():
    assert codes.seconds_left(NOON) == 20
    assert codes.seconds_left(NOON + dt.timedelta(seconds=20)) == 30
