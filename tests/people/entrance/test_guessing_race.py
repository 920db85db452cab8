"""Many guesses at one instant are no more than many in a row."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from academy.people.entrance.guessing import limits, throttle
from academy.people.entrance.guessing.throttle import Attempt, Origin
from tests.factories.people import UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time"),
]


def test_eighty_guesses_at_one_instant_are_let_through_as_often_as_one_after_the_other():
    user = UserFactory(pin=True)

    def guess(number: int) -> bool:
        try:
            found = throttle.begin(
                login=user.username,
                user=user,
                secret=f"{number:06d}",
                origin=Origin(f"device {number}", False, f"10.0.0.{number}"),
            )
            return isinstance(found, Attempt)
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        let_through = list(pool.map(guess, range(80)))
    assert sum(let_through) == limits.NEW_DEVICES.burst
