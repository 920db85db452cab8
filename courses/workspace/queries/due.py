"""What was due before now, for several batches at once."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from cms.models import ModulePage
from courses.completion.queries import demands_of
from courses.models import ModuleSchedule


def due_in(batches: Iterable[int]) -> dict[int, set[int]]:
    """Return what was due before now in each of `batches`, in two queries for all of them."""
    batches = list(batches)
    modules: dict[int, set[str]] = defaultdict(set)
    schedules = ModuleSchedule.objects.filter(batch__in=batches, due_at__lt=timezone.now())
    for batch_id, path in schedules.values_list("batch_id", "module__path"):
        modules[batch_id].add(path)
    due: dict[int, set[int]] = defaultdict(set)
    for batch_id, demands in demands_of(modules).items():
        for demand in demands:
            if demand.is_live and demand.path[: -ModulePage.steplen] in modules[batch_id]:
                due[batch_id].add(demand.activity_id)
    return due
