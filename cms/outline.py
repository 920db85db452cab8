"""The outline of a course: what is taught, in order, without any participant.

Built in three queries, and kept until a page is published, unpublished, moved or deleted.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from academy.web.kept import kept_many
from cms.models import ActivityPage, CoursePage, ModulePage, Shown

CACHE_SECONDS = 24 * 3600
STEP_LENGTH = CoursePage.steplen
# Root > home > catalogue > course > module > activity: so long are the paths of two of them.
COURSE_PATH, MODULE_PATH = 4 * STEP_LENGTH, 5 * STEP_LENGTH


@dataclass(frozen=True, slots=True)
class OutlineActivity:
    """A published activity; `size` in bytes, `kind` one of lesson, quiz, assignment.

    Of a quiz `shows_mark` says when its mark is shown, `max_attempts` how many there are (0: as
    many as wanted), `pass_mark` which mark passes.
    """

    id: int
    activity_id: UUID
    kind: str
    title: str
    summary: str
    minutes: int
    size: int
    is_graded: bool
    is_final: bool
    shows_mark: str = Shown.AT_ONCE
    max_attempts: int = 0
    pass_mark: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OutlineModule:
    id: int
    title: str
    summary: str
    slug: str
    activities: tuple[OutlineActivity, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A published course with its published modules and activities."""

    id: int
    course_id: UUID
    title: str
    slug: str
    summary: str
    modules: tuple[OutlineModule, ...]

    @property
    def activities(self) -> list[OutlineActivity]:
        """All activities of all modules, in order."""
        return [activity for module in self.modules for activity in module.activities]


def outlines(course_pks: list[int]) -> dict[int, Outline]:
    """Return the outlines of the published courses among `course_pks`, by primary key."""
    return kept_many({pk: f"cms.outline.{pk}" for pk in course_pks}, read, CACHE_SECONDS)


def read(course_pks: list[int]) -> dict[int, Outline]:
    """Return the outlines as they are now, made anew in three queries."""
    courses = list(CoursePage.objects.live().filter(pk__in=course_pks))
    below = Q(pk__in=[])
    for course in courses:
        below |= Q(path__startswith=course.path)
    modules: dict[str, list[OutlineModule]] = defaultdict(list)
    activities: dict[str, list[OutlineActivity]] = defaultdict(list)
    pages = ActivityPage.objects.live().filter(below).select_related("quizpage", "assignmentpage")
    for page in pages.order_by("path"):
        activities[page.path[:-STEP_LENGTH]].append(outline_activity(page))
    for module in ModulePage.objects.live().filter(below).order_by("path"):
        modules[module.path[:-STEP_LENGTH]].append(_module(module, activities[module.path]))
    return {
        course.pk: Outline(
            id=course.pk,
            course_id=course.course_id,
            title=course.title,
            slug=course.slug,
            summary=course.summary,
            modules=tuple(modules[course.path]),
        )
        for course in courses
    }


def _module(module: ModulePage, activities: list[OutlineActivity]) -> OutlineModule:
    return OutlineModule(
        id=module.pk,
        title=module.title,
        summary=module.summary,
        slug=module.slug,
        activities=tuple(activities),
    )


def outline_activity(page: ActivityPage) -> OutlineActivity:
    """Return what the outline shows of `page`; published or not."""
    # select_related has read both; the reverse accessor of a missing one raises, so ask softly.
    quiz, assignment = getattr(page, "quizpage", None), getattr(page, "assignmentpage", None)
    kind = "quiz" if quiz else "assignment" if assignment else "lesson"
    return OutlineActivity(
        id=page.pk,
        activity_id=page.activity_id,
        kind=kind,
        title=page.title,
        summary=page.summary,
        minutes=page.minutes,
        size=page.size,
        is_graded=page.is_graded,
        is_final=bool(assignment and assignment.is_final),
        shows_mark=quiz.shows_mark if quiz else Shown.AT_ONCE,
        max_attempts=quiz.max_attempts if quiz else 0,
        pass_mark=Decimal(quiz.pass_mark) if quiz else None,
    )
