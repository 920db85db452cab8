"""A batch as its coordinator sees it: the grid, who is behind and why.

Nothing here grows with the participants but the rows shown: counts are made by the
database, and the grid reads the completions of one page of people.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from academy.people.models import Pesantren
from academy.web.kept import Near
from cms.models import ModulePage
from cms.outline import COURSE_PATH
from courses.completion.plan import BATCHES_KEPT, KEPT_SECONDS, state_of
from courses.completion.queries import asked_of, demands_of, exempt_of, rule_of
from courses.completion.rules import Demand, own_demands
from courses.models import (
    Batch,
    BatchCourse,
    Completion,
    Enrollment,
    EnrollmentState,
)
from courses.models.seats.asked import Asked
from courses.workspace.queries.due import due_in, settled_count, wants_revision

# What a page of the list needs of each of `people()`.
SHOWN = (
    "public_id", "state", "progress", "mean_mark", "attendance_percent", "first_seen_at",
    "last_seen_at", "is_eligible", "asked", "due_settled", "wants_revision",
    "user__full_name", "pesantren__name",
)  # fmt: skip
UNSEEN_AFTER = timedelta(days=7)
# A reason weighs more than any number of overdue activities.
REASON = 10_000


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A module of the grid: its title and what the batch demands in it."""

    title: str
    course: str
    demands: tuple[Demand, ...]
    due_at: datetime | None


_columns: Near[list[GridColumn]] = Near(BATCHES_KEPT, KEPT_SECONDS)


def grid_columns(batch: Batch) -> list[GridColumn]:
    """Return one column for each module with required activities; kept like the plan."""
    return _columns.get(batch.pk, state_of(batch), lambda: _read_columns(batch))


def _read_columns(batch: Batch) -> list[GridColumn]:
    by_module: dict[str, list[Demand]] = defaultdict(list)
    for demand in demands_of([batch.pk])[batch.pk]:
        by_module[demand.path[: -ModulePage.steplen]].append(demand)
    course = BatchCourse.objects.filter(
        batch=batch, course__path=Left(OuterRef("path"), COURSE_PATH)
    )
    modules = (
        ModulePage.objects.filter(path__in=by_module)
        .annotate(
            due_at=Min("schedules__due_at", filter=Q(schedules__batch=batch)),
            position=Subquery(course.values("position")[:1]),
            course_title=Subquery(course.values("course__title")[:1]),
        )
        .order_by("position", "path")
        .values_list("path", "title", "course_title", "due_at")
    )
    return [
        GridColumn(title, course_title or "", tuple(by_module[path]), due_at)
        for path, title, course_title, due_at in modules
    ]


def due_activities(columns: list[GridColumn]) -> list[int]:
    """Return the activities that can be reached and whose module was due before now."""
    now = timezone.now()
    return [
        demand.activity_id
        for column in columns
        if column.due_at and column.due_at < now
        for demand in column.demands
        if demand.is_live
    ]


def people(batch: Batch, due: list[int]) -> QuerySet[Enrollment]:
    """Return the enrollments of `batch` with what shows who is behind.

    `due_settled`: how many of the `due` activities this person does not owe; `wants_revision`:
    a trainer waits for a new hand-in.
    """
    return (
        Enrollment.objects.filter(batch=batch)
        .select_related("user", "pesantren__regency")
        .annotate(
            due_settled=settled_count(due, batch),
            wants_revision=wants_revision(),
        )
    )


def behind(batch: Batch, due_count: int, why: str = "any") -> Q:
    """Return the condition "is behind", for one reason or any, on `people()`.

    Nobody is behind in a batch that has not begun.
    """
    if not batch.has_started:
        return Q(pk__in=[])
    reasons = {
        "unseen": Q(last_seen_at__isnull=True) | Q(last_seen_at__lt=timezone.now() - UNSEEN_AFTER),
        "overdue": Q(due_settled__lt=due_count),
        "revision": Q(wants_revision=True),
    }
    minimum = rule_of(batch).minimum_attendance
    if minimum is not None:
        reasons["attendance"] = Q(attendance_percent__lt=minimum)
    active = Q(state=EnrollmentState.ACTIVE)
    if why in reasons:
        return active & reasons[why]
    some = Q()
    for reason in reasons.values():
        some |= reason
    return active & some


