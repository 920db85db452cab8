"""How far a batch is with each activity: what has come, what waits, who is missing."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, QuerySet

from courses.gradebook.queries.columns import Column, activities
from courses.models import Batch, Completion, Enrollment, Exemption, Submission, SubmissionState


@dataclass(frozen=True, slots=True)
class BatchTask:
    """An activity that is demanded, and how many are how far with it.

    Counted are those who are at work; `done_count` also has those who have passed.
    """

    activity: Column
    done_count: int
    waiting_count: int
    waiting_since: dt.datetime | None
    revision_count: int
    exempt_count: int
    missing_count: int


@dataclass(frozen=True, slots=True)
class BatchTasks:
    tasks: list[BatchTask]
    active_count: int

    @property
    def waiting_count(self) -> int:
        return sum(task.waiting_count for task in self.tasks)

    @property
    def waiting_since(self) -> dt.datetime | None:
        return min((task.waiting_since for task in self.tasks if task.waiting_since), default=None)


def batch_tasks(batch: Batch, courses: Collection[int] | None = None) -> BatchTasks:
    """Return the demanded activities of `batch` with their counts, in six queries."""
    shown = [item for item in activities(batch, courses) if item.weight is not None]
    active = Enrollment.objects.active().filter(batch=batch)
    active_count = active.count()
    of_active = {"enrollment__in": active.values("pk")}
    done = Completion.objects.filter(enrollment__in=batch.enrollments.seated().values("pk"))
    all_done = _counted(done, "activity_id")
    done_by_active = _counted(Completion.objects.filter(**of_active), "activity_id")
    handed_in = Submission.objects.filter(**of_active).exclude(_is_done("assignment"))
    newer = Submission.objects.handed_in().filter(
        enrollment=OuterRef("enrollment"),
        assignment=OuterRef("assignment"),
        number__gt=OuterRef("number"),
    )
    waiting = {
        activity: (count, since)
        for activity, count, since in handed_in.filter(state=SubmissionState.SUBMITTED)
        .order_by()
        .values("assignment_id")
        .annotate(count=Count("pk"), since=Min("submitted_at"))
        .values_list("assignment_id", "count", "since")
    }
    wanted = _counted(
        handed_in.filter(state=SubmissionState.REVISION).exclude(Exists(newer)), "assignment_id"
    )
    exempt = _counted(
        Exemption.objects.valid()
        .filter(**of_active)
        .exclude(_is_done("activity"))
        .exclude(
            Exists(
                Submission.objects.handed_in().filter(
                    enrollment=OuterRef("enrollment"), assignment=OuterRef("activity")
                )
            )
        ),
        "activity_id",
    )
    tasks = []
    for item in shown:
        waits, since = waiting.get(item.id, (0, None))
        again, free = wanted.get(item.id, 0), exempt.get(item.id, 0)
        missing = active_count - done_by_active.get(item.id, 0) - waits - again - free
        tasks.append(
            BatchTask(item, all_done.get(item.id, 0), waits, since, again, free, max(0, missing))
        )
    return BatchTasks(tasks, active_count)


def _is_done(activity: str) -> Exists:
    return Exists(
        Completion.objects.filter(enrollment=OuterRef("enrollment"), activity=OuterRef(activity))
    )


def _counted(rows: QuerySet[Any], by: str) -> dict[int, int]:
    grouped = rows.order_by().values(by).annotate(count=Count("pk"))
    return dict(grouped.values_list(by, "count"))
