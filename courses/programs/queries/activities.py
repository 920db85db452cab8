"""What a batch demands beside what its courses have by now."""

from dataclasses import dataclass
from decimal import Decimal

from cms.outline import Outline
from courses.models import Batch, RequiredActivity
from courses.programs.queries.batches import taught


@dataclass(frozen=True, slots=True)
class Row:
    """An activity. `weight` is None where it is not required."""

    activity_id: int
    title: str
    kind: str
    minutes: int
    is_graded: bool
    is_published: bool
    weight: Decimal | None

    @property
    def is_required(self) -> bool:
        return self.weight is not None


@dataclass(frozen=True, slots=True)
class Module:
    """A module with its activities, published or required."""

    title: str
    course: str
    rows: tuple[Row, ...]


def modules(batch: Batch) -> list[Module]:
    """Return the modules of the courses of `batch` with what is required in each.

    What is required but no longer published stands in a module of its own at the end.
    """
    required = {
        row.activity_id: row
        for row in RequiredActivity.objects.filter(batch=batch)
        .select_related("activity__quizpage", "activity__assignmentpage")
        .order_by("activity__path")
    }
    found: list[Module] = []
    seen: set[int] = set()
    for course in taught(batch):
        found += _of_course(course, required)
        seen |= {activity.id for activity in course.activities}
    gone = tuple(
        _unpublished(row) for activity_id, row in required.items() if activity_id not in seen
    )
    return [*found, Module(title="", course="", rows=gone)] if gone else found


def _of_course(course: Outline, required: dict[int, RequiredActivity]) -> list[Module]:
    return [
        Module(
            title=module.title,
            course=course.title,
            rows=tuple(
                Row(
                    activity_id=activity.id,
                    title=activity.title,
                    kind=activity.kind,
                    minutes=activity.minutes,
                    is_graded=activity.is_graded,
                    is_published=True,
                    weight=required[activity.id].weight if activity.id in required else None,
                )
                for activity in module.activities
            ),
        )
        for module in course.modules
    ]


def _unpublished(row: RequiredActivity) -> Row:
    page = row.activity
    kind = "lesson"
    if getattr(page, "quizpage", None):
        kind = "quiz"
    elif getattr(page, "assignmentpage", None):
        kind = "assignment"
    return Row(
        activity_id=page.pk,
        title=page.title,
        kind=kind,
        minutes=page.minutes,
        is_graded=page.is_graded,
        is_published=False,
        weight=row.weight,
    )
