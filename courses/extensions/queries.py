"""What can be extended in a batch, for whom, and what was granted."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cms.models import ActivityPage, QuizPage
from cms.outline import OutlineModule
from courses.acts.rules import ModuleTime
from courses.completion.plan import plan_of
from courses.models import Batch, Enrollment, EnrollmentState, Extension


@dataclass(frozen=True, slots=True)
class Extendable:
    """An activity or a whole module: its key in the form, its title, and its activities."""

    key: str
    title: str
    module: OutlineModule
    activity_ids: tuple[int, ...]
    times: ModuleTime


def extendables(batch: Batch) -> dict[str, Extendable]:
    """Return the modules of `batch`, each before its activities, by their keys."""
    plan = plan_of(batch)
    found = [
        one
        for course in plan.outlines
        for module in course.modules
        for one in _parts(module, plan.times[module.id])
    ]
    return {one.key: one for one in found}


def _parts(module: OutlineModule, times: ModuleTime) -> list[Extendable]:
    ids = tuple(activity.id for activity in module.activities)
    whole = Extendable(f"module-{module.id}", module.title, module, ids, times)
    each = [
        Extendable(f"activity-{one.id}", one.title, module, (one.id,), times)
        for one in module.activities
    ]
    return [whole, *each] if ids else []


def people_of(batch: Batch) -> QuerySet[Enrollment]:
    """Return the seats of `batch` in which somebody is at work."""
    seats = batch.enrollments.filter(state=EnrollmentState.ACTIVE)
    return seats.select_related("user", "pesantren").order_by("user__name_key", "pk")


def limits_of(activities: list[ActivityPage]) -> dict[int, tuple[int, int]]:
    """Return of the quizzes among `activities` the attempts and minutes (0: no limit)."""
    rows = QuizPage.objects.filter(pk__in=[one.pk for one in activities])
    return {
        pk: (most, limit)
        for pk, most, limit in rows.values_list("pk", "max_attempts", "time_limit")
    }


def granted_in(batch: Batch) -> QuerySet[Extension]:
    """Return what was granted in `batch`, the newest first."""
    return Extension.objects.filter(enrollment__batch=batch).select_related(
        "enrollment__user", "activity", "granted_by", "withdrawn_by"
    )
