"""What a change of a quiz does to those who have taken it."""

from celery import shared_task

from academy.core.jobs import Progress, job_task
from cms.models import QuizPage
from courses.quizzes.actions import handing_in
from courses.quizzes.actions.counting import settle_attempts as settle

SETTLE_ATTEMPTS = "courses.settle_attempts"


@shared_task(name="courses.hand_in_overdue")
def hand_in_overdue() -> None:
    """Hand in what the clock has ended."""
    handing_in.hand_in_overdue()


@job_task(SETTLE_ATTEMPTS)
def settle_attempts(progress: Progress, *, quiz: int) -> None:
    """Let attempts count as the quiz is published now."""
    page = QuizPage.objects.live().filter(pk=quiz).first()
    if page is not None:
        settle(page)
