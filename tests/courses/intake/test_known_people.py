"""Who is known here already gets no second account, and is shown to nobody who may not look."""

import datetime as dt

import pytest

from academy.people.models import User
from courses.intake.actions.errors import MayNotJoin
from courses.intake.actions.mending import decide
from courses.models import Application, Enrollment
from tests.courses.intake.listing import person
from tests.courses.intake.lists import a_batch, confirmed, lots, results, row, uploaded
from tests.factories.courses import ApplicationFactory, BatchFactory, EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
SITI = {"full_name": "Siti Nur'aini", "gender": "female"}


@pytest.fixture
def batch_and_rina(malang_today, pesantren_of_malang):
    return a_batch(pesantren_of_malang)


def read(batch, by, run_jobs, **cells):
    """A list with one person, read."""
    listing = uploaded(batch, by, person(**cells))
    run_jobs()
    return listing


@pytest.mark.parametrize(
    ("known", "lot"),
    [
        ({"phone": "+6281234567890"}, "known"),
        ({"email": "siti@contoh.id"}, "known"),
        ({"phone": "+6281200000000"}, "new"),
        # The same birthday, and nothing that says it is another person.
        ({"birth_on": dt.date(2005, 8, 17)}, "ask"),
        ({"birth_on": dt.date(2005, 8, 18)}, "new"),
    ],
)
def test_the_same_name_and_one_thing_more_is_the_same_person(batch_and_rina, run_jobs, known, lot):
    UserFactory(**SITI | {"phone": "", "email": None, "birth_on": None} | known)
    assert lots(read(*batch_and_rina, run_jobs)) == [lot]


def test_another_spelling_is_the_same_name(batch_and_rina, run_jobs):
    UserFactory(full_name="Moh. Abd. Rahman", phone="+6281234567890")
    listing = read(*batch_and_rina, run_jobs, full_name="MUHAMMAD ABDUL RAHMAN")
    assert lots(listing) == ["known"]


def test_a_birthday_and_the_same_pesantren_are_the_same_person(
    batch_and_rina, run_jobs, pesantren_of_malang
):
    known = UserFactory(**SITI, birth_on=dt.date(2005, 8, 17), phone="", email=None)
    known.memberships.create(pesantren=pesantren_of_malang, role="santri")
    assert lots(read(*batch_and_rina, run_jobs)) == ["known"]


def test_a_known_person_gets_a_seat_and_is_told_of_it(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    known = UserFactory(**SITI, phone="+6281234567890", email="lain@contoh.id")
    people = User.objects.count()
    listing = read(batch, rina, run_jobs)
    confirmed(listing, rina)
    run_jobs()
    assert (results(listing), User.objects.count()) == (["seated"], people)
    assert Enrollment.objects.get(batch=batch).user == known
    known.refresh_from_db()
    # Nothing of the account is written over.
    assert known.email == "lain@contoh.id"
    assert [str(batch) in each.params["text"] for each in known.notices.all()] == [True]


def test_who_learns_in_another_batch_of_the_program_is_named_and_not_seated(
    batch_and_rina, run_jobs
):
    batch, rina = batch_and_rina
    elsewhere = BatchFactory(program=batch.program)
    known = UserFactory(**SITI, phone="+6281234567890")
    EnrollmentFactory(batch=elsewhere, user=known)
    listing = read(batch, rina, run_jobs)
    assert (lots(listing), row(listing, 2).why) == (["barred"], "seated_elsewhere")


def test_who_has_left_the_batch_or_waits_for_another_one_is_named(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    known = UserFactory(**SITI, phone="+6281234567890")
    seat = EnrollmentFactory(batch=batch, user=known, state="withdrawn")
    assert row(read(batch, rina, run_jobs), 2).why == "had_seat"
    seat.delete()
    elsewhere = BatchFactory(program=batch.program)
    ApplicationFactory(batch=elsewhere, user=known, state="submitted")
    assert row(read(batch, rina, run_jobs), 2).why == "applied_elsewhere"


def test_an_application_for_this_batch_is_accepted_with_it(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    known = UserFactory(**SITI, phone="+6281234567890")
    asked = ApplicationFactory(batch=batch, user=known, state="submitted")
    listing = read(batch, rina, run_jobs)
    confirmed(listing, rina)
    run_jobs()
    asked.refresh_from_db()
    assert (results(listing), asked.state) == (["seated"], "accepted")
    assert Enrollment.objects.get(user=known).application == asked
    assert Application.objects.count() == 1


def test_an_address_of_somebody_else_is_to_be_corrected(batch_and_rina, run_jobs):
    UserFactory(full_name="Orang Lain", email="siti@contoh.id")
    listing = read(*batch_and_rina, run_jobs)
    assert (lots(listing), row(listing, 2).why) == (["fix"], "email_taken")


def test_a_coordinator_joins_nobody_whom_they_do_not_see(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    UserFactory(**SITI, birth_on=dt.date(2005, 8, 17), phone="", email=None)
    listing = read(batch, rina, run_jobs)
    with pytest.raises(MayNotJoin):
        decide(row=row(listing, 2), decision="same", by=rina)
    decide(row=row(listing, 2), decision="other", by=rina)
    assert lots(listing) == ["new"]


def test_who_sees_the_person_may_say_that_it_is_the_same(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    known = UserFactory(**SITI, birth_on=dt.date(2005, 8, 17), phone="", email=None)
    EnrollmentFactory(batch=BatchFactory(coordinators=[rina]), user=known)
    listing = read(batch, rina, run_jobs)
    decide(row=row(listing, 2), decision="same", by=rina)
    assert (lots(listing), row(listing, 2).person) == (["known"], known)
    people = User.objects.count()
    confirmed(listing, rina)
    run_jobs()
    assert (results(listing), User.objects.count()) == (["seated"], people)


def test_undecided_nobody_is_taken(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    UserFactory(**SITI, birth_on=dt.date(2005, 8, 17), phone="", email=None)
    listing = uploaded(batch, rina, person(), person(full_name="Bagus", phone="081200000001"))
    run_jobs()
    assert lots(listing) == ["ask", "fix"]


def test_a_manager_gives_roles_by_a_list_and_a_coordinator_does_not(
    batch_and_rina, run_jobs, malang_today
):
    batch, rina = batch_and_rina
    manager = UserFactory(program_manager=True)
    listing = read(batch, manager, run_jobs, role="Koordinator")
    assert lots(listing) == ["new"]
    confirmed(listing, rina)
    run_jobs()
    assert (results(listing), User.objects.filter(role_grants__role="coordinator").count()) == (
        ["refused"],
        1,
    )
    listing = read(batch, manager, run_jobs, role="Koordinator")
    confirmed(listing, manager)
    run_jobs()
    made = row(listing, 2).person
    assert (results(listing), made.is_coordinator) == (["role"], True)
    assert made in batch.coordinators.all()
    assert not Enrollment.objects.exists()
