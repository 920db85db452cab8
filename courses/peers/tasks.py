from celery import shared_task

from academy.core.jobs import Progress, job_task
from courses.peers import queries
from courses.peers.actions import HAND_OUT_JOB, hand_out


@job_task(HAND_OUT_JOB)
def hand_out_peers(progress: Progress, *, batch: int, assignment: int) -> None:
    hand_out(batch_id=batch, assignment_id=assignment)


@shared_task(name="courses.hand_out_to_waiting")
def hand_out_to_waiting() -> None:
    """Those who came alone, and for whom nobody else came in a day, get what there is."""
    for batch, assignment in queries.lately_handed_in():
        hand_out(batch_id=batch, assignment_id=assignment)
