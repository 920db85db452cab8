"""What two web processes do at the same moment: they share nothing but the database."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from academy.core.models import Act
from courses.enrollment.actions.seats import BatchFull
from courses.models import Application, Attendance, Enrollment
from tests.courses.attendance.hall import digits, hall
from tests.factories.courses import ApplicationFactory, BatchFactory, EnrollmentFactory
from tests.factories.people import UserFactory
from tests.services.web import sent, web

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.services,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time"),
]
PEOPLE, AT_ONCE = 200, 16
START = "/kerja/"


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_of_two_acceptances_of_the_last_seat_one_wins_and_the_other_coordinator_is_told():
    batch = BatchFactory(selecting=True, seats=3)
    coordinators = [UserFactory(coordinator=True) for _one in range(2)]
    batch.coordinators.set(coordinators)
    with web() as address:
        for place in range(3):
            clients = [signed_in(one) for one in coordinators]
            batch.seats = place + 1
            batch.save()
            rows = [ApplicationFactory(batch=batch, state="verified") for _two in range(2)]

            def accept(number: int, rows=rows, clients=clients) -> int:
                path = reverse("courses:application_decide", args=[rows[number].public_id])
                return sent(address, path, clients[number], {"action": "accept"})[0]

            with ThreadPoolExecutor(2) as pool:
                assert set(pool.map(accept, range(2))) == {302}
            states = Application.objects.filter(pk__in=[row.pk for row in rows])
            assert sorted(states.values_list("state", flat=True)) == ["accepted", "verified"]
            assert Enrollment.objects.filter(batch=batch).count() == place + 1
            # This process remembers the sign-ins as they were before the answers.
            cache.clear()
            told = [str(BatchFull.message) in client.get(START).text for client in clients]
            assert sorted(told) == [False, True]


def test_two_hundred_check_ins_each_sent_again_leave_one_record_each():
    here = hall()
    seats = [EnrollmentFactory(batch=here.batch) for _number in range(PEOPLE)]
    clients = [signed_in(seat.user) for seat in seats]
    acts = [str(uuid.uuid4()) for _seat in seats]

    with web() as address:
        code = digits(here.session)

        def check_in(number: int) -> int:
            """Each twice, and the second often before the first has its answer."""
            form = {"client_id": acts[number // 2], "code": code}
            return sent(address, here.address, clients[number // 2], form)[0]

        with ThreadPoolExecutor(AT_ONCE) as pool:
            assert set(pool.map(check_in, range(2 * PEOPLE))) == {302}
    assert here.noted() == {seat.pk: ("present", "code") for seat in seats}
    assert Attendance.objects.count() == PEOPLE
    assert Act.objects.filter(kind="check in").count() == PEOPLE
