from contextlib import suppress

from celery import shared_task
from django.core.management import call_command
from wagtail import hooks

from academy.core.jobs import JobTaken, Progress, job_task, run
from cms.actions.brought import course_files
from cms.actions.brought.taking_in import forget_old_files
from cms.actions.brought.word import forget_old
from cms.actions.contact import mail_submission
from cms.actions.files import media as media_actions
from cms.actions.files import uploads
from cms.models.files.recording import CONVERT


@job_task("cms.send_contact_mail")
def send_contact_mail(progress: Progress, submission: int) -> None:
    mail_submission(submission_id=submission)


@job_task(course_files.WRITE)
def write_course(progress: Progress, course: int) -> None:
    course_files.write_file(course_id=course, progress=progress)


@job_task(course_files.CHECK)
def check_course(progress: Progress, file: int) -> None:
    course_files.check(file_id=file)


@job_task(course_files.TAKE)
def take_course(progress: Progress, file: int, publish_questions: bool = False) -> None:
    course_files.take(file_id=file, progress=progress, publish_questions=publish_questions)


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
    """Forget the Word files, and the files of questions and courses, that came some days ago."""
    forget_old()
    course_files.forget_old()
    forget_old_files()


@shared_task(name="cms.forget_uploads")
def forget_uploads() -> None:
    """Forget files of which nobody has sent the rest."""
    uploads.forget_abandoned()
