"""A course on one page: what it is made of, in which state, how long, how large, demanded where."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, Revision, WorkflowState

from academy.people.models import User
from cms.actions.arranging import below, fingerprint, key_of
from cms.models import ActivityPage, CoursePage
from cms.outline import STEP_LENGTH, OutlineActivity, outline_activity
from cms.queries.unfinished import lacking
from courses.models import RequiredActivity
from courses.programs.queries.content import smallest_data_budget


@dataclass(frozen=True, slots=True)
class Row:
    """A module or an activity as those who write it see it."""

    page: Page
    key: str
    state: str
    publishes_at: dt.datetime | None
    may_move: bool


@dataclass(frozen=True, slots=True)
class ActivityRow(Row):
    activity: OutlineActivity
    is_too_large: bool
    demanded_in: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def has_phone_form(self) -> bool:
        return self.activity.kind != "quiz"


@dataclass(frozen=True, slots=True)
class ModuleRow(Row):
    activities: list[ActivityRow] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        return sum(row.activity.minutes for row in self.activities)

    @property
    def size(self) -> int:
        return sum(row.activity.size for row in self.activities)


@dataclass(frozen=True, slots=True)
class CourseOutline:
    course: CoursePage
    shown: str
    modules: list[ModuleRow]
    budget: int | None

    @property
    def key(self) -> str:
        return key_of(self.course)

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    @property
    def waiting(self) -> list[Row]:
        """What is written and not published yet, or waits for review."""
        rows: list[Row] = []
        for module in self.modules:
            rows += [row for row in (module, *module.activities) if row.state != "live"]
        return rows


def outline(course: CoursePage, user: User) -> CourseOutline:
    """Return `course` as `user` works on it, in a fixed number of queries."""
    pages = below(course)
    module_pages = [page for page in pages if page.depth == course.depth + 1]
    activities = {
        page.pk: page
        for page in ActivityPage.objects.descendant_of(course).select_related(
            "quizpage", "assignmentpage"
        )
    }
    states = _States(pages)
    demands = _demands(activities)
    unfinished = lacking(page for page in pages if page.pk in activities)
    budget = smallest_data_budget(course)
    may_move = course.permissions_for_user(user).can_reorder_children()
    modules = {
        page.path: ModuleRow(page, key_of(page), *states.of(page), may_move)
        for page in module_pages
    }
    for page in pages:
        module = modules.get(page.path[:-STEP_LENGTH])
        if module is None or page.pk not in activities:
            continue
        told = outline_activity(activities[page.pk])
        module.activities.append(
            ActivityRow(
                page,
                key_of(page),
                *states.of(page),
                may_move,
                activity=told,
                is_too_large=budget is not None and told.size > budget,
                demanded_in=tuple(demands[page.pk]),
                lacking=tuple(unfinished.get(page.pk, ())),
            )
        )
    return CourseOutline(course, fingerprint(pages), list(modules.values()), budget)


def course_with(courses: QuerySet[CoursePage], course_id: UUID) -> CoursePage | None:
    """Return the one of `courses` that has this id."""
    return courses.filter(course_id=course_id).first()


class _States:
    """How far pages are on their way to participants."""

    def __init__(self, pages: Iterable[Page]) -> None:
        keys = [str(page.pk) for page in pages]
        planned = Revision.page_revisions.filter(
            object_id__in=keys, approved_go_live_at__isnull=False
        )
        self.hours = {
            int(pk): hour for pk, hour in planned.values_list("object_id", "approved_go_live_at")
        }
        under_way = WorkflowState.objects.active().filter(object_id__in=keys)
        self.in_review = set(
            under_way.filter(base_content_type__model="page").values_list("object_id", flat=True)
        )

    def of(self, page: Page) -> tuple[str, dt.datetime | None]:
        """Return one of draft, review, scheduled, changed, live; and the hour of its publishing."""
        hour = self.hours.get(page.pk)
        if hour is not None:
            return "scheduled", hour
        if str(page.pk) in self.in_review:
            return "review", None
        if not page.live:
            return "draft", None
        return ("changed" if page.has_unpublished_changes else "live"), None


def _demands(activities: Iterable[int]) -> dict[int, list[str]]:
    """Return the running and coming batches that demand each activity."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = RequiredActivity.objects.filter(
        activity__in=list(activities), batch__ends_on__gte=timezone.localdate()
    )
    for row in rows.select_related("batch").order_by("batch__starts_on", "batch"):
        found[row.activity_id].append(str(row.batch))
    return found
