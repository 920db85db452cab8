"""When the modules of a batch open, are due and close."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from academy.core import audit
from academy.people.models import User
from cms.outline import outlines
from courses.acts import locks
from courses.models import Batch, ModuleSchedule
from courses.models.verbs import CourseVerb


@dataclass(frozen=True, slots=True)
class ModuleDates:
    """When a module opens, is due and closes; None: at no set time."""

    module_id: int
    opens_at: dt.datetime | None
    due_at: dt.datetime | None
    closes_at: dt.datetime | None


def set_schedule(*, batch: Batch, by: User, modules: Iterable[ModuleDates]) -> None:
    """Write the dates of modules; a module without any date is always open."""
    modules = list(modules)
    with transaction.atomic():
        locks.batch(batch.pk).end_plan()
        for row in modules:
            dates = {"opens_at": row.opens_at, "due_at": row.due_at, "closes_at": row.closes_at}
            if any(dates.values()):
                ModuleSchedule.objects.update_or_create(
                    batch=batch, module_id=row.module_id, defaults=dates
                )
            else:
                ModuleSchedule.objects.filter(batch=batch, module=row.module_id).delete()
        audit.record(
            CourseVerb.SCHEDULE_SET, batch, by=by, modules=[row.module_id for row in modules]
        )


def spread_schedule(*, batch: Batch, by: User, days_per_module: int) -> list[ModuleDates]:
    """Open the modules one after the other from the first day; each is due when its days end.

    Courses run beside each other: the first module of each opens on the first day.
    """
    dates = []
    taught = outlines(list(batch.batch_courses.values_list("course_id", flat=True)))
    for course in taught.values():
        for number, module in enumerate(course.modules):
            first = batch.starts_on + dt.timedelta(days=number * days_per_module)
            last = first + dt.timedelta(days=days_per_module - 1)
            dates.append(
                ModuleDates(module.id, _at(first, dt.time(0, 0)), _at(last, dt.time(23, 59)), None)
            )
    set_schedule(batch=batch, by=by, modules=dates)
    return dates


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))
