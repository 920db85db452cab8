from celery import shared_task

from courses.assignments.actions.drafts import forget_old_drafts


@shared_task(name="courses.forget_review_drafts")
def forget_review_drafts() -> None:
    forget_old_drafts()
