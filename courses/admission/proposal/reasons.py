"""Of each applicant why, and of each reserve which seats they can fill."""

from collections.abc import Iterable, Sequence
from itertools import chain, combinations
from typing import Any

from courses.admission.proposal.asked import Asked, Kind
from courses.admission.proposal.choosing import Choice
from courses.admission.proposal.limits import Limits

MERIT = "merit"
FOR_LEAST = "least"
MOVED_UP = "moved_up"
BELOW = "below_last"
MOST_FULL = "most_full"
PASSED_OVER = "passed_over"
NEVER = "most_of_none"
NO_SEATS = "no_seats"


class Reasons:
    """Why this person and why not that one, by what is full and what is just reached.

    Places are by merit, so that a smaller place is a better one.
    """

    def __init__(self, asked: Asked, limits: Limits, choice: Choice) -> None:
        self._asked, self._limits = asked, limits
        self._chosen = set(choice.accepted)
        self._accepted = sorted(self._chosen)
        counts = limits.counts(self._accepted, asked)
        self._full = {one for one, most in limits.mosts.items() if counts.get(one, 0) >= most}
        wanted: dict[Kind, int] = {}
        for least in limits.leasts:
            wanted[least.kind] = max(least.number, wanted.get(least.kind, 0))
        # Without one of these people a least would be missed by more.
        self._needed = {one for one, least in wanted.items() if counts.get(one, 0) <= least}
        everybody = range(len(asked.applicants))
        self.reserve = [
            place for place in everybody if place not in self._chosen and not self._never(place)
        ]
        self._stopped = {place: self._stopping(place) for place in self.reserve}
        # Who are stopped by the same mosts fill the same seats, and the best of them goes first.
        self._first: dict[frozenset[Kind], int] = {}
        for place, stopped in self._stopped.items():
            self._first.setdefault(frozenset(stopped), place)
        self._seats = {stopped: self._seats_of(stopped) for stopped in self._first}

    def explained(self) -> list[dict[str, Any]]:
        """Return a reason for each applicant, the better ones first."""
        return [self._reason(place) for place in range(len(self._asked.applicants))]

    def _reason(self, place: int) -> dict[str, Any]:
        who = {"id": self._asked.applicants[place].id}
        if place in self._chosen:
            return {**who, "state": "accepted", **self._why(place)}
        if place in self._stopped:
            return {**who, "state": "reserve", **self._why_not(place), "fills": self._fills(place)}
        return {**who, "state": "excluded", "why": NEVER, "full": self._named(self._never(place))}

    def _why(self, place: int) -> dict[str, Any]:
        if place < len(self._accepted):
            return {"why": MERIT}  # among as many of the best as there are people accepted
        instead = self._instead_of(place)
        if instead is None:
            return {"why": MOVED_UP}  # whoever is better is stopped by a most
        return {
            "why": FOR_LEAST,
            "quotas": self._named(self._needed_more(place, instead)),
            "instead_of": self._asked.applicants[instead].id,
        }

    def _instead_of(self, place: int) -> int | None:
        """Return the best of those who are better and could have that seat if no least asked."""
        kinds = [one for one in self._asked.applicants[place].kinds() if one in self._full]
        within = chain.from_iterable(combinations(kinds, size) for size in range(len(kinds) + 1))
        firsts = [self._first[one] for one in map(frozenset, within) if one in self._first]
        return min((first for first in firsts if first < place), default=None)

    def _why_not(self, place: int) -> dict[str, Any]:
        if self._stopped[place]:
            return {"why": MOST_FULL, "full": self._named(self._stopped[place])}
        if not self._accepted:
            return {"why": NO_SEATS}
        last = self._accepted[-1]
        if last < place:
            return {"why": BELOW, "last": self._asked.applicants[last].id}
        return {
            "why": PASSED_OVER,
            "quotas": self._named(self._needed_more(last, place)),
            "accepted": self._asked.applicants[last].id,
        }

    def _fills(self, place: int) -> dict[str, Any]:
        """Return whose leaving lets this person in: of anybody with all these values."""
        stopped = self._stopped[place]
        return {"of": self._named(stopped), "seats": self._seats[frozenset(stopped)]}

    def _seats_of(self, kinds: Iterable[Kind]) -> int:
        """Return how many of the accepted are of all these kinds."""
        return len(self._chosen.intersection(*(self._limits.members[one] for one in kinds)))

    def _never(self, place: int) -> list[Kind]:
        return [one for one, most in self._limits.mosts_of[place] if most == 0]

    def _stopping(self, place: int) -> list[Kind]:
        return [one for one, _ in self._limits.mosts_of[place] if one in self._full]

    def _needed_more(self, accepted: int, other: int) -> list[Kind]:
        """Return for which leasts the one is needed and the other would not do."""
        applicants = self._asked.applicants
        served = applicants[other].kinds()
        return [
            one for one in applicants[accepted].kinds() if one in self._needed and one not in served
        ]

    def _named(self, kinds: Sequence[Kind]) -> list[dict[str, Any]]:
        return [
            self._limits.written(one)
            | ({"most": self._limits.mosts[one]} if one in self._full else {})
            for one in kinds
        ]
