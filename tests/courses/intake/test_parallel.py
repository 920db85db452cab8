"""Lists at the same time: two people confirm one, two lists name the same people."""

import pytest

from academy.core.models import Job
from academy.people.models import User
from courses.intake.actions.confirming import TAKE_JOB
from courses.intake.tasks import take_intake
from courses.models import Enrollment
from tests.courses.admission.test_parallel import at_once
from tests.courses.intake.listing import pesantren
from tests.courses.intake.lists import a_batch, confirmed, people, results, uploaded
from tests.factories.courses import BatchFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_confirm_one_list_at_once_start_one_job(run_jobs):
    batch, rina = a_batch(pesantren())
    manager = UserFactory(program_manager=True)
    listing = uploaded(batch, rina, *people(2))
    run_jobs()
    at_once(lambda by: confirmed(type(listing).objects.get(pk=listing.pk), by), [rina, manager] * 2)
    assert Job.objects.filter(kind=TAKE_JOB).count() == 1


def test_the_same_people_in_two_lists_at_once_are_made_once(run_jobs):
    batch, rina = a_batch(pesantren())
    lists = [uploaded(batch, rina, *people(4)) for _number in range(3)]
    run_jobs()
    for listing in lists:
        confirmed(listing, rina)
    at_once(take_intake, Job.objects.filter(kind=TAKE_JOB).values_list("pk", flat=True))
    assert Enrollment.objects.filter(batch=batch).count() == 4
    assert User.objects.filter(phone__startswith="+62812").count() == 4
    came = [result for listing in lists for result in results(listing)]
    assert sorted(came) == ["seated"] * 4 + ["there"] * 8


def test_the_same_people_for_two_programs_at_once_have_one_account_each(run_jobs):
    here, rina = a_batch(pesantren())
    there = BatchFactory(coordinators=[rina])
    for batch in (here, there):
        confirmed_later = uploaded(batch, rina, *people(4))
        run_jobs()
        confirmed(confirmed_later, rina)
    at_once(take_intake, Job.objects.filter(kind=TAKE_JOB).values_list("pk", flat=True))
    assert User.objects.filter(phone__startswith="+62812").count() == 4
    assert Enrollment.objects.count() == 8
