from celery import shared_task

from academy.core.jobs import Progress, job_task
from courses.models import Batch, Proposal
from courses.selection.actions import letters, proposing
from courses.selection.queries.letters import LETTERS_JOB


@job_task(proposing.PROPOSE_JOB)
def propose_selection(progress: Progress, *, proposal: int, batch: int) -> None:
    found = Proposal.objects.select_related("made_by").get(pk=proposal)
    proposing.work_out(progress, proposal=found, by=found.made_by)


@job_task(LETTERS_JOB)
def make_selection_letters(progress: Progress, *, batch: int, state: str) -> None:
    found = Batch.objects.select_related("program").get(pk=batch)
    letters.make_letters(progress, batch=found, state=state)


@shared_task(name="courses.forget_selection_letters")
def forget_selection_letters() -> None:
    letters.forget_old_letters()
