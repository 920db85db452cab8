from celery import shared_task

from academy.core.jobs import Progress, job_task
from academy.people.models import User
from courses.models import Batch
from courses.workspace.actions import moving_many, sheets
from courses.workspace.actions.consent import tell_withdrawal
from courses.workspace.queries.people.moving_many import MOVE_JOB
from courses.workspace.queries.sheets import SLIPS_JOB


@job_task("courses.tell_consent_withdrawn")
def tell_consent_withdrawn(progress: Progress, *, person: int, withdrawal: int) -> None:
    found = User.objects.select_related("merged_into").get(pk=person)
    tell_withdrawal(person=found.merged_into or found, withdrawal=withdrawal)


@job_task(SLIPS_JOB)
def make_slip_sheets(
    progress: Progress, *, batch: int, everybody: bool, by: int, chosen: list[int] | None = None
) -> None:
    sheets.make_sheets(
        progress,
        batch=Batch.objects.select_related("program").get(pk=batch),
        by=User.objects.get(pk=by),
        everybody=everybody,
        chosen=chosen,
    )


@job_task(MOVE_JOB)
def move_people(
    progress: Progress, *, seats: list[int], of: int, to: int, by: int, reason: str
) -> None:
    moving_many.move_long(
        progress,
        seats=seats,
        of=Batch.objects.get(pk=of),
        to=Batch.objects.get(pk=to),
        by=User.objects.get(pk=by),
        reason=reason,
    )


@shared_task(name="courses.forget_slips")
def forget_slips() -> None:
    sheets.forget_old_sheets()
