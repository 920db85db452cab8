from contextlib import suppress

from celery import shared_task
from django.core.management import call_command
from wagtail import hooks

from academy.core.jobs import JobTaken, Progress, job_task, run
from cms.actions import media as media_actions
from cms.actions import uploads
from cms.actions.contact import mail_submission
from cms.actions.taking_in import forget_old_files
from cms.actions.word import forget_old
from cms.models.recording import CONVERT


@job_task("cms.send_contact_mail")
def send_contact_mail(progress: Progress, submission: int) -> None:
    mail_submission(submission_id=submission)


@shared_task(name=CONVERT)
def convert_media(job_id: int) -> None:
    """Convert one video, then let the next one begin."""
    with suppress(JobTaken), run(job_id) as progress:
        media_actions.convert(media_id=progress.job.args["media"], progress=progress)
    media_actions.send_next()


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


@shared_task(name="cms.forget_uploads")
def forget_uploads() -> None:
    """Forget files of which nobody has sent the rest."""
    uploads.forget_abandoned()
