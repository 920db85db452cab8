"""Long work: a row in the database, a task that may run twice, a sweeper.

`enqueue()` writes the row in the caller's transaction and sends the task by name after
the commit. A task opens its row with `run()`; a worker that dies keeps nothing but the
lease, and when it ends `core.sweep_jobs` sends the job again. What is the same for each of many
goes through `Progress.once_each()`: none is done twice, and each that is refused is counted.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, NoReturn, cast
from uuid import UUID

from celery import current_app, shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from academy.core import acts, logs
from academy.core.errors import Refused
from academy.core.models import Job
from academy.core.models.job import JobState

MAX_ATTEMPTS = 10
# So many of one kind are done while a person waits, two seconds at most; more are a job.
AT_ONCE = 50


class JobTaken(Exception):
    """Another worker holds the job, or it is finished: this run has nothing to do."""


class JobLost(JobTaken):
    """This run was given up, and another has begun or the job has failed: it must stop."""


def _lease() -> datetime:
    return timezone.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)


def enqueue(
    kind: str,
    args: dict[str, Any],
    *,
    by: Any,
    title: str = "",
    return_url: str = "",
    total: int = 0,
) -> Job:
    """Write a job of `kind` (the Celery task's name) and send it after the commit.

    `total`: how many steps it has, where that is known before it begins.
    """
    job = Job.objects.create(
        kind=kind,
        args=args,
        created_by=by,
        title=title,
        return_url=return_url,
        total_count=total,
        # The sweeper takes over if the first message never arrives.
        lease_until=_lease(),
    )
    # Without the broker the job waits for the sweeper; what the caller wrote stands.
    transaction.on_commit(lambda: send(job), robust=True)
    return job


def enqueue_once(
    kind: str,
    args: dict[str, Any],
    *,
    by: Any,
    client_id: UUID,
    sent: object = None,
    title: str,
    return_url: str = "",
    total: int = 0,
) -> Job:
    """Write a job as `enqueue` does; the same form sent twice is one job.

    `sent` is what the form asked for, where that is not `args`. Raises SentDifferently.
    """
    with transaction.atomic():
        act = acts.once(client_id, kind=kind, person=by, content=args if sent is None else sent)
        if act.is_repeated:
            return act.earlier(Job)
        made = enqueue(kind, args, by=by, title=title, return_url=return_url, total=total)
        return act.gives(made)


def send(job: Job) -> None:
    """Hand the job to the broker. A message that is lost is sent again by the sweeper."""
    current_app.send_task(job.kind, args=[job.pk])


class Progress:
    """What a running task tells its row. Each raises JobLost once the run was given up."""

    def __init__(self, job: Job):
        self.job = job

    def total(self, count: int) -> None:
        """Set how many steps the whole work has."""
        self.write(total_count=count)

    def step(self, done_count: int) -> None:
        """Set how many steps are done, and hold the lease a little longer."""
        self.write(done_count=done_count, lease_until=_lease())

    def wait(self, seconds: int) -> NoReturn:
        """Give the job back to be done in `seconds`, because its turn has not come.

        That was no attempt. Raises JobTaken, which ends this run.
        """
        later = timezone.now() + timedelta(seconds=seconds)
        tried = self.job.attempts - 1
        self.write(state=JobState.QUEUED, lease_until=later, attempts=tried, started_at=None)
        raise JobTaken

    def once_each[Item](self, items: Sequence[Item], act: Callable[[Item], object]) -> None:
        """Do `act` for each of `items`, none twice, however often the work is broken off.

        An act and the note that it is done are one transaction; a run that follows begins with
        the first that is not noted, so `items` are the same in each (they stand in the job's
        args). Whose act raises Refused stays as it was: `Job.refusals` says which, and why.
        """
        self.total(len(items))
        for at in range(self.job.done_count, len(items)):
            with transaction.atomic():
                # Holds the job's row: a run that was given up does nothing beside the next one.
                self.step(at + 1)
                try:
                    with transaction.atomic():
                        act(items[at])
                except Refused as refusal:
                    self.write(result=self.job.with_refusal(at, str(refusal.message)))

    def write(self, **changes: object) -> None:
        """Write `changes` to the row, as long as this run is the one that holds it.

        A run that the sweeper gave up still holds it while no other has begun.
        """
        mine = Job.objects.unfinished().filter(pk=self.job.pk, attempts=self.job.attempts)
        if not mine.update(**changes):
            raise JobLost
        for name, value in changes.items():
            setattr(self.job, name, value)


@contextmanager
def run(job_id: int) -> Iterator[Progress]:
    """Hold the job `job_id` while its work is done; set its end state after.

    Raises JobTaken if it is finished or held by a living worker, and JobLost where this run
    was given up and another has begun: nothing of it is written then. Other errors are
    written to the row and raised again; the sweeper retries up to MAX_ATTEMPTS.
    """
    now = timezone.now()
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job_id)
        held = job.state == JobState.RUNNING and job.lease_until > now
        if held or job.state in {JobState.DONE, JobState.FAILED}:
            raise JobTaken
        job.state = JobState.RUNNING
        job.attempts += 1
        job.lease_until = _lease()
        job.started_at = job.started_at or now
        job.save()
    progress = Progress(job)
    try:
        with logs.within(f"job-{job.pk}"):
            yield progress
    except JobTaken:
        raise
    except BaseException as error:
        with suppress(JobLost):
            progress.write(error=f"{type(error).__name__}: {error}", **_after_error(job))
        raise
    progress.write(
        state=JobState.DONE,
        error="",
        finished_at=timezone.now(),
        result=job.result,
        file=job.file,
    )


def _after_error(job: Job) -> dict[str, object]:
    if job.attempts >= MAX_ATTEMPTS:
        return {"state": JobState.FAILED, "finished_at": timezone.now()}
    return {"state": JobState.QUEUED}


def sweep() -> int:
    """Send every stale job again; give up those tried MAX_ATTEMPTS times. Return how many."""
    stale = list(Job.objects.stale())
    for job in stale:
        # Asked again as it is written: its worker may have come back, or another sweep.
        still_stale = Job.objects.stale().filter(pk=job.pk)
        if job.attempts >= MAX_ATTEMPTS:
            still_stale.update(state=JobState.FAILED, finished_at=timezone.now())
        elif still_stale.update(lease_until=_lease(), state=JobState.QUEUED):
            send(job)
    return len(stale)


def job_task(kind: str) -> Callable[[Callable[..., None]], Callable[[int], None]]:
    """Make a Celery task named `kind` of a function `(progress, **args)`.

    The function is called with the job's stored `args`; it may run twice and must do no
    harm then. A job that another worker holds is left alone.
    """

    def decorate(function: Callable[..., None]) -> Callable[[int], None]:
        @shared_task(name=kind)
        @wraps(function)
        def task(job_id: int) -> None:
            with suppress(JobTaken), run(job_id) as progress:
                function(progress, **progress.job.args)

        return cast(Callable[[int], None], task)

    return decorate
