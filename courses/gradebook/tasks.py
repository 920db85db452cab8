"""Marks for very many: files made, people told."""

from celery import shared_task

from academy.core.jobs import Progress, job_task
from courses.gradebook.actions import files, sheets
from courses.gradebook.queries.columns import graded
from courses.models import Batch, MarkSheet


@job_task(files.MAKE)
def make_marks_file(
    progress: Progress, *, batch: int, seats: list[int], courses: list[int] | None
) -> None:
    found = Batch.objects.select_related("program").get(pk=batch)
    files.make_file(
        progress,
        batch=found,
        seats=seats,
        columns=graded(found, courses),
        with_mean=courses is None,
    )


@job_task(sheets.TELL)
def tell_of_marks(progress: Progress, *, sheet: int, seats: list[int], is_undone: bool) -> None:
    found = MarkSheet.objects.get(pk=sheet)
    progress.once_each(seats, lambda seat: sheets.tell_of_marks(found, seat, is_undone=is_undone))


@shared_task(name="courses.forget_marks_files")
def forget_marks_files() -> None:
    files.forget_old_files()
