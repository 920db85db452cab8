from celery import shared_task

from academy.people.entrance.throttle import forget_old_counts
from academy.people.kept_forms.actions import forget_old_forms


@shared_task(name="people.forget_kept_forms")
def forget_kept_forms() -> None:
    forget_old_forms()


@shared_task(name="people.forget_guess_counts")
def forget_guess_counts() -> None:
    forget_old_counts()
