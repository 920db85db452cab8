"""The dates of modules, and how they spread over a batch."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from cms.outline import outlines
from courses.models import Batch


@dataclass(frozen=True, slots=True)
class ModuleDates:
    """When a module opens, is due and closes; None: at no set time."""

    module_id: int
    opens_at: dt.datetime | None
    due_at: dt.datetime | None
    closes_at: dt.datetime | None


def even_dates(batch: Batch, *, days_per_module: int) -> list[ModuleDates]:
    """Return dates by which the modules open one after the other; each is due when its days end.

    The first opens on the first day of the batch. Courses run beside each other.
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
    return dates


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))
