from celery import shared_task

from academy.core.jobs import Progress, job_task
from courses.peers import actions


@job_task(actions.HAND_OUT_JOB)
def hand_out_peers(progress: Progress, *, batch: int, assignment: int) -> None:
    actions.hand_out(batch_id=batch, assignment_id=assignment)


@shared_task(name="courses.hand_out_to_waiting")
def hand_out_to_waiting() -> None:
    actions.hand_out_to_waiting()
