"""Two coordinators at once, and one applicant who presses several times."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, connections, transaction

from academy.people.models import User
from courses.admission import actions as applications
from courses.admission.actions.applying import start_draft
from courses.admission.actions.errors import AppliedAgain
from courses.models import Application, Enrollment
from tests.courses.applying import who
from tests.factories.courses import ApplicationFactory, BatchFactory
from tests.factories.people import UserFactory


def at_once(act, rows):
    def run(row):
        try:
            return act(row)
        except applications.BatchFull:
            return "full"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=4) as pool:
        return list(pool.map(run, rows))


@pytest.mark.django_db(transaction=True)
def test_parallel_acceptances_never_give_more_seats_than_there_are():
    batch = BatchFactory(selecting=True, seats=3)
    coordinator = UserFactory()
    rows = [ApplicationFactory(batch=batch, state="verified") for _ in range(8)]

    answers = at_once(lambda row: applications.accept(application=row, by=coordinator), rows)

    assert answers.count("full") == 5
    assert Enrollment.objects.filter(batch=batch).count() == 3
    assert Application.objects.filter(batch=batch, state="accepted").count() == 3


@pytest.mark.django_db(transaction=True)
def test_parallel_places_on_the_reserve_list_are_all_different():
    batch = BatchFactory(selecting=True)
    coordinator = UserFactory()
    rows = [ApplicationFactory(batch=batch, state="verified") for _ in range(6)]

    at_once(lambda row: applications.put_on_reserve(application=row, by=coordinator), rows)

    places = Application.objects.filter(batch=batch).values_list("reserve_position", flat=True)
    assert sorted(places) == [1, 2, 3, 4, 5, 6]


def somebody_waits() -> bool:
    """Say within ten seconds whether another session waits for a lock."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
            if cursor.fetchone():
                return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time")
@pytest.mark.django_db(transaction=True)
def test_a_refusal_stays_also_when_the_person_applies_again_at_that_very_moment():
    batch, coordinator = BatchFactory(selecting=True), UserFactory()
    other = BatchFactory(selecting=True, program=batch.program)
    refused = ApplicationFactory(batch=batch, state="verified")
    applications.decline(application=refused, by=coordinator, reason="Kuota penuh.")

    def undo():
        try:
            return applications.undo(application=refused, by=coordinator)
        except AppliedAgain as refusal:
            return type(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=1) as pool, transaction.atomic():
        start_draft(batch=other, user=refused.user, happened_at=None)
        # Who undoes it does not see what is not there yet, and waits at the database's own rule.
        undoing = pool.submit(undo)
        assert somebody_waits()
    assert undoing.result(timeout=20) is AppliedAgain
    refused.refresh_from_db()
    assert (refused.state, refused.reason) == ("declined", "Kuota penuh.")
    assert Application.objects.filter(user=refused.user, state="draft").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_first_step_sent_several_times_at_once_makes_one_account():
    batch, client_id = BatchFactory(selecting=True), uuid.uuid4()
    form = who()

    made = at_once(
        lambda _row: applications.register(
            batch=batch,
            client_id=client_id,
            full_name=form["full_name"],
            secret=form["secret"],
            birth_on=date(2009, 5, 4),
            gender=form["gender"],
            email="siti@example.org",
        ),
        range(4),
    )

    assert len(set(made)) == 1
    assert (User.objects.count(), Application.objects.count()) == (1, 1)
