"""When the modules of a batch open, are due and close."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from academy.core import audit
from academy.people.models import User
from courses.acts import locks
from courses.models import Batch, ModuleSchedule
from courses.models.verbs import CourseVerb
from courses.programs.queries.schedule import ModuleDates


def set_schedule(*, batch: Batch, by: User, modules: Iterable[ModuleDates]) -> None:
    """Write the dates of modules; a module without any date is always open."""
    modules = list(modules)
    with transaction.atomic():
        locks.batch(batch.pk).end_plan()
        for row in modules:
            dates = {"opens_at": row.opens_at, "due_at": row.due_at, "closes_at": row.closes_at}
            if any(dates.values()):
                _write(batch, row.module_id, dates)
            else:
                ModuleSchedule.objects.filter(batch=batch, module=row.module_id).delete()
        audit.record(
            CourseVerb.SCHEDULE_SET, batch, by=by, modules=[row.module_id for row in modules]
        )


def _write(batch: Batch, module_id: int, dates: dict[str, dt.datetime | None]) -> None:
    row, is_new = ModuleSchedule.objects.get_or_create(
        batch=batch, module_id=module_id, defaults=dates
    )
    # Saved as it was it is no news for the calendars on phones.
    if is_new or all(getattr(row, name) == value for name, value in dates.items()):
        return
    for name, value in dates.items():
        setattr(row, name, value)
    row.changed_at = timezone.now()
    row.save()
