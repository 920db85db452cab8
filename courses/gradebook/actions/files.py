"""Marks as a file of very many people: a job that leaves it, kept for a day."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.core import jobs
from academy.core.jobs import JobLost, Progress
from academy.core.models import Job
from academy.notify.actions import tell_done
from academy.people.models import User
from academy.web import lists
from academy.web.files.storages import private_storage
from courses.gradebook.queries import sheet
from courses.gradebook.queries.columns import Column
from courses.models import Batch

MAKE = "courses.make_marks_file"
KEPT_FOR = dt.timedelta(hours=24)


def request_file(
    *,
    batch: Batch,
    by: User,
    seats: Sequence[int],
    courses: Sequence[int] | None,
    client_id: UUID,
    return_url: str,
) -> Job:
    """Have a workbook made of the marks of `seats`. Raises SentDifferently."""
    return jobs.enqueue_once(
        MAKE,
        {"batch": batch.pk, "seats": list(seats), "courses": courses},
        by=by,
        client_id=client_id,
        title=_("Marks of %(batch)s as Excel") % {"batch": batch},
        return_url=return_url,
        total=len(seats),
    )


def make_file(
    progress: Progress,
    *,
    batch: Batch,
    seats: Sequence[int],
    columns: Sequence[Column],
    with_mean: bool,
) -> None:
    """Write the workbook of this run; that of a run that was given up goes."""
    job, storage = progress.job, private_storage()
    rows = sheet.rows_out(
        sheet.seats_out(batch, seats), columns, with_mean=with_mean, reader=job.created_by
    )
    content = lists.workbook(
        sheet.columns_out(columns, with_mean=with_mean), rows, title=_("Marks")
    )
    before, name = job.file, f"marks/{job.public_id}-{job.attempts}.xlsx"
    progress.write(file=name)
    if before:
        storage.delete(before)
    storage.save(name, ContentFile(content))
    try:
        progress.step(len(rows))
    except JobLost:
        storage.delete(name)
        raise
    job.result = {"filename": filename(batch, "xlsx"), "content_type": lists.XLSX}
    tell_done(job, lambda: _("The Excel file with the marks is ready. It is kept for 24 hours."))


def filename(batch: Batch, ending: str) -> str:
    """Return the name of a file with marks of `batch`."""
    return _("marks-batch-%(number)s") % {"number": batch.number} + f".{ending}"


def forget_old_files() -> int:
    """Delete the files that have had their time; return how many."""
    old = Job.objects.filter(kind=MAKE, finished_at__lte=timezone.now() - KEPT_FOR)
    found = list(old.exclude(file=""))
    for job in found:
        with suppress(FileNotFoundError):
            private_storage().delete(job.file)
        Job.objects.filter(pk=job.pk, file=job.file).update(file="")
    return len(found)
