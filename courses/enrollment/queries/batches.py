"""How full batches are, and where each stands for somebody who thinks of applying."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from courses.models import Application, Batch, Enrollment
from courses.models.seats.application import NOT_ASKING


class Phase(StrEnum):
    """Where a batch stands for somebody who thinks of applying."""

    UPCOMING = "upcoming"
    OPEN = "open"
    FULL = "full"
    SELECTION = "selection"
    RUNNING = "running"
    PAST = "past"


LABELS: dict[Phase, str | Promise] = {
    Phase.UPCOMING: pgettext_lazy("phase of a batch", "opens soon"),
    Phase.OPEN: pgettext_lazy("phase of a batch", "open"),
    Phase.FULL: pgettext_lazy("phase of a batch", "full, reserve list open"),
    Phase.SELECTION: pgettext_lazy("phase of a batch", "closed, being selected"),
    Phase.RUNNING: pgettext_lazy("phase of a batch", "running"),
    Phase.PAST: pgettext_lazy("phase of a batch", "finished"),
}
TONES = {Phase.OPEN: "good", Phase.FULL: "next", Phase.UPCOMING: "info"}
# What one can still join comes first.
ORDER = [Phase.OPEN, Phase.FULL, Phase.UPCOMING, Phase.SELECTION, Phase.RUNNING, Phase.PAST]


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """A batch with what is counted around it."""

    batch: Batch
    phase: Phase
    seated_count: int
    sent_count: int

    @property
    def seats_left(self) -> int:
        """Seats that nobody has yet, never below 0."""
        return max(0, self.batch.seats - self.seated_count)

    @property
    def label(self) -> str | Promise:
        return LABELS[self.phase]

    @property
    def tone(self) -> str:
        """Tone of the badge."""
        return TONES.get(self.phase, "")

    @property
    def takes_applications(self) -> bool:
        return self.phase in {Phase.OPEN, Phase.FULL}


def count_per_batch(rows: QuerySet[Any]) -> Coalesce:
    """Return how many of `rows` each batch has, counted for the batches that are shown only."""
    counts = rows.filter(batch=OuterRef("pk")).order_by().values("batch").annotate(n=Count("pk"))
    return Coalesce(Subquery(counts.values("n"), output_field=IntegerField()), Value(0))


def with_counts(batches: QuerySet[Batch]) -> QuerySet[Batch]:
    """Add `seated_count` and `sent_count` (applications that ask for a seat) to each batch."""
    return batches.select_related("program").annotate(
        seated_count=count_per_batch(Enrollment.objects.seated()),
        sent_count=count_per_batch(Application.objects.exclude(state__in=NOT_ASKING)),
    )


def facts(batch: Batch) -> BatchFacts:
    """Return the facts of a `batch` that `with_counts` has read."""
    counted: Any = batch
    return BatchFacts(
        batch=batch,
        phase=_phase(batch, counted.seated_count),
        seated_count=counted.seated_count,
        sent_count=counted.sent_count,
    )


def _phase(batch: Batch, seated_count: int) -> Phase:
    if batch.has_ended:
        return Phase.PAST
    if batch.takes_applications:
        return Phase.OPEN if seated_count < batch.seats else Phase.FULL
    if batch.applications_open_at > timezone.now():
        return Phase.UPCOMING
    return Phase.RUNNING if batch.has_started else Phase.SELECTION


def public_batches() -> list[BatchFacts]:
    """Return all published batches: what one can join first, then running, then past ones."""
    found = [facts(batch) for batch in with_counts(Batch.objects.public())]
    newest = sorted(found, key=lambda row: (row.batch.starts_on, row.batch.pk), reverse=True)
    return sorted(newest, key=lambda row: ORDER.index(row.phase))


def open_batches() -> list[BatchFacts]:
    """Return the batches that take applications now, the first to close first."""
    rows = with_counts(Batch.objects.open()).order_by("applications_close_at", "pk")
    return [facts(batch) for batch in rows]


def next_to_open() -> Batch | None:
    """Return the published batch whose form opens next, if one is planned."""
    return (
        Batch.objects.public()
        .filter(applications_open_at__gt=timezone.now())
        .select_related("program")
        .order_by("applications_open_at", "pk")
        .first()
    )
