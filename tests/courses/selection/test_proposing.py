"""A proposal: asked for with a button, worked out in a job, kept with what it was made of."""

import uuid

import pytest

from academy.core.models import Job
from academy.core.models.job import JobState
from courses.admission.proposal.proposing import propose
from courses.admission.proposal.reading import checked
from courses.models import Enrollment, Outcome
from courses.selection.actions import errors, proposing
from tests.courses.selection.choosing import batch_of, outcomes, quota, verified
from tests.factories.courses import ApplicationFactory, EnrollmentFactory
from tests.factories.people import PesantrenFactory

pytestmark = pytest.mark.django_db


def proposed(batch, run_jobs):
    made = proposing.request(batch=batch, by=batch.coordinators.get(), client_id=uuid.uuid4())
    run_jobs()
    made.refresh_from_db()
    return made


def test_the_best_by_score_are_proposed_and_the_others_wait_in_order(run_jobs):
    batch = batch_of(seats=1)
    for name, score in (("Sulastri", 70), ("Hidayat", 90), ("Aminah", 80)):
        verified(batch, name, score)
    made = proposed(batch, run_jobs)
    assert outcomes(made) == {"Hidayat": "accept", "Aminah": "reserve", "Sulastri": "reserve"}


def test_quotas_are_kept_and_count_who_has_a_seat_already(run_jobs):
    batch = batch_of(seats=3)
    home = PesantrenFactory()
    EnrollmentFactory(batch=batch, pesantren=home)
    quota(batch, "pesantren", "*", most=2)
    for name, score in (("Sulastri", 90), ("Hidayat", 80)):
        verified(batch, name, score, pesantren=home)
    verified(batch, "Aminah", 10)
    made = proposed(batch, run_jobs)
    assert outcomes(made) == {"Sulastri": "accept", "Hidayat": "reserve", "Aminah": "accept"}


def test_a_man_is_passed_over_for_the_women_that_are_wanted(run_jobs):
    batch = batch_of(seats=1)
    quota(batch, "gender", "female", least=1)
    verified(batch, "Hidayat", 90, gender="male")
    verified(batch, "Sulastri", 50)
    assert outcomes(proposed(batch, run_jobs)) == {"Hidayat": "reserve", "Sulastri": "accept"}


def test_only_who_was_verified_or_waits_in_reserve_is_chosen_from(run_jobs):
    batch = batch_of(seats=5)
    verified(batch, "Sulastri", 50)
    reserve = verified(batch, "Aminah", 50)
    type(reserve).objects.filter(pk=reserve.pk).update(state="reserve", reserve_position=1)
    for state in ("submitted", "declined", "withdrawn", "draft"):
        ApplicationFactory(batch=batch, state=state)
    assert set(outcomes(proposed(batch, run_jobs))) == {"Sulastri", "Aminah"}


def test_probable_doubles_and_who_learns_elsewhere_are_set_apart(run_jobs):
    batch, home = batch_of(seats=5), PesantrenFactory()
    for name in ("Siti Nur'aini", "Siti Nuraini"):
        double = verified(batch, name, 90, pesantren=home)
        double.user.birth_on = "2005-03-04"
        double.user.save()
    seated = verified(batch, "Hidayat", 80)
    other = batch_of(program=batch.program)
    EnrollmentFactory(batch=other, user=seated.user)
    verified(batch, "Sulastri", 10)
    assert outcomes(proposed(batch, run_jobs)) == {
        "Sulastri": "accept",
        "Siti Nur'aini": "apart",
        "Siti Nuraini": "apart",
        "Hidayat": "apart",
    }


def test_who_has_had_a_seat_before_is_not_here_for_the_first_time(run_jobs):
    batch = batch_of(seats=1)
    quota(batch, "first_time", "true", least=1)
    again = verified(batch, "Hidayat", 90)
    EnrollmentFactory(user=again.user, state="completed")
    verified(batch, "Sulastri", 10)
    assert outcomes(proposed(batch, run_jobs)) == {"Hidayat": "reserve", "Sulastri": "accept"}


def test_asked_twice_with_nothing_changed_it_is_one_proposal(run_jobs):
    batch = batch_of()
    verified(batch, "Sulastri", 50)
    first, second = proposed(batch, run_jobs), proposed(batch, run_jobs)
    assert first == second
    verified(batch, "Aminah", 60)
    assert proposed(batch, run_jobs).number == 2


def test_after_work_that_has_failed_another_one_is_made(run_jobs):
    batch = batch_of()
    verified(batch, "Sulastri", 50)
    by = batch.coordinators.get()
    failed = proposing.request(batch=batch, by=by, client_id=uuid.uuid4())
    Job.objects.filter(pk=failed.work_id).update(state=JobState.FAILED)
    assert proposed(batch, run_jobs).number == 2


def test_what_was_asked_is_kept_and_whoever_asks_it_again_gets_the_same(run_jobs):
    batch = batch_of(seats=2)
    people = [verified(batch, f"Peserta {number}", 50) for number in range(6)]
    made = proposed(batch, run_jobs)
    again = propose(checked(made.asked))
    accepted = made.places.filter(outcome=Outcome.ACCEPT)
    ids = {str(one) for one in accepted.values_list("application__public_id", flat=True)}
    assert set(again["accepted"]) == ids
    assert made.seed == str(batch.public_id)
    assert not any(person.user.full_name in str(made.asked) for person in people)


def test_nobody_to_choose_from_is_told():
    batch = batch_of()
    with pytest.raises(errors.NobodyToChoose):
        proposing.request(batch=batch, by=batch.coordinators.get(), client_id=uuid.uuid4())


def test_a_proposal_gives_nobody_a_seat_by_itself(run_jobs):
    batch = batch_of()
    verified(batch, "Sulastri", 50)
    proposed(batch, run_jobs)
    assert not Enrollment.objects.exists()
