"""Where the program's batches lead: who is certified, and whom each batch will add, by when.

A batch that is over adds those who passed in it and have no certificate so far. One that runs
adds as many of its people as passed in the batches that are over; one that is planned as many
of its seats. Where no batch is over, a share is assumed, and said.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from certificates.models import Certificate, CertificateKind, CertificateState
from courses.enrollment.queries.batches import count_per_batch
from courses.models import Batch, Enrollment, EnrollmentState, Program

# Of those who sit in a course that is paid for and meets, about so many see it through.
ASSUMED_PERCENT = 75


class Stage(StrEnum):
    OVER = "over"
    RUNNING = "running"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class BatchAhead:
    """What one batch adds: `seats` are those of its people, or those it offers."""

    label: str
    stage: Stage
    on: dt.date
    seats: int
    passed: int
    certified: int


@dataclass(frozen=True, slots=True)
class Step:
    """How many will be certified when `batch` is over, and how many of them it adds."""

    batch: BatchAhead
    adds: int
    sum: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """The steps to come, in the order of their days."""

    today: dt.date
    target: int
    certified: int
    percent: int
    is_assumed: bool
    steps: list[Step]

    @property
    def sum(self) -> int:
        """How many will be certified when all batches are over."""
        return self.steps[-1].sum if self.steps else self.certified

    @property
    def reached(self) -> Step | None:
        """The step with which the target is reached; None if it is now, or by no step."""
        if self.certified >= self.target:
            return None
        return next((step for step in self.steps if step.sum >= self.target), None)


def read(program: Program) -> Forecast:
    """Return where the batches of `program` lead, in one query."""
    today = timezone.localdate()
    return _add_up([_ahead(batch, today) for batch in _batches(program)], program.target, today)


def _batches(program: Program) -> QuerySet[Batch]:
    certificates = (
        Certificate.objects.filter(
            enrollment__batch=OuterRef("pk"),
            kind=CertificateKind.COMPLETION,
            state=CertificateState.VALID,
        )
        .order_by()
        .values("enrollment__batch")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return (
        Batch.objects.filter(program=program)
        .annotate(
            seated_count=count_per_batch(Enrollment.objects.seated()),
            passed_count=count_per_batch(
                Enrollment.objects.filter(state=EnrollmentState.COMPLETED)
            ),
            certified_count=Coalesce(Subquery(certificates, output_field=IntegerField()), Value(0)),
        )
        .order_by("ends_on", "number")
    )


def _ahead(batch: Batch, today: dt.date) -> BatchAhead:
    begun = Stage.OVER if batch.is_over else Stage.RUNNING
    stage = begun if batch.has_started else Stage.PLANNED
    counts = batch.__dict__
    return BatchAhead(
        label=str(batch),
        stage=stage,
        on=max(batch.closes_on, today),
        seats=batch.seats if stage is Stage.PLANNED else counts["seated_count"],
        passed=counts["passed_count"],
        certified=counts["certified_count"],
    )


def _add_up(batches: list[BatchAhead], target: int, today: dt.date) -> Forecast:
    over = [batch for batch in batches if batch.stage is Stage.OVER]
    seats = sum(batch.seats for batch in over)
    passed = sum(batch.passed for batch in over)
    is_assumed = not seats
    percent = ASSUMED_PERCENT if is_assumed else round(100 * passed / seats)
    total = certified = sum(batch.certified for batch in batches)
    steps = []
    for batch in sorted(batches, key=lambda one: one.on):
        by_rate = 0 if batch.stage is Stage.OVER else batch.seats * percent // 100
        adds = max(0, max(batch.passed, by_rate) - batch.certified)
        if adds:
            total += adds
            steps.append(Step(batch, adds, total))
    return Forecast(
        today=today,
        target=target,
        certified=certified,
        percent=percent,
        is_assumed=is_assumed,
        steps=steps,
    )
