"""The quotas, said for each value that they speak of."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from courses.admission.proposal.asked import EACH, Asked, Kind, Quota, Value, kind


@dataclass(frozen=True)
class Least:
    """How many of a kind are wanted, and by which quota."""

    quota: Quota
    kind: Kind
    number: int


class Limits:
    """Who is of which kind, how many of a kind may be accepted and how many are wanted.

    A quota of each value and one of a single value hold both; of two mosts the smaller counts.
    """

    def __init__(self, asked: Asked) -> None:
        self.members: dict[Kind, list[int]] = defaultdict(list)
        self._written: dict[Kind, Value] = {}
        for place, who in enumerate(asked.applicants):
            for by, value in who.values.items():
                self.members[kind(by, value)].append(place)
                self._written.setdefault(kind(by, value), value)
        self.mosts: dict[Kind, int] = {}
        self.leasts: list[Least] = []
        for quota in asked.quotas:
            for spoken_of in self._spoken_of(quota):
                self._add(quota, spoken_of)
        # What many are full of is asked for each person.
        self.mosts_of = [
            [(one, self.mosts[one]) for one in who.kinds() if one in self.mosts]
            for who in asked.applicants
        ]

    def _spoken_of(self, quota: Quota) -> Iterable[Kind]:
        if quota.value == EACH:
            return sorted(one for one in self.members if one[0] == quota.by)
        named = kind(quota.by, quota.value)
        self._written.setdefault(named, quota.value)
        return [named]

    def _add(self, quota: Quota, spoken_of: Kind) -> None:
        if quota.most is not None:
            self.mosts[spoken_of] = min(quota.most, self.mosts.get(spoken_of, quota.most))
        if quota.least:
            self.leasts.append(Least(quota, spoken_of, quota.least))

    def written(self, one: Kind) -> dict[str, Value]:
        """Return how the answer names a kind: with its value as it was sent."""
        return {"by": one[0], "value": self._written[one]}

    def accepted(self, one: Kind, chosen: set[int]) -> int:
        return sum(place in chosen for place in self.members.get(one, ()))

    def counts(self, chosen: Iterable[int], asked: Asked) -> dict[Kind, int]:
        """Return how many of each kind are among the chosen."""
        counts: dict[Kind, int] = defaultdict(int)
        for place in chosen:
            for one in asked.applicants[place].kinds():
                counts[one] += 1
        return counts
