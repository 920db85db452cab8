"""A run of a job that was given up cannot write after its successor."""

from collections import Counter
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.utils import timezone

from academy.core import jobs
from academy.core.errors import Refused
from academy.core.models import Counter as Series
from academy.core.models import Job
from academy.core.models.job import JobState

pytestmark = pytest.mark.django_db


def given_up(job: Job) -> None:
    """Let the lease of `job` end, as when its worker hangs, and the sweeper send it again."""
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    jobs.sweep()


def stored(job: Job) -> tuple:
    return Job.objects.values_list("state", "attempts", "done_count", "total_count", "error").get(
        pk=job.pk
    )


def work(job: Job, during) -> None:
    """Run `job`; `during` gets its progress."""
    with jobs.run(job.pk) as progress:
        during(progress)


@pytest.fixture
def job():
    # No task has this name: the sweeper's message goes nowhere.
    return Job.objects.create(kind="tests.nothing", lease_until=timezone.now())


def test_a_run_that_was_given_up_stops_at_its_next_step_and_changes_nothing(job):
    seen = []

    def first(progress):
        progress.total(10)
        given_up(job)
        work(job, lambda second: (second.step(4), goes_on(progress), seen.append(stored(job))))

    def goes_on(progress):
        with pytest.raises(jobs.JobLost):
            progress.step(9)

    with pytest.raises(jobs.JobLost):
        work(job, first)
    assert seen == [("running", 2, 4, 10, "")]
    assert stored(job) == ("done", 2, 4, 10, "")


@pytest.mark.parametrize("error", [None, ZeroDivisionError])
def test_a_run_that_was_given_up_does_not_end_what_its_successor_does(job, error):
    second = ExitStack()

    def first(_progress):
        given_up(job)
        second.enter_context(jobs.run(job.pk)).step(1)
        if error:
            raise error

    with pytest.raises(error or jobs.JobLost):
        work(job, first)
    assert stored(job) == ("running", 2, 1, 0, "")
    second.close()
    assert stored(job)[:2] == ("done", 2)


def test_a_run_that_comes_back_before_another_has_begun_goes_on(job):
    def only(progress):
        given_up(job)
        progress.step(3)

    work(job, only)
    assert stored(job)[:3] == ("done", 1, 3)


def test_a_run_of_a_job_that_has_failed_for_good_writes_nothing(job):
    def only(progress):
        Job.objects.filter(pk=job.pk).update(state=JobState.FAILED)
        progress.step(3)

    with pytest.raises(jobs.JobLost):
        work(job, only)
    assert stored(job)[:3] == ("failed", 1, 0)


@pytest.mark.parametrize("ends", [ZeroDivisionError, "given up"])
def test_what_is_done_for_each_is_done_once_though_the_work_breaks_off(job, ends):
    written = Counter()

    def each(item):
        Series.take(item)
        written[item] += 1
        if item == "b":
            raise Refused("Full.")
        if item == "c" and written["c"] == 1:
            if ends == "given up":
                # It hangs here; another run has begun when it comes back.
                Job.objects.filter(pk=job.pk).update(attempts=9)
            else:
                raise ends

    def all_of_them(progress):
        progress.once_each(["a", "b", "c", "d"], each)

    with pytest.raises(jobs.JobLost if ends == "given up" else ends):
        work(job, all_of_them)
    Job.objects.update(state=JobState.QUEUED)
    work(job, all_of_them)
    # What was refused, and what was broken off, is not written; the rest is, once.
    assert dict(Series.objects.values_list("name", "value")) == {"a": 1, "c": 1, "d": 1}
    assert Job.objects.get().refusals == {"Full.": [1]}
    assert stored(job)[2:4] == (4, 4)
