"""A person has one seat in a program, at every door that gives one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections, transaction

from courses.admission import actions as applications
from courses.admission.actions import replacing
from courses.enrollment.actions import enrollments as seats
from courses.models import Enrollment
from tests.factories.courses import ApplicationFactory, BatchFactory, EnrollmentFactory, days
from tests.factories.people import UserFactory

TAKEN = "Orang ini sudah punya kursi di Angkatan IV"
PASSED = "Orang ini sudah lulus di Angkatan IV"


@pytest.fixture
def third():
    return BatchFactory(selecting=True, name="Angkatan III")


@pytest.fixture
def fourth(third):
    return BatchFactory(program=third.program, name="Angkatan IV")


@pytest.fixture
def coordinator():
    return UserFactory(coordinator=True)


def asking(batch, user, state, **more):
    return ApplicationFactory(batch=batch, user=user, state=state, **more)


def readmit(batch, user, by):
    seat = EnrollmentFactory(batch=batch, user=user, state="withdrawn")
    return seats.readmit(enrollment=seat, by=by)


def take_in_a_failed_one(batch, user, by):
    seat = EnrollmentFactory(batch=batch, user=user, state="failed")
    return seats.readmit(enrollment=seat, by=by)


def accept(batch, user, by):
    return applications.accept(application=asking(batch, user, "verified"), by=by)


def accept_from_reserve(batch, user, by):
    row = asking(batch, user, "reserve", reserve_position=1)
    return applications.accept(application=row, by=by)


def put_on_reserve(batch, user, by):
    return applications.put_on_reserve(application=asking(batch, user, "verified"), by=by)


def undo_a_decline(batch, user, by):
    row = asking(batch, user, "declined", decided_from="reserve", decided_from_place=1)
    return applications.undo(application=row, by=by)


DOORS = [
    readmit, take_in_a_failed_one, accept, accept_from_reserve, put_on_reserve, undo_a_decline,
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("state", "words"), [("active", TAKEN), ("completed", PASSED)])
def test_who_learns_or_passed_in_one_batch_gets_no_seat_in_another(
    third, fourth, coordinator, door, state, words
):
    seat = EnrollmentFactory(batch=fourth, state=state)
    with pytest.raises(applications.SeatedElsewhere) as refused:
        door(third, seat.user, coordinator)
    assert str(refused.value.message).startswith(words)
    [taking_part] = Enrollment.objects.taking_part(seat.user, third.program_id)
    assert taking_part == seat


@pytest.mark.django_db
@pytest.mark.parametrize("door", [readmit, take_in_a_failed_one, accept, accept_from_reserve])
@pytest.mark.parametrize("state", ["failed", None])
def test_who_learns_nowhere_in_the_program_gets_the_seat(third, fourth, coordinator, door, state):
    if state is None:
        # Another program is another matter.
        fourth, state = BatchFactory(), "active"
    seat = EnrollmentFactory(batch=fourth, state=state)
    given = door(third, seat.user, coordinator)
    assert (given.batch, given.program, given.state) == (third, third.program, "active")


@pytest.mark.django_db
def test_a_draft_begun_before_the_seat_was_given_back_is_not_sent(third, fourth):
    seat = EnrollmentFactory(batch=fourth, state="failed")
    draft = asking(third, seat.user, "draft")
    Enrollment.objects.filter(pk=seat.pk).update(state="active")
    with pytest.raises(applications.AlreadySeated):
        applications.submit(application=draft, by=seat.user)


@pytest.mark.django_db
def test_the_next_in_reserve_is_the_next_who_has_no_seat(third, fourth, coordinator):
    third.starts_on -= days(15)
    third.save()
    absent = EnrollmentFactory(batch=third)
    learns = EnrollmentFactory(batch=fourth)
    first = asking(third, learns.user, "reserve", reserve_position=1)
    second = asking(third, UserFactory(), "reserve", reserve_position=2)

    newcomer = replacing.replace_no_show(enrollment=absent, by=coordinator)

    first.refresh_from_db()
    assert (newcomer.application, first.reserve_position) == (second, 1)


@pytest.mark.django_db
def test_the_database_says_no_too(third, fourth):
    seat = EnrollmentFactory(batch=fourth)
    with pytest.raises(IntegrityError), transaction.atomic():
        EnrollmentFactory(batch=third, user=seat.user)


@pytest.mark.django_db(transaction=True)
def test_two_batches_that_give_a_person_a_seat_at_once_give_one(third, fourth, coordinator):
    left = EnrollmentFactory(batch=third, state="withdrawn")
    asks = asking(fourth, left.user, "verified")

    def run(give):
        try:
            return give()
        except applications.SeatedElsewhere:
            return "refused"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=2) as pool:
        answers = list(
            pool.map(
                run,
                [
                    lambda: seats.readmit(enrollment=left, by=coordinator),
                    lambda: applications.accept(application=asks, by=coordinator),
                ],
            )
        )

    assert answers.count("refused") == 1
    assert Enrollment.objects.taking_part(left.user, third.program_id).count() == 1