def by_need(rows: QuerySet[Enrollment], batch: Batch, due_count: int) -> QuerySet[Enrollment]:
    """Return `rows` of `people()` with `need`, which is the lower the more is wrong.

    More reasons come before more overdue activities; who is not behind comes last.
    """
    need: Any = Value(0)
    for why in ("unseen", "overdue", "revision", "attendance"):
        if why == "attendance" and rule_of(batch).minimum_attendance is None:
            continue
        need = need - Case(When(behind(batch, due_count, why), then=REASON), default=0)
    overdue = Case(
        When(behind(batch, due_count, "overdue"), then=Value(due_count) - F("due_settled")),
        default=0,
    )
    return rows.annotate(need=need - overdue)


def why_behind(batch: Batch, enrollment: Any, due_count: int) -> list[str | Promise]:
    """Return the reasons in words for `enrollment`, a row of `people()`."""
    if enrollment.state != EnrollmentState.ACTIVE or not batch.has_started:
        return []
    found: list[str | Promise] = []
    if enrollment.first_seen_at is None:
        found.append(_("has never signed in"))
    elif not enrollment.last_seen_at or enrollment.last_seen_at < timezone.now() - UNSEEN_AFTER:
        found.append(_("not seen for a week"))
    if enrollment.due_settled < due_count:
        count = due_count - enrollment.due_settled
        told = ngettext("%(count)s activity overdue", "%(count)s activities overdue", count)
        found.append(told % {"count": count})
    if enrollment.wants_revision:
        found.append(_("a revision is wanted"))
    minimum = rule_of(batch).minimum_attendance
    reached = enrollment.attendance_percent
    if minimum is not None and reached is not None and reached < minimum:
        found.append(_("attendance too low"))
    return found


def why_person_behind(enrollment: Enrollment) -> list[str | Promise]:
    """Return the reasons in words for one person, as the list of the batch gives them."""
    batch = enrollment.batch
    due = sorted(due_in([batch.pk])[batch.pk])
    row = people(batch, due).get(pk=enrollment.pk)
    return why_behind(batch, row, len(due))


def grid_cells(
    columns: list[GridColumn], enrollments: list[Any]
) -> dict[int, tuple[tuple[int, int], ...]]:
    """Return (done, required) of each column for each of `enrollments`, in two queries.

    These are seats, or rows of `SHOWN`. What is asked of each is what the figure of their
    progress is made of.
    """
    done: dict[int, set[int]] = defaultdict(set)
    for enrollment_id, activity_id in Completion.objects.filter(
        enrollment__in=[enrollment.pk for enrollment in enrollments]
    ).values_list("enrollment_id", "activity_id"):
        done[enrollment_id].add(activity_id)
    exempt = exempt_of([enrollment.pk for enrollment in enrollments])
    return {
        enrollment.pk: tuple(
            _share(column, done[enrollment.pk], asked_of(enrollment), exempt[enrollment.pk])
            for column in columns
        )
        for enrollment in enrollments
    }


def _share(
    column: GridColumn, done: set[int], asked: Asked | None, exempt: set[int]
) -> tuple[int, int]:
    own = own_demands(column.demands, done=done, asked=asked, exempt=exempt)
    return sum(item.activity_id in done for item in own), len(own)


def places(batch: Batch) -> list[tuple[int, str, int, str]]:
    """Return (id, name, regency id, regency) of each pesantren with people in `batch`."""
    return list(
        Pesantren.objects.filter(enrollments__batch=batch)
        .distinct()
        .order_by("name", "pk")
        .values_list("pk", "name", "regency_id", "regency__name")
    )
