"""A real worker in another process, over the broker that this run is configured for."""

import os

import pytest
from django.conf import settings
from django.utils import timezone

from academy.core.jobs import enqueue
from academy.core.models import Heartbeat
from academy.core.models.job import JobState
from tests.services.waiting import wait_until
from tests.services.worker import forget_messages, worker

pytestmark = [
    pytest.mark.services,
    pytest.mark.django_db(transaction=True),
]

QUICK = {"ACADEMY_HEARTBEAT_SECONDS": "1", "ACADEMY_JOB_LEASE_SECONDS": "2"}


class Gate:
    """A named pipe: a job takes one token from it before each step."""

    def __init__(self, path):
        os.mkfifo(path)
        self.path = str(path)
        # Open at both ends, so that tokens wait for the job and not the other way round.
        self.pipe = os.open(path, os.O_RDWR)

    def let_steps_go_on(self, count):
        os.write(self.pipe, b"." * count)


@pytest.fixture
def gate(tmp_path):
    made = Gate(tmp_path / "gate")
    yield made
    os.close(made.pipe)


@pytest.fixture
def other_gate(tmp_path):
    made = Gate(tmp_path / "other_gate")
    yield made
    os.close(made.pipe)


def wait_for(job, **fields):
    def reached():
        job.refresh_from_db()
        return all(getattr(job, name) == value for name, value in fields.items())

    wait_until(reached, seconds=60, what=f"{job} has {fields}")


@pytest.fixture(scope="module")
def running(django_db_setup, django_db_blocker):
    """A worker for all tests of this file; one that kills it starts another one."""
    with django_db_blocker.unblock(), worker(**QUICK) as found:
        yield found


def test_a_job_is_done_by_the_worker_and_shows_its_progress(running, gate):
    job = enqueue("tests.gated", {"gate": gate.path, "steps": 2}, by=None)
    gate.let_steps_go_on(1)
    wait_for(job, state=JobState.RUNNING, done_count=1, total_count=2)
    gate.let_steps_go_on(1)
    wait_for(job, state=JobState.DONE, done_count=2, attempts=1)


def test_a_worker_that_is_killed_is_missed_and_the_next_one_leaves_nothing_undone(
    running, client, settings, gate, other_gate
):
    settings.WORKER_DEAD_SECONDS = 3
    settings.JOB_LEASE_SECONDS = 2

    def answer():
        return client.get("/readyz").status_code

    begun = enqueue("tests.gated", {"gate": gate.path, "steps": 2}, by=None)
    gate.let_steps_go_on(1)
    wait_for(begun, state=JobState.RUNNING, done_count=1)
    wait_until(lambda: answer() == 200, seconds=60, what="green")
    running.kill()
    # Nobody is told of this one: its message is lost with what else the broker holds.
    lost = enqueue("tests.gated", {"gate": other_gate.path, "steps": 1}, by=None)
    forget_messages()
    wait_until(lambda: answer() == 503, seconds=60, what="red")
    assert client.get("/readyz").json() == {
        "database": True,
        "room": True,
        "storage": True,
        "cache": True,
        "worker": False,
    }
    # As red as where there has never been one.
    Heartbeat.objects.all().delete()
    assert answer() == 503
    running.start()
    wait_until(lambda: answer() == 200, seconds=60, what="green again")
    gate.let_steps_go_on(2)
    other_gate.let_steps_go_on(1)
    wait_for(begun, state=JobState.DONE, done_count=2, attempts=2)
    wait_for(lost, state=JobState.DONE, attempts=1)


def test_a_dead_worker_is_noticed_within_90_seconds():
    assert settings.WORKER_DEAD_SECONDS <= 90
    assert settings.WORKER_DEAD_SECONDS > 3 * settings.HEARTBEAT_SECONDS


def test_long_work_does_not_silence_the_heartbeat(running, client, settings, gate):
    settings.WORKER_DEAD_SECONDS = 3
    job = enqueue("tests.gated", {"gate": gate.path, "steps": 1}, by=None)
    wait_for(job, state=JobState.RUNNING)
    started = job.started_at

    def has_worked_longer_than_the_limit():
        return (timezone.now() - started).total_seconds() > settings.WORKER_DEAD_SECONDS + 1

    wait_until(has_worked_longer_than_the_limit, seconds=60, what="long work")
    assert client.get("/readyz").json()["worker"] is True
    gate.let_steps_go_on(1)
    wait_for(job, state=JobState.DONE)
