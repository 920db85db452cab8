"""Figures of batches follow what is published, unpublished and moved."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from academy.core import jobs
from courses.completion.actions import demanding
from courses.completion.tasks import REFRESH_DEMANDING
from courses.models import QuizAttempt
from courses.quizzes.tasks import SETTLE_ATTEMPTS


def read_figures_anew(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Have the figures of the batches that demand the page, or what lies below it, read anew."""
    page = Page.objects.only("path").get(pk=instance.pk)
    if demanding(page).exists():
        jobs.enqueue(REFRESH_DEMANDING, {"page": page.pk}, by=None)


def count_attempts_anew(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Have attempts counted as the quiz is published now: how many are allowed, its kind."""
    if QuizAttempt.objects.filter(quiz=instance.pk).exists():
        jobs.enqueue(SETTLE_ATTEMPTS, {"quiz": instance.pk}, by=None)


page_published.connect(count_attempts_anew, dispatch_uid="courses.attempts")

# Wagtail sends them for publishing by hand, by workflow, by schedule and in bulk.
for signal in (page_published, page_unpublished, post_page_move):
    signal.connect(read_figures_anew, dispatch_uid="courses.figures")
