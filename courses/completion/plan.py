"""What a batch is: its courses, dates, demands and sessions, read once for all of its people.

Kept whole in the memory of each process, under two names: the batch's own generation, which
comes with the row of a seat and which every change of the batch ends in its transaction, and
the content's, which publishing, moving and deleting of pages end (`academy.web.kept`).
"""

import copy
import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from django.db.models import F

from academy.people.models import User
from academy.web import kept
from cms.outline import Outline, outlines
from courses.acts.rules import ModuleTime, module_time
from courses.completion.queries import demands_of
from courses.completion.rules import Demand
from courses.models import Batch, Enrollment, ModuleSchedule, Session
from courses.models.seats.enrollment import EnrollmentQuerySet

BATCHES_KEPT = 64
# What changes by no door of the academy (an image exchanged in place) shows late at most so.
KEPT_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Deadline:
    """The date that a module is due."""

    batch: Batch
    module_id: int
    # Its title, or that of an activity of it in which somebody has a date of their own.
    title: str
    due_at: dt.datetime
    changed_at: dt.datetime
    # The activity, where it has a date of its own.
    activity_id: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Shared by all: nobody changes anything in it.

    `outlines` in the batch's order; `times` by module; `sessions` also those called off.
    """

    batch: Batch
    outlines: tuple[Outline, ...]
    times: dict[int, ModuleTime]
    demands: tuple[Demand, ...]
    sessions: tuple[Session, ...]
    deadlines: tuple[Deadline, ...]
    _shared: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def once[T](self, key: Hashable, build: Callable[[], T]) -> T:
        """Return what `build` makes of the published content, the same for all of the batch.

        It is kept as long as the plan, so what is published next is read anew. Like the plan,
        nobody changes anything in it.
        """
        if key not in self._shared:
            self._shared[key] = build()
        return cast(T, self._shared[key])


_plans: kept.Near[Plan] = kept.Near(BATCHES_KEPT, KEPT_SECONDS)


def plan_of(batch: Batch) -> Plan:
    """Return the plan of `batch`; the same for one object however often it is asked for."""
    if batch.plan is None:
        batch.plan = _plan(batch.pk, batch.generation)
    return cast(Plan, batch.plan)


def for_plans(seats: EnrollmentQuerySet) -> EnrollmentQuerySet:
    """Let `seats` bring what `with_plans` needs."""
    return seats.annotate(batch_generation=F("batch__generation"))


def with_plans(seats: Iterable[Enrollment], user: User) -> list[Enrollment]:
    """Return `seats` (as `for_plans`), all of `user`, each with its batch, program and rule."""
    found: list[Enrollment] = []
    for seat in seats:
        plan = _plan(seat.batch_id, cast(Any, seat).batch_generation)
        # A copy: what somebody sets on it is nobody else's.
        seat.batch = copy.copy(plan.batch)
        seat.batch.plan = plan
        seat.user = user
        found.append(seat)
    return found


def state_of(batch: Batch) -> tuple[UUID, str]:
    """Return under which names something that is made of the plan of `batch` may be kept."""
    return batch.generation, kept.generation()


def _plan(batch_pk: int, generation: UUID) -> Plan:
    return _plans.get(batch_pk, (generation, kept.generation()), lambda: _read(batch_pk))


def _read(batch_pk: int) -> Plan:
    batch = Batch.objects.select_related("program", "completion_rule").get(pk=batch_pk)
    course_ids = list(
        batch.batch_courses.order_by("position", "pk").values_list("course_id", flat=True)
    )
    found = outlines(course_ids)
    taught = tuple(found[pk] for pk in course_ids if pk in found)
    schedules = {
        row.module_id: row
        for row in ModuleSchedule.objects.filter(batch=batch)
        .select_related("module")
        .order_by("due_at", "pk")
    }
    times = {
        module.id: module_time(batch, schedules.get(module.id))
        for course in taught
        for module in course.modules
    }
    return Plan(
        batch=batch,
        outlines=taught,
        times=times,
        demands=tuple(demands_of([batch.pk])[batch.pk]),
        sessions=tuple(Session.objects.filter(batch=batch).order_by("starts_at", "pk")),
        deadlines=tuple(
            Deadline(batch, row.module_id, row.module.title, row.due_at, row.changed_at)
            for row in schedules.values()
            # What is taken out is due no more; its dates are kept for when it comes back.
            if row.due_at is not None and row.module_id in times
        ),
    )
