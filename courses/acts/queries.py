"""When an activity is open, due and closed for one person: the one place that says so.

Who has read the schedule already (`completion.plan`) asks `ModuleTime.extended` for the same.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Subquery

from academy.core.statements import Statement
from cms.models import ActivityPage
from courses.acts.rules import ModuleTime, module_time
from courses.models import Enrollment, Extension, ModuleSchedule


def times_of(enrollment: Enrollment, activity: ActivityPage, module_id: int) -> ModuleTime:
    """Return the times of `activity`, which is of that module, for this person, in one query."""
    own = Extension.objects.standing().filter(
        enrollment=enrollment.pk, activity=activity.pk, due_at__isnull=False
    )
    schedule = (
        ModuleSchedule.objects.filter(batch=enrollment.batch_id, module=module_id)
        .annotate(until=Subquery(own.order_by("-due_at").values("due_at")[:1]))
        .first()
    )
    until = None if schedule is None else schedule.until
    return module_time(enrollment.batch, schedule).extended(until)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one person was granted in one activity beyond what everybody has."""

    until: dt.datetime | None = None
    attempts: int = 0
    minutes: int = 0


def allowance_of(enrollment: Enrollment, activity: ActivityPage) -> Allowance:
    """Return what `enrollment` was granted in `activity`, in one query."""
    for _seat, _activity, until, attempts, minutes in _ALLOWED.rows(enrollment.pk, activity.pk):
        return Allowance(until, attempts, minutes)
    return Allowance()


def _allowed(seat: int, activity: int) -> QuerySet[Extension, Any]:
    return Extension.objects.standing().filter(enrollment=seat, activity=activity).totals()


_ALLOWED = Statement(_allowed, int, int)
