"""What a change of a quiz does to those who have taken it."""

from academy.core.jobs import Progress, job_task
from cms.models import QuizPage
from courses.quizzes import actions

SETTLE_ATTEMPTS = "courses.settle_attempts"


@job_task(SETTLE_ATTEMPTS)
def settle_attempts(progress: Progress, *, quiz: int) -> None:
    """Let attempts count as the quiz is published now."""
    page = QuizPage.objects.live().filter(pk=quiz).first()
    if page is not None:
        actions.settle_attempts(page)
