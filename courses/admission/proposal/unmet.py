"""Which leasts are not reached, why, and the smallest change that would do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from courses.admission.proposal.asked import LARGEST, Asked, Kind
from courses.admission.proposal.choosing import Choice, Question, choose
from courses.admission.proposal.highs import best
from courses.admission.proposal.limits import Least, Limits

TOO_FEW = "too_few_applicants"
MOST_ELSEWHERE = "most_elsewhere"
SEATS = "seats"


@dataclass(frozen=True)
class _Short:
    wanted: Least
    accepted: int
    applied: int

    @property
    def missing(self) -> int:
        return self.wanted.number - self.accepted


def unmet(asked: Asked, limits: Limits, choice: Choice) -> list[dict[str, Any]]:
    """Return each least that is not reached, with the change that makes it so.

    A least lowered to what was accepted is always enough, and leaves the proposal as it is.
    More seats are named where they are enough, for all leasts at once that want only seats,
    and are no more than what is missing to these.
    """
    short = list(_short(limits, set(choice.accepted)))
    wanting = [one for one in short if one.applied >= one.wanted.number]
    seats = _seats_for(asked, limits) if wanting else None
    seated = [] if seats is None else _met_with(replace(asked, seats=seats), limits, wanting)
    if seats is not None and seats - asked.seats > sum(one.missing for one in seated):
        seats = None
    return [_told(one, limits, choice) | _change(one, limits, seated, seats) for one in short]


def unknown(limits: Limits) -> list[dict[str, Any]]:
    """Return the values that quotas speak of and no applicant has: perhaps they are misspelt."""
    kinds = set(limits.mosts) | {wanted.kind for wanted in limits.leasts}
    return [limits.written(one) for one in sorted(kinds) if not limits.members.get(one)]


def _short(limits: Limits, chosen: set[int]) -> Iterable[_Short]:
    for wanted in limits.leasts:
        accepted = limits.accepted(wanted.kind, chosen)
        if accepted < wanted.number:
            yield _Short(wanted, accepted, len(limits.members.get(wanted.kind, ())))


def _seats_for(asked: Asked, limits: Limits) -> int | None:
    """Return the fewest seats with which no least wants for seats, or None if they do not help."""
    question = Question(replace(asked, seats=len(asked.applicants)), limits)
    if not question.people:
        return None
    values = question.want(limits, [0] * len(question.people))
    values = best(question.program, question.padded([1] * len(question.people)), values)
    seats = len(question.chosen(values).accepted)
    return seats if asked.seats < seats <= LARGEST else None


def _met_with(asked: Asked, limits: Limits, wanting: list[_Short]) -> list[_Short]:
    """Return which of the leasts are reached by the proposal for `asked`."""
    still = {one.wanted for one in _short(limits, set(choose(asked, limits).accepted))}
    return [one for one in wanting if one.wanted not in still]


def _told(one: _Short, limits: Limits, choice: Choice) -> dict[str, Any]:
    return {
        **limits.written(one.wanted.kind),
        "quota": one.wanted.quota.value,
        "least": one.wanted.number,
        "accepted": one.accepted,
        "missing": one.missing,
        "applied": one.applied,
        "full": [limits.written(kind) for kind in _full_of(one, limits, choice)],
    }


def _change(one: _Short, limits: Limits, seated: list[_Short], seats: int | None) -> dict[str, Any]:
    lowered = {"quota": limits.written(one.wanted.kind), "field": "least", "to": one.accepted}
    if one in seated:
        more = lowered if seats is None else {"field": "seats", "to": seats}
        return {"why": SEATS, "change": more}
    too_few = one.applied < one.wanted.number
    return {"why": TOO_FEW if too_few else MOST_ELSEWHERE, "change": lowered}


def _full_of(one: _Short, limits: Limits, choice: Choice) -> list[Kind]:
    """Return which mosts are full that keep out those who would help."""
    chosen = set(choice.accepted)
    members = limits.members.get(one.wanted.kind, ())
    outside = [place for place in members if place not in chosen]
    mosts = {kind: most for place in outside for kind, most in limits.mosts_of[place]}
    return sorted(kind for kind, most in mosts.items() if limits.accepted(kind, chosen) >= most)
