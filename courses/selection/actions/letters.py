"""Letters of many at once: a job that leaves a PDF, kept for a day."""

from contextlib import suppress
from uuid import UUID

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.core import jobs
from academy.core.jobs import JobLost, Progress
from academy.core.models import Job
from academy.notify.actions import tell_done
from academy.people.models import User
from academy.web.files.storages import private_storage
from courses.models import ApplicationState, Batch
from courses.selection.pdf import letters_pdf
from courses.selection.queries.letters import LETTERS_JOB, decided, kept_too_long


def request_letters(*, batch: Batch, state: str, by: User, client_id: UUID) -> Job:
    """Have letters made for all who are accepted, or declined. Raises SentDifferently."""
    count = decided(batch, state).count()
    return jobs.enqueue_once(
        LETTERS_JOB,
        {"batch": batch.pk, "state": state},
        by=by,
        client_id=client_id,
        title=_title(state, count) % {"count": count, "batch": batch},
        return_url=reverse("courses:batch_selection", args=[batch.public_id]),
        total=count,
    )


def _title(state: str, count: int) -> str:
    if state == ApplicationState.ACCEPTED:
        return ngettext(
            "%(count)d letter of acceptance, %(batch)s",
            "%(count)d letters of acceptance, %(batch)s",
            count,
        )
    return ngettext(
        "%(count)d letter of refusal, %(batch)s", "%(count)d letters of refusal, %(batch)s", count
    )


def make_letters(progress: Progress, *, batch: Batch, state: str) -> None:
    """Write the file of this run; that of a run that was given up goes."""
    rows = list(decided(batch, state))
    progress.total(len(rows))
    content = letters_pdf(rows, on_part=progress.step)
    job, storage = progress.job, private_storage()
    before, name = job.file, f"letters/{job.public_id}-{job.attempts}.pdf"
    progress.write(file=name)
    if before:
        storage.delete(before)
    storage.save(name, ContentFile(content))
    try:
        progress.step(len(rows))
    except JobLost:
        storage.delete(name)
        raise
    is_good = state == ApplicationState.ACCEPTED
    filename = (
        _("letters-of-acceptance-%(number)s") if is_good else _("letters-of-refusal-%(number)s")
    )
    job.result = {
        "filename": filename % {"number": batch.number} + ".pdf",
        "content_type": "application/pdf",
    }
    tell_done(job, lambda: _("The PDF with the letters is ready. It is kept for 24 hours."))


def forget_old_letters() -> int:
    """Delete the files that have had their time; return how many."""
    old = list(kept_too_long())
    for job in old:
        with suppress(FileNotFoundError):
            private_storage().delete(job.file)
        Job.objects.filter(pk=job.pk, file=job.file).update(file="")
    return len(old)
