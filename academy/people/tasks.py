from celery import shared_task

from academy.people.kept_forms.actions import forget_old_forms


@shared_task(name="people.forget_kept_forms")
def forget_kept_forms() -> None:
    forget_old_forms()
