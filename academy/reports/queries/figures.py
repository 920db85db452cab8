"""The figures of a program, counted by the database in three queries, however many people.

Each query reads its table once, by all dimensions together (batch, regency, gender, pillar),
and is added up here: its answer has a row for each combination and none for a person. Only
the few who have had several seats in a program are read one by one: they count once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet
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
    """What became of a group: `applied` counts applications, all from `accepted` on persons.

    A person is once in a group, with as many seats as there were (left one, got another).
    """

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
    """Return the figures of `batches`, in four queries (the last reads the regencies)."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for *groups, applied, without_seat in _applications(people.applications(batches)):
        for key in _keys(groups):
            found[key].update(applied=applied, without_seat=without_seat)
    homes: dict[tuple[str, str], set[int]] = defaultdict(set)
    for *groups, pesantren, accepted, active, completed, certified in _seats(people.seats(batches)):
        for key in _keys(groups):
            found[key].update(
                accepted=accepted, active=active, completed=completed, certified=certified
            )
            if pesantren is not None:
                homes[key].add(pesantren)
    for key, twice in _counted_twice(people.seats(batches)).items():
        found[key].subtract(twice)
    for key, seen in homes.items():
        found[key]["pesantren"] = len(seen)
    figures = {key: Counts(**counts) for key, counts in found.items()}
    return ProgramFigures(
        total=figures.get(("all", ""), Counts()), groups=arrange(batches, figures)
    )


def arrange(
    batches: Sequence[Batch], counts: Mapping[tuple[str, str], Counts]
) -> dict[str, list[Group]]:
    """Return `counts` (by dimension and what is stored) as groups with their names, in order."""
    return {
        "batch": [
            Group(
                str(batch.public_id),
                str(batch),
                counts.get(("batch", str(batch.pk)), Counts()),
                batch,
            )
            for batch in batches
        ],
        "regency": _groups(counts, "regency", _regencies()),
        "gender": _groups(counts, "gender", GENDERS),
        "pillar": _groups(counts, "pillar", PILLARS),
    }


GENDERS: Sequence[tuple[str, Label]] = [
    (value, label) for value, label in Gender.choices if value
] + [("", pgettext_lazy("gender", "Not given"))]
PILLARS: Sequence[tuple[str, Label]] = [*Pillar.choices, ("", pgettext_lazy("pillar", "Not given"))]


def _regencies() -> list[tuple[str, Label]]:
    named: list[tuple[str, Label]] = list(Regency.objects.values_list("kemendagri_code", "name"))
    return [*named, ("", _("Pesantren not in the list yet"))]


def _groups(
    figures: Mapping[tuple[str, str], Counts], kind: str, known: Iterable[tuple[str, Label]]
) -> list[Group]:
    """Return a group for each of `known`; what is not given only where anybody is in it."""
    return [
        Group(value or NOT_GIVEN, label, figures.get((kind, value), Counts()))
        for value, label in known
        if value or (kind, value) in figures
    ]


def _keys(groups: Iterable[object]) -> list[tuple[str, str]]:
    """Return all groups that a row of all dimensions counts in."""
    named = zip(DIMENSIONS, groups, strict=True)
    return [
        ("all", ""),
        *((kind, "" if value is None else str(value)) for kind, value in named),
    ]


def _applications(rows: QuerySet[Any]) -> QuerySet[Any]:
    counts: QuerySet[Any] = (
        rows.order_by()
        .values_list(*DIMENSIONS.values())
        .annotate(applied=Count("pk"), without_seat=Count("pk", filter=Q(enrollment__isnull=True)))
    )
    return counts


def _counted_twice(rows: QuerySet[Any]) -> dict[tuple[str, str], Counter[str]]:
    """Return by group how often people were counted more than once, who have several seats."""
    several = rows.order_by().values("user").annotate(n=Count("pk")).filter(n__gt=1)
    theirs = rows.order_by().filter(user__in=several.values("user"))
    seen: dict[tuple[str, str], set[tuple[int, str]]] = defaultdict(set)
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    columns = (*DIMENSIONS.values(), "user", "is_certified")
    for *groups, user, is_certified in theirs.annotate(
        is_certified=people.has_certificate()
    ).values_list(*columns):
        # Of active and passed seats nobody has two in a program: the database sees to it.
        counted = ["accepted", "certified"] if is_certified else ["accepted"]
        for key in _keys(groups):
            for figure in counted:
                found[key][figure] += (user, figure) in seen[key]
                seen[key].add((user, figure))
    return found


def _seats(rows: QuerySet[Any]) -> QuerySet[Any]:
    # By pesantren too: how many there are in a group cannot be added up.
    counts: QuerySet[Any] = (
        rows.order_by()
        .values_list(*DIMENSIONS.values(), "pesantren")
        .annotate(
            accepted=Count("pk"),
            active=Count("pk", filter=Q(state=EnrollmentState.ACTIVE)),
            completed=Count("pk", filter=Q(state=EnrollmentState.COMPLETED)),
            certified=Count("pk", filter=people.has_certificate()),
        )
    )
    return counts
