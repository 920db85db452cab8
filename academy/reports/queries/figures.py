"""The figures of a program, counted by the database in two queries, however many people.

Each query is a union of one grouping for each dimension (all, batch, regency, gender,
pillar), so that its answer has a row for each group and none for a person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import CharField, Count, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Gender, Regency
from academy.reports.queries import people
from courses.models import Batch, EnrollmentState, Pillar

type Label = str | Promise

# The dimensions and where an enrollment and an application have them.
DIMENSIONS = {
    "batch": "batch_id",
    "regency": "pesantren__regency__kemendagri_code",
    "gender": "user__gender",
    "pillar": "pillar",
}
# How the address of a list names a group that is not given.
NOT_GIVEN = "none"


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of a group. Each of the last four counts seats, not persons."""

    applied: int = 0
    # Applications that led to no seat (yet): with `accepted` they are all who came.
    without_seat: int = 0
    accepted: int = 0
    active: int = 0
    completed: int = 0
    certified: int = 0
    pesantren: int = 0

    @property
    def nested(self) -> tuple[int, int, int, int]:
        """Return applied, accepted, completed, certified as sets of which each holds the next.

        Here a seat that was given without an application counts as applied.
        """
        return (
            self.without_seat + self.accepted,
            self.accepted,
            self.completed,
            self.certified,
        )


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a dimension; `key` is what the lists' filters call it."""

    key: str
    label: Label
    figures: Counts
    batch: Batch | None = None


@dataclass(frozen=True, slots=True)
class ProgramFigures:
    """All figures of the batches that were asked for."""

    total: Counts
    groups: dict[str, list[Group]] = field(default_factory=dict)


def read(batches: Sequence[Batch]) -> ProgramFigures:
    """Return the figures of `batches`, in three queries (the third reads the regencies)."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for kind, key, applied, without_seat in _union(people.applications(batches), _applications):
        found[kind, key] = {"applied": applied, "without_seat": without_seat}
    for kind, key, *counts in _union(people.seats(batches), _seats):
        found.setdefault((kind, key), {}).update(zip(SEAT_FIGURES, counts, strict=True))
    figures = {key: Counts(**counts) for key, counts in found.items()}
    return ProgramFigures(
        total=figures.get(("all", ""), Counts()),
        groups={
            "batch": [
                Group(
                    str(batch.public_id),
                    str(batch),
                    figures.get(("batch", str(batch.pk)), Counts()),
                    batch,
                )
                for batch in batches
            ],
            "regency": _groups(figures, "regency", _regencies()),
            "gender": _groups(figures, "gender", GENDERS),
            "pillar": _groups(figures, "pillar", PILLARS),
        },
    )


SEAT_FIGURES = ("accepted", "active", "completed", "certified", "pesantren")
GENDERS: Sequence[tuple[str, Label]] = [
    (value, label) for value, label in Gender.choices if value
] + [("", pgettext_lazy("gender", "Not given"))]
PILLARS: Sequence[tuple[str, Label]] = [*Pillar.choices, ("", pgettext_lazy("pillar", "Not given"))]


def _regencies() -> list[tuple[str, Label]]:
    named: list[tuple[str, Label]] = list(Regency.objects.values_list("kemendagri_code", "name"))
    return [*named, ("", _("Pesantren not in the list yet"))]


def _groups(
    figures: dict[tuple[str, str], Counts], kind: str, known: Iterable[tuple[str, Label]]
) -> list[Group]:
    """Return a group for each of `known`; what is not given only where anybody is in it."""
    return [
        Group(value or NOT_GIVEN, label, figures.get((kind, value), Counts()))
        for value, label in known
        if value or (kind, value) in figures
    ]


def _union(rows: QuerySet, count) -> QuerySet:
    """Return (dimension, group, figures …) for all and for each group of each dimension."""
    whole = count(rows.order_by().values(dimension=Value("all"), key=Value("")))
    parts = [
        count(
            rows.order_by().values(
                dimension=Value(kind), key=Coalesce(Cast(path, CharField()), Value(""))
            )
        )
        for kind, path in DIMENSIONS.items()
    ]
    return whole.union(*parts, all=True).order_by()


def _applications(grouped: QuerySet) -> QuerySet:
    return grouped.annotate(
        applied=Count("pk"), without_seat=Count("pk", filter=Q(enrollment__isnull=True))
    ).values_list("dimension", "key", "applied", "without_seat")


def _seats(grouped: QuerySet) -> QuerySet:
    return grouped.annotate(
        accepted=Count("pk"),
        active=Count("pk", filter=Q(state=EnrollmentState.ACTIVE)),
        completed=Count("pk", filter=Q(state=EnrollmentState.COMPLETED)),
        certified=Count("pk", filter=people.has_certificate()),
        pesantrens=Count("pesantren", distinct=True),
    ).values_list("dimension", "key", "accepted", "active", "completed", "certified", "pesantrens")
