from celery import shared_task

from academy.reports import actions


@shared_task(name="reports.publish")
def publish() -> None:
    """Publish today's figures for the partners."""
    actions.publish_all()
