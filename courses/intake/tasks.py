"""Lists of people: read, taken in, taken back, forgotten."""

from celery import shared_task

from academy.core.jobs import Progress, job_task
from academy.people.models import User
from courses.intake.actions import drafts, sweeping
from courses.intake.actions.confirming import TAKE_JOB
from courses.intake.actions.drafts import READ_JOB
from courses.intake.actions.taking import take_all
from courses.intake.actions.undoing import UNDO_JOB, undo_all
from courses.models import IntakeList


@job_task(READ_JOB)
def read_intake(progress: Progress, *, listing: int, batch: int, revision: int, by: int) -> None:
    found = IntakeList.objects.select_related("batch__program").filter(pk=listing).first()
    # A draft may be deleted before its turn.
    if found is not None:
        drafts.read(progress, listing=found, by=User.objects.get(pk=by), revision=revision)


@job_task(TAKE_JOB)
def take_intake(progress: Progress, *, listing: int, batch: int, rows: list[int], by: int) -> None:
    found = IntakeList.objects.select_related("batch__program").get(pk=listing)
    take_all(progress, listing=found, rows=rows, by=User.objects.get(pk=by))


@job_task(UNDO_JOB)
def undo_intake(progress: Progress, *, listing: int, batch: int, rows: list[int], by: int) -> None:
    found = IntakeList.objects.select_related("batch__program").get(pk=listing)
    undo_all(progress, listing=found, rows=rows, by=User.objects.get(pk=by))


@shared_task(name="courses.forget_intake")
def forget_intake() -> None:
    sweeping.forget_old()
