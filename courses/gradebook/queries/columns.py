"""The activities of a batch in the order in which they are taught."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from cms.models import ActivityPage
from courses.completion.plan import plan_of
from courses.gradebook.rules import may_see
from courses.models import Batch


@dataclass(frozen=True, slots=True)
class Column:
    """An activity. `weight` is None where it is not demanded; `course_id` where it is gone."""

    id: int
    activity_id: UUID
    title: str
    kind: str
    course: str
    course_id: int | None
    is_graded: bool
    weight: Decimal | None
    due_at: dt.datetime | None = None

    @property
    def code(self) -> str:
        """What names it in an address and in a spreadsheet."""
        return self.activity_id.hex[:8]

    @property
    def is_due(self) -> bool:
        return self.due_at is not None and self.due_at < timezone.now()


def activities(batch: Batch, courses: Collection[int] | None = None) -> list[Column]:
    """Return what `batch` teaches, of `courses` (None: all), and graded work that it demands
    though it is no longer published. One query more only where there is some.
    """
    plan = plan_of(batch)
    weights = {item.activity_id: item.weight for item in plan.demands}
    found = [
        Column(
            id=item.id,
            activity_id=item.activity_id,
            title=item.title,
            kind=item.kind,
            course=outline.title,
            course_id=outline.id,
            is_graded=item.is_graded,
            weight=weights.get(item.id),
            due_at=plan.times[module.id].due_at,
        )
        for outline in plan.outlines
        if may_see(courses, outline.id)
        for module in outline.modules
        for item in module.activities
    ]
    shown = {item.id for outline in plan.outlines for item in outline.activities}
    gone = [item for item in plan.demands if item.is_graded and item.activity_id not in shown]
    return found + _gone([item.activity_id for item in gone], weights, courses)


def _gone(
    ids: list[int], weights: dict[int, Decimal], courses: Collection[int] | None
) -> list[Column]:
    if not ids or courses is not None:
        return []
    pages = ActivityPage.objects.filter(pk__in=ids).select_related("quizpage").order_by("path")
    return [
        Column(
            id=page.pk,
            activity_id=page.activity_id,
            title=page.title,
            kind="quiz" if hasattr(page, "quizpage") else "assignment",
            course="",
            course_id=None,
            is_graded=True,
            weight=weights[page.pk],
        )
        for page in pages
    ]


def graded(batch: Batch, courses: Collection[int] | None = None) -> list[Column]:
    """Return those of `activities` that have marks."""
    return [item for item in activities(batch, courses) if item.is_graded]
