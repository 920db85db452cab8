"""Marking again for many."""

from academy.core.jobs import Progress, job_task
from courses.marks import actions
from courses.models import Remarking


@job_task(actions.MARK_AGAIN)
def mark_again(progress: Progress, *, remarking: int, answers: list[int]) -> None:
    """Mark each of `answers` again, none twice."""
    found = Remarking.objects.get(pk=remarking)
    progress.once_each(answers, lambda answer: actions.mark_again(found, answer))
