"""The outline of a course: what is taught, in order, without any participant.

Built in three queries, kept in the cache, and dropped when a page of the course is
published, unpublished, moved or deleted (`cms.outline.drop`).
"""

from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache

from cms.models import ActivityPage, CoursePage, ModulePage

CACHE_SECONDS = 24 * 3600
STEP_LENGTH = CoursePage.steplen


@dataclass(frozen=True, slots=True)
class OutlineActivity:
    """A published activity; `size` in bytes, `kind` one of lesson, quiz, assignment."""

    id: int
    activity_id: UUID
    kind: str
    title: str
    summary: str
    minutes: int
    size: int
    is_graded: bool
    is_final: bool


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


def _key(course_pk: int) -> str:
    return f"cms.outline.{course_pk}"


def outlines(course_pks: list[int]) -> dict[int, Outline]:
    """Return the outlines of the published courses among `course_pks`, by primary key."""
    keys = {_key(pk): pk for pk in course_pks}
    found = {keys[key]: outline for key, outline in cache.get_many(keys).items()}
    missing = [pk for pk in course_pks if pk not in found]
    for course in CoursePage.objects.live().filter(pk__in=missing):
        found[course.pk] = _build(course)
        cache.set(_key(course.pk), found[course.pk], CACHE_SECONDS)
    return found


def _build(course: CoursePage) -> Outline:
    modules = ModulePage.objects.live().child_of(course).order_by("path")
    activities = (
        ActivityPage.objects.live()
        .descendant_of(course)
        .select_related("quizpage", "assignmentpage")
        .order_by("path")
    )
    by_module: dict[str, list[OutlineActivity]] = {}
    for page in activities:
        by_module.setdefault(page.path[:-STEP_LENGTH], []).append(outline_activity(page))
    return Outline(
        id=course.pk,
        course_id=course.course_id,
        title=course.title,
        slug=course.slug,
        summary=course.summary,
        modules=tuple(
            OutlineModule(
                id=module.pk,
                title=module.title,
                summary=module.summary,
                slug=module.slug,
                activities=tuple(by_module.get(module.path, [])),
            )
            for module in modules
        ),
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
    )


def drop(page) -> None:
    """Forget the cached outline of the course that `page` is or belongs to."""
    # Depth of a course: root > home > catalogue > course.
    course_path = page.path[: 4 * STEP_LENGTH]
    course = CoursePage.objects.filter(path=course_path).only("pk").first()
    if course is not None:
        cache.delete(_key(course.pk))
