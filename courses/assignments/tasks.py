from celery import shared_task

from academy.core.jobs import Progress, job_task
from courses.assignments.actions import pieces
from courses.assignments.actions.claims import forget_old_claims
from courses.assignments.actions.drafts import forget_old_drafts
from courses.assignments.actions.likeness import FIND_LOOKALIKES
from courses.assignments.actions.likeness import find_lookalikes as find
from courses.models import Submission


@shared_task(name="courses.forget_review_drafts")
def forget_review_drafts() -> None:
    forget_old_drafts()
    forget_old_claims()


@shared_task(name="courses.forget_sent_pieces")
def forget_sent_pieces() -> None:
    """Forget files of which nobody has sent the rest."""
    pieces.forget_old()


@job_task(FIND_LOOKALIKES)
def find_lookalikes(progress: Progress, *, submission: int) -> None:
    """Look whether somebody else has handed in the same photos."""
    find(Submission.objects.select_related("enrollment").get(pk=submission))
