"""What participants have done with pages, asked before a page is deleted or grows."""

from collections.abc import Iterable

from django.db.models import Count, Max, Min, Model, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from cms.models import CoursePage
from cms.outline import COURSE_PATH
from courses.completion.actions import demanding
from courses.models import (
    Announcement,
    Batch,
    BatchCourse,
    BlockAnswer,
    CalibrationRound,
    Completion,
    EnrollmentState,
    LessonNote,
    LessonPosition,
    Mark,
    ModuleSchedule,
    Post,
    QuizAttempt,
    RequiredActivity,
    Submission,
)

# Every row that points at a page, with the name of the link.
RECORDS: tuple[tuple[type[Model], str], ...] = (
    (BatchCourse, "course"),
    (ModuleSchedule, "module"),
    (RequiredActivity, "activity"),
    (Completion, "activity"),
    (Mark, "activity"),
    (QuizAttempt, "quiz"),
    (Submission, "assignment"),
    (LessonPosition, "lesson"),
    (Post, "activity"),
    (Announcement, "course"),
    (BlockAnswer, "lesson"),
    (LessonNote, "lesson"),
    (CalibrationRound, "assignment"),
)


def has_records(page: Page) -> bool:
    """Say whether anything of a batch or a participant points at `page` or below it."""
    return any(
        model._default_manager.filter(**{f"{link}__path__startswith": page.path}).exists()
        for model, link in RECORDS
    )


def with_records(pages: Iterable[Page]) -> list[Page]:
    """Return those of `pages` that must not be deleted."""
    return [page for page in pages if has_records(page)]


def smallest_data_budget(page: Page) -> int | None:
    """Return the bytes that a lesson may have in every running or coming batch of its course.

    None where no batch teaches the course.
    """
    least: int | None = _teaching(page).aggregate(least=Min("data_budget"))["least"]
    return least


def highest_rate(page: Page) -> int | None:
    """Return the rupiah per MB that the dearest program teaching `page` reckons with."""
    most: int | None = _teaching(page).aggregate(most=Max("program__rupiah_per_mb"))["most"]
    return most


def _teaching(page: Page) -> QuerySet[Batch]:
    course_path = page.path[:COURSE_PATH]
    return Batch.objects.filter(
        batch_courses__course__in=CoursePage.objects.filter(path=course_path),
        ends_on__gte=timezone.localdate(),
    )


def people_by_batch(pages: Iterable[Page]) -> dict[str, int]:
    """Return how many people are at work in each batch that demands one of `pages`, by name."""
    active = Q(enrollments__state=EnrollmentState.ACTIVE)
    found = demanding(*pages).select_related("program").order_by("starts_on", "pk")
    counted = found.annotate(people=Count("enrollments", filter=active))
    return {f"{batch.program}, {batch}": batch.people for batch in counted}
