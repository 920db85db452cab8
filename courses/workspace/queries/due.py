"""What was due before now or is wanted anew, for several batches at once; what nobody owes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull
from django.utils import timezone

from cms.models import ModulePage
from courses.completion.queries import demands_of
from courses.models import (
    Batch,
    Completion,
    Exemption,
    Extension,
    ModuleSchedule,
    Submission,
    SubmissionState,
)


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


def settled(due: Collection[int], **seats: Any) -> QuerySet[Any, Any]:
    """Return as (seat, activity) what of `due` these seats do not owe, each pair once.

    It is done, handed in and waits for its review, not due yet for this person, or nothing
    that this person need do. `seats` narrows down the enrollments.
    """
    others = (_pairs(rows, activity, due, seats) for rows, activity in _excused())
    return _pairs(Completion.objects.all(), "activity", due, seats).union(*others).order_by()


def settled_count(due: Collection[int], batch: Batch) -> Combinable:
    """Return how many of `due` a seat of `batch` does not owe, for a query of its seats.

    What is done is counted by itself: there is much of it and little of the rest. Whom nothing
    excuses, which is nearly everybody, is known from three short lists, read once: a union for
    each of 250 seats took PostgreSQL 20 ms.
    """
    mine = {"enrollment": OuterRef("pk")}
    done = Completion.objects.filter(enrollment=OuterRef("enrollment"))
    first, *others = (
        _pairs(rows.filter(~Exists(done.filter(activity=OuterRef(activity)))), activity, due, mine)
        for rows, activity in _excused()
    )
    mine_done = Completion.objects.filter(activity__in=due, **mine).order_by()
    count = mine_done.values("enrollment").annotate(count=Count("activity")).values("count")
    is_excused = Q()
    for rows, activity in _excused():
        pairs = _pairs(rows, activity, due, {"enrollment__batch": batch})
        is_excused |= Q(pk__in=pairs.values("enrollment"))
    more = When(is_excused, then=_CountOf(first.union(*others).order_by()))
    return Coalesce(Subquery(count, output_field=IntegerField()), 0) + Case(
        more, default=0, output_field=IntegerField()
    )


def _excused() -> tuple[tuple[QuerySet[Any], str], ...]:
    """Return what excuses a seat from an activity that is not done, and by which column."""
    return (
        (Submission.objects.filter(state=SubmissionState.SUBMITTED), "assignment"),
        (Extension.objects.in_time(), "activity"),
        (Exemption.objects.valid(), "activity"),
    )


def _pairs(
    rows: QuerySet[Any], activity: str, due: Collection[int], seats: Mapping[str, Any]
) -> QuerySet[Any, Any]:
    found = rows.filter(**seats, **{f"{activity}__in": due})
    return found.order_by().values_list("enrollment_id", f"{activity}_id")


class _CountOf(Subquery):
    """How many rows a query has; also of a union, which no aggregate of its own counts."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    empty_result_set_value = 0
    output_field = IntegerField()


def revisions_wanted() -> QuerySet[Submission]:
    """Return the hand-ins for which a trainer waits for a new one, and none has come.

    For nobody who need not do it.
    """
    newer = Submission.objects.filter(
        enrollment=OuterRef("enrollment"),
        assignment=OuterRef("assignment"),
        number__gt=OuterRef("number"),
    ).exclude(state=SubmissionState.DRAFT)
    spared = Exemption.objects.valid().filter(
        enrollment=OuterRef("enrollment"), activity=OuterRef("assignment")
    )
    wanted = Submission.objects.filter(state=SubmissionState.REVISION)
    return wanted.exclude(Exists(newer)).exclude(Exists(spared))


def wants_revision() -> IsNull:
    """Return the condition on a seat that a trainer waits for a new hand-in of it.

    Not by EXISTS: PostgreSQL would answer that by reading the hand-ins of all batches.
    """
    own = revisions_wanted().filter(enrollment=OuterRef("pk"))
    return IsNull(Subquery(own.order_by().values("pk")[:1]), False)
