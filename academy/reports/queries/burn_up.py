"""How the number of graduates grew, week by week."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DateField, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, TruncWeek
from django.utils import timezone

from certificates.models import Certificate, CertificateKind, CertificateState
from courses.models import Enrollment, EnrollmentState, Program

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """How many had graduated, and had a certificate, at the end of the day `on`."""

    on: dt.date
    completed: int
    certified: int


@dataclass(frozen=True, slots=True)
class BurnUp:
    """The whole program's way to its target, with the straight plan beside it."""

    starts_on: dt.date
    ends_on: dt.date
    today: dt.date
    target: int
    active: int
    weeks: list[Week]

    @property
    def completed(self) -> int:
        return self.weeks[-1].completed if self.weeks else 0

    @property
    def certified(self) -> int:
        return self.weeks[-1].certified if self.weeks else 0

    def planned(self, on: dt.date) -> int:
        """Return how many graduates a straight line to the target has at the end of `on`."""
        if on < self.starts_on:
            return 0
        days = (self.ends_on - self.starts_on).days + 1
        return min(self.target, self.target * ((on - self.starts_on).days + 1) // days)


def read(program: Program) -> BurnUp:
    """Return the way of all batches of `program` up to today, in one query."""
    today = timezone.localdate()
    per_week: dict[str, Counter[dt.date]] = {"completed": Counter(), "certified": Counter()}
    active = 0
    for series, week, count in _counts(program):
        if series == "active":
            active = count
        else:
            per_week[series][week] = count
    return BurnUp(
        starts_on=program.starts_on,
        ends_on=program.ends_on,
        today=today,
        target=program.target,
        active=active,
        weeks=_weeks(program.starts_on, today, per_week["completed"], per_week["certified"]),
    )


def _week() -> Cast:
    """Return the Monday before "at" as a date in SQL too, which a union needs."""
    return Cast(TruncWeek("at", output_field=DateField()), DateField())


def _counts(program: Program) -> QuerySet[Any]:
    seats = Enrollment.objects.filter(batch__program=program).order_by()
    active = (
        seats.filter(state=EnrollmentState.ACTIVE)
        .values(series=Value("active"), week=Cast(Value(None), DateField()))
        .annotate(count=Count("pk"))
    )
    completed = (
        seats.filter(state=EnrollmentState.COMPLETED)
        .annotate(at=Coalesce("completed_at", "eligible_at", "enrolled_at"))
        .values(series=Value("completed"), week=_week())
        .annotate(count=Count("pk"))
    )
    # A certificate that replaces another one counts from the day of the first.
    first = (
        Certificate.objects.filter(
            enrollment=OuterRef("enrollment"), kind=CertificateKind.COMPLETION
        )
        .exclude(state=CertificateState.REVOKED)
        .order_by()
        .values("enrollment")
        .annotate(first=Min("issued_at"))
        .values("first")
    )
    certified = (
        Certificate.objects.filter(
            enrollment__batch__program=program,
            kind=CertificateKind.COMPLETION,
            state=CertificateState.VALID,
        )
        .order_by()
        .annotate(at=Subquery(first))
        .values(series=Value("certified"), week=_week())
        .annotate(count=Count("pk"))
    )
    columns = ("series", "week", "count")
    counts: QuerySet[Any] = (
        active.values_list(*columns)
        .union(completed.values_list(*columns), certified.values_list(*columns), all=True)
        .order_by()
    )
    return counts


def _weeks(
    starts_on: dt.date, today: dt.date, completed: Counter[dt.date], certified: Counter[dt.date]
) -> list[Week]:
    """Return every week from the program's start to today, in growing numbers.

    Weeks begin on Monday and stand at their Sunday; the last one stands at today.
    """
    if not completed and not certified and today < starts_on:
        return []
    monday = min([starts_on - dt.timedelta(days=starts_on.weekday()), *completed, *certified])
    found, done, issued = [], 0, 0
    while monday <= today:
        done += completed[monday]
        issued += certified[monday]
        found.append(Week(min(monday + WEEK - dt.timedelta(days=1), today), done, issued))
        monday += WEEK
    return found
