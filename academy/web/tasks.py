from celery import shared_task

from academy.web.files import orphans


@shared_task(name="web.sweep_orphans")
def sweep_orphans() -> None:
    orphans.sweep()
