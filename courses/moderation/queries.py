"""What is reported, thing by thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from academy.people.models import User
from courses.models import Hiding, Report, ReportState
from courses.moderation import kinds
from courses.moderation.kinds import Kind


@dataclass(frozen=True, slots=True)
class Reported:
    """A thing with what was said against it and what became of it, the newest first."""

    kind: Kind
    thing: Any
    reports: list[Report]
    hidings: list[Hiding]

    @property
    def open_count(self) -> int:
        return sum(report.state == "open" for report in self.reports)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the queue: a thing, how many have reported it, and since when it waits."""

    kind: Kind
    thing: Any
    count: int
    since: datetime
    report: Report

    @property
    def words(self) -> str:
        """What stands in the thing."""
        return self.kind.words(self.thing)


def readable(user: User) -> QuerySet[Report]:
    """Return the reports that `user` may read: nobody reads who has complained of oneself, or
    decides about it."""
    found = Report.objects.visible_to(user)
    for kind in kinds.known().values():
        found = found.exclude(kind=kind.name, object_id__in=kind.concerning(user).values("pk"))
    return found


def waiting(user: User) -> QuerySet[Report]:
    """Return the reports that wait for `user`."""
    return readable(user).filter(state=ReportState.OPEN)


def things(rows: QuerySet[Report]) -> QuerySet[Any, Any]:
    """Return each thing that `rows` are about once, what has waited longest first."""
    return (
        rows.order_by()
        .values("kind", "object_id")
        .annotate(count=Count("pk"), since=Min("reported_at"), last=Max("pk"))
        .order_by("since", "last")
    )


def lines(rows: Sequence[dict[str, Any]]) -> list[Waiting]:
    """Return `rows` of `things` with the things: a fixed number of queries for each kind."""
    reports = Report.objects.select_related("batch").in_bulk([row["last"] for row in rows])
    known = kinds.known()
    found: dict[tuple[str, int], Any] = {}
    for name, kind in known.items():
        keys = [row["object_id"] for row in rows if row["kind"] == name]
        if keys:
            found |= {(name, thing.pk): thing for thing in kind.rows().filter(pk__in=keys)}
    return [
        Waiting(
            known[row["kind"]],
            found[row["kind"], row["object_id"]],
            row["count"],
            row["since"],
            reports[row["last"]],
        )
        for row in rows
        if (row["kind"], row["object_id"]) in found
    ]


def reported(report: Report) -> Reported:
    """Return the thing that `report` is about, with its whole history."""
    kind = kinds.get(report.kind)
    about = {"kind": report.kind, "object_id": report.object_id}
    return Reported(
        kind=kind,
        thing=kind.rows().get(pk=report.object_id),
        reports=list(
            Report.objects.filter(**about)
            .select_related("reporter", "decided_by")
            .order_by("-reported_at", "-pk")
        ),
        hidings=list(
            Hiding.objects.filter(**about)
            .select_related("hidden_by", "shown_by")
            .order_by("-hidden_at", "-pk")
        ),
    )
