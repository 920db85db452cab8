from celery import shared_task
from django.core.management import call_command
from wagtail import hooks

from academy.core.jobs import Progress, job_task
from cms.actions.contact import mail_submission
from cms.actions.taking_in import forget_old_files
from cms.actions.word import forget_old


@job_task("cms.send_contact_mail")
def send_contact_mail(progress: Progress, submission: int) -> None:
    mail_submission(submission_id=submission)


@shared_task(name="cms.publish_scheduled")
def publish_scheduled() -> None:
    """Publish and unpublish the pages whose hour has come."""
    # A worker need not have loaded the admin, and with it what drops kept outlines.
    hooks.search_for_hooks()
    call_command("publish_scheduled", verbosity=0)


@shared_task(name="cms.forget_word_files")
def forget_word_files() -> None:
    """Forget the Word files, and the files of questions, that came more than a day ago."""
    forget_old()
    forget_old_files()
