"""The quotas of a proposal: what was wanted, what it gives, what there is to choose from."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from courses.admission.proposal.asked import Kind, kind
from courses.admission.queries.asking import kinds
from courses.models import Outcome, Proposal, QuotaBy
from courses.models.batches.quota import EACH
from courses.selection.queries.kinds import Words, words_of


@dataclass(frozen=True, slots=True)
class Line:
    """One quota for one value; `got` and `available` count those who have a seat already."""

    kind: Kind
    label: str
    least: int | None
    most: int | None
    got: int
    available: int

    @property
    def missing(self) -> int:
        """How many fewer than the least there are."""
        return max(0, (self.least or 0) - self.got)

    @property
    def over(self) -> int:
        """How many more than the most there are."""
        return 0 if self.most is None else max(0, self.got - self.most)

    @property
    def is_broken(self) -> bool:
        return bool(self.missing or self.over)


@dataclass(frozen=True, slots=True)
class Group:
    """A quota with its lines: one, or one for each value."""

    label: str
    least: int | None
    most: int | None
    lines: list[Line]
    is_each: bool = False

    @property
    def broken(self) -> list[Line]:
        return [line for line in self.lines if line.is_broken]


@dataclass(frozen=True, slots=True)
class Table:
    """All quotas, and how full the batch would be."""

    seats: int
    seated: int
    accepted: int
    groups: list[Group] = field(default_factory=list)

    @property
    def over(self) -> int:
        """How many find no seat."""
        return max(0, self.seated + self.accepted - self.seats)

    @property
    def left(self) -> int:
        """Seats that nobody would have."""
        return max(0, self.seats - self.seated - self.accepted)

    @property
    def broken_count(self) -> int:
        return sum(len(group.broken) for group in self.groups) + bool(self.over)


def values_by_id(proposal: Proposal) -> dict[str, list[Kind]]:
    """Return what each applicant counts for, as it was frozen."""
    by = QuotaBy.values
    return {
        one["id"]: kinds({name: one[name] for name in by}) for one in proposal.asked["applicants"]
    }


def seated_in(proposal: Proposal) -> dict[Kind, int]:
    """Return how many of each kind had a seat when it was asked, under ("", "") how many at all."""
    return {(by, value): count for by, value, count in proposal.asked["whole"]["seated"]}


def table_of(proposal: Proposal, words: Words | None = None) -> Table:
    """Return the quotas with what the proposal gives now, changes by hand with it."""
    values = values_by_id(proposal)
    whole = proposal.asked["whole"]
    seated = seated_in(proposal)
    chosen = [
        str(public_id)
        for public_id in proposal.places.filter(outcome=Outcome.ACCEPT).values_list(
            "application__public_id", flat=True
        )
    ]
    got = Counter(seated) + _counted(values, chosen)
    there = Counter(seated) + _counted(values, values)
    spoken_of = [kind(one["by"], one["value"]) for one in whole["quotas"]]
    each = {by for by, value in spoken_of if value == EACH}
    words = words or words_of({*spoken_of, *(one for one in there if one[0] in each)})
    return Table(
        seats=whole["seats"],
        seated=seated.get(("", ""), 0),
        accepted=len(chosen),
        groups=[_group(quota, got, there, words) for quota in whole["quotas"]],
    )


def _counted(values: Mapping[str, list[Kind]], ids: Iterable[str]) -> Counter[Kind]:
    return Counter(one for who in ids for one in values.get(who, ()))


def _group(quota: dict[str, Any], got: Counter[Kind], there: Counter[Kind], words: Words) -> Group:
    one = kind(quota["by"], quota["value"])
    is_each = quota["value"] == EACH
    spoken_of = sorted(other for other in there if other[0] == one[0]) if is_each else [one]
    lines = [
        Line(other, words.of(other), quota["least"], quota["most"], got[other], there[other])
        for other in spoken_of
    ]
    lines.sort(key=lambda line: line.label)
    return Group(words.of(one), quota["least"], quota["most"], lines, is_each)
