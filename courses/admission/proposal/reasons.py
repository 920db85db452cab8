"""Of each applicant why, and of each reserve which seats they can fill."""

from collections.abc import Sequence
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
        self._has = {one: set(limits.members.get(one, ())) & self._chosen for one in self._full}
        everybody = range(len(asked.applicants))
        self.reserve = [
            place for place in everybody if place not in self._chosen and not self._never(place)
        ]
        self._stopped = {place: self._stopping(place) for place in self.reserve}

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
        # The first of the reserve is the best; who cannot sit there is stopped by a most.
        instead = next((other for other in self.reserve if self._could_replace(other, place)), None)
        if instead is None:
            return {"why": MOVED_UP}
        return {
            "why": FOR_LEAST,
            "quotas": self._named(self._needed_more(place, instead)),
            "instead_of": self._asked.applicants[instead].id,
        }

    def _could_replace(self, other: int, place: int) -> bool:
        """Whether `other`, who is better, could sit on the seat at `place` if no least asked."""
        return other < place and all(place in self._has[one] for one in self._stopped[other])

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
        seats = self._chosen
        for one in self._stopped[place]:
            seats = seats & self._has[one]
        return {"of": self._named(self._stopped[place]), "seats": len(seats)}

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
