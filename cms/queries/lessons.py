"""The lessons of courses, as the author of a question chooses among them."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from cms.models import CoursePage, LessonPage, ModulePage


def lessons_of(courses: Iterable[CoursePage]) -> QuerySet[LessonPage]:
    """Return the lessons below `courses`, drafts too, in the order of the outline."""
    below = Q(pk__in=())
    for course in courses:
        below |= Q(path__startswith=course.path)
    found: QuerySet[LessonPage] = LessonPage.objects.filter(below)
    return found.order_by("path")


def lessons_by_module(courses: Iterable[CoursePage]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the lessons of `courses` in groups, as a field of choices takes them: the names of
    course and module, and of each lesson its key and title."""
    known = {course.path: course.title for course in courses}
    groups: dict[str, list[tuple[int, str]]] = {}
    for lesson in lessons_of(courses):
        groups.setdefault(lesson.path[: -LessonPage.steplen], []).append((lesson.pk, lesson.title))
    named = ModulePage.objects.filter(path__in=groups).order_by("path")
    return [
        (f"{known[module.path[: -ModulePage.steplen]]}: {module.title}", groups[module.path])
        for module in named
    ]
