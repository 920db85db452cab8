"""A batch as its coordinator sees it: the funnel, the grid, who is behind and why.

Nothing here grows with the participants but the rows shown: counts are made by the
database, and the grid reads the completions of one page of people.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.models import ModulePage
from courses.models import (
    Application,
    ApplicationState,
    Batch,
    Completion,
    Enrollment,
    EnrollmentState,
    ModuleSchedule,
    RequiredActivity,
    Submission,
    SubmissionState,
)
from courses.queries.completion import rule_of

UNSEEN_AFTER = timedelta(days=7)
GONE = [EnrollmentState.WITHDRAWN, EnrollmentState.REPLACED]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the funnel: how many people, and the query of the list behind it."""

    key: str
    label: str | Promise
    count: int
    query: str


def funnel(batch: Batch) -> list[Step]:
    """Return applied → accepted → came → still here → rule met, in two queries."""
    applied = Application.objects.filter(batch=batch).sent().count()
    seats = batch.enrollments.aggregate(
        accepted=Count("pk"),
        came=Count("pk", filter=Q(first_seen_at__isnull=False)),
        seated=Count("pk", filter=~Q(state__in=GONE)),
        eligible=Count("pk", filter=Q(is_eligible=True)),
    )  # fmt: skip
    return [
        Step("applied", _("Applied"), applied, ""),
        Step("accepted", _("Accepted"), seats["accepted"], "?state="),
        Step("came", _("Came at least once"), seats["came"], "?seen=yes"),
        Step("seated", _("Have a seat now"), seats["seated"], "?state=seated"),
        Step("eligible", _("Meet the rule"), seats["eligible"], "?eligible=yes"),
    ]


def open_applications(batch: Batch) -> int:
    """Return how many applications wait for a decision."""
    return Application.objects.filter(
        batch=batch, state__in=[ApplicationState.SUBMITTED, ApplicationState.VERIFIED]
    ).count()


def due_activities(batch: Batch) -> list[int]:
    """Return the required activities whose module was due before now, in two queries."""
    paths = list(
        ModulePage.objects.filter(
            pk__in=ModuleSchedule.objects.filter(batch=batch, due_at__lt=timezone.now()).values(
                "module_id"
            )
        ).values_list("path", flat=True)
    )
    required = RequiredActivity.objects.filter(batch=batch).values_list(
        "activity_id", "activity__path"
    )
    return [pk for pk, path in required if any(path.startswith(due) for due in paths)]


def people(batch: Batch, due: list[int]) -> QuerySet[Enrollment]:
    """Return the enrollments of `batch` with what shows who is behind.

    `due_done`: how many of the `due` activities are done; `wants_revision`: a trainer
    waits for a new hand-in.
    """
    done = (
        Completion.objects.filter(enrollment=OuterRef("pk"), activity__in=due)
        .order_by()
        .values("enrollment")
        .annotate(count=Count("pk"))
        .values("count")
    )
    newer = Submission.objects.filter(
        enrollment=OuterRef("enrollment"),
        assignment=OuterRef("assignment"),
        number__gt=OuterRef("number"),
    ).exclude(state=SubmissionState.DRAFT)
    revision = Submission.objects.filter(
        enrollment=OuterRef("pk"), state=SubmissionState.REVISION
    ).exclude(Exists(newer))
    return (
        Enrollment.objects.filter(batch=batch)
        .select_related("user", "pesantren__regency")
        .annotate(
            due_done=Coalesce(Subquery(done, output_field=IntegerField()), 0),
            wants_revision=Exists(revision),
        )
    )


def behind(batch: Batch, due_count: int, why: str = "any") -> Q:
    """Return the condition "is behind", for one reason or any, on `people()`."""
    reasons = {
        "unseen": Q(last_seen_at__isnull=True) | Q(last_seen_at__lt=timezone.now() - UNSEEN_AFTER),
        "overdue": Q(due_done__lt=due_count),
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


def why_behind(batch: Batch, enrollment: Enrollment, due_count: int) -> list[str | Promise]:
    """Return the reasons in words for a row of `people()`."""
    if enrollment.state != EnrollmentState.ACTIVE:
        return []
    found: list[str | Promise] = []
    if enrollment.first_seen_at is None:
        found.append(_("has never signed in"))
    elif not enrollment.last_seen_at or enrollment.last_seen_at < timezone.now() - UNSEEN_AFTER:
        found.append(_("not seen for a week"))
    if enrollment.due_done < due_count:
        found.append(_("%(count)s activities overdue") % {"count": due_count - enrollment.due_done})
    if enrollment.wants_revision:
        found.append(_("a revision is wanted"))
    minimum = rule_of(batch).minimum_attendance
    reached = enrollment.attendance_percent
    if minimum is not None and reached is not None and reached < minimum:
        found.append(_("attendance too low"))
    return found


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A module of the grid: its title and the ids of its required activities."""

    title: str
    course: str
    activities: frozenset[int]


def grid_columns(batch: Batch) -> list[GridColumn]:
    """Return one column for each module with required activities, in two queries."""
    by_module: dict[str, set[int]] = defaultdict(set)
    step = ModulePage.steplen
    for pk, path in RequiredActivity.objects.filter(batch=batch).values_list(
        "activity_id", "activity__path"
    ):
        by_module[path[:-step]].add(pk)
    courses = dict(batch.courses.values_list("path", "title"))
    modules = ModulePage.objects.filter(path__in=by_module).order_by("path")
    order = {path: number for number, path in enumerate(
        batch.batch_courses.order_by("position").values_list("course__path", flat=True)
    )}  # fmt: skip
    found = [
        (
            order.get(path[:-step], 0),
            path,
            GridColumn(title, courses.get(path[:-step], ""), frozenset(by_module[path])),
        )
        for path, title in modules.values_list("path", "title")
    ]
    return [column for _order, _path, column in sorted(found, key=lambda item: item[:2])]


def grid_cells(
    columns: list[GridColumn], enrollments: list[Enrollment]
) -> dict[int, list[tuple[int, int]]]:
    """Return (done, required) of each column for each of `enrollments`, in one query."""
    done: dict[int, set[int]] = defaultdict(set)
    for enrollment_id, activity_id in Completion.objects.filter(
        enrollment__in=[enrollment.pk for enrollment in enrollments]
    ).values_list("enrollment_id", "activity_id"):
        done[enrollment_id].add(activity_id)
    return {
        enrollment.pk: [
            (len(column.activities & done[enrollment.pk]), len(column.activities))
            for column in columns
        ]
        for enrollment in enrollments
    }
