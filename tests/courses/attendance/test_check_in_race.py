"""A hall checks in at one instant, over a line on which answers are lost."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from academy.core.models import Act, AuditEntry
from academy.people.models import GuessCount
from courses.attendance.actions import checking_in
from courses.models import Attendance
from tests.courses.attendance.hall import digits, hall
from tests.factories.courses import EnrollmentFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.every_database]

PEOPLE = 200
# SQLite in memory has one connection; there they come one after the other.
AT_ONCE = 16 if connection.vendor == "postgresql" else 1


def test_two_hundred_check_ins_with_retries_leave_one_record_each():
    here = hall()
    seats = [EnrollmentFactory(batch=here.batch) for _number in range(PEOPLE)]
    code = digits(here.session)

    def send(number: int) -> int:
        """Each twice, and the retry often before the first has its answer."""
        seat = seats[number // 2]
        try:
            sent = checking_in.Sent(seat, here.session, UUID(int=seat.pk))
            return checking_in.by_digits(sent, digits=code).pk
        finally:
            if AT_ONCE > 1:
                connection.close()

    numbers = range(2 * PEOPLE)
    if AT_ONCE > 1:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = list(pool.map(send, numbers))
    else:
        found = [send(number) for number in numbers]
    assert found[::2] == found[1::2]
    assert here.noted() == {seat.pk: ("present", "code") for seat in seats}
    assert Attendance.objects.count() == PEOPLE
    assert AuditEntry.objects.filter(verb="checked in").count() == PEOPLE
    assert Act.objects.filter(kind="check in").count() == PEOPLE
    # Nobody has used up a guess.
    assert not GuessCount.objects.filter(forget_at__gt=timezone.now()).exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time")
def test_guesses_at_one_instant_find_no_more_room_than_one_by_one():
    here = hall()
    [seat] = here.seats

    def guess(number: int) -> str:
        try:
            sent = checking_in.Sent(seat, here.session, UUID(int=number))
            checking_in.by_digits(sent, digits=f"{number:06d}")
        except checking_in.Refused as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "in"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(guess, range(60)))
    assert found.count("MustWait") == 60 - checking_in.limits.CHECKING_IN.burst
