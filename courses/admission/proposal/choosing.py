"""Whom to accept: the best choice, stage after stage; none gives away what a former has reached.

No most is broken; as many seats as possible are filled; as little as possible is missing to the
leasts; the sum of the scores is the largest; and the sum of the lots is the smallest.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from courses.admission.proposal.asked import Asked, Kind, draw
from courses.admission.proposal.exact import least
from courses.admission.proposal.highs import best
from courses.admission.proposal.limits import Limits
from courses.admission.proposal.program import Program


@dataclass(frozen=True)
class Choice:
    """The places of the accepted among the applicants, who stand by merit."""

    accepted: tuple[int, ...]


class Question:
    """The program of a choice: a column for each applicant who may be accepted at all."""

    def __init__(self, asked: Asked, limits: Limits) -> None:
        self._asked = asked
        self.program = Program()
        self.people = _eligible(asked, limits)
        self.columns = {place: self.program.add_column(1) for place in self.people}
        for one, most in sorted(limits.mosts.items()):
            terms = self._terms(limits.members.get(one, ()))
            if len(terms) > most:
                self.program.add_row(terms, upper=most)
        self.everybody = dict.fromkeys(self.columns.values(), 1)
        self._missing: list[int] = []

    def _terms(self, places: Sequence[int]) -> dict[int, int]:
        return {self.columns[place]: 1 for place in places if place in self.columns}

    def fill(self) -> list[int]:
        """Return an answer that fills the most seats, and ask for nothing less from now on."""
        seated = self.program.add_row(self.everybody, upper=self._asked.seats)
        values = best(self.program, [-1] * len(self.columns))
        seated.lower = seated.upper = sum(values)
        return values

    def want(self, limits: Limits, values: Sequence[int]) -> list[int]:
        """Return an answer to which the least is missing, and never miss more from now on."""
        values = list(values)
        for wanted in sorted(limits.leasts, key=lambda one: (one.kind, one.number)):
            terms = self._terms(limits.members.get(wanted.kind, ()))
            there = sum(values[column] for column in terms)
            missing = self.program.add_column(wanted.number)
            self.program.add_row({**terms, missing: 1}, lower=wanted.number)
            values.append(max(0, wanted.number - there))
            self._missing.append(missing)
        if not self._missing:
            return values
        aim = [0] * len(self.columns) + [1] * len(self._missing)
        values = best(self.program, aim, values)
        reached = sum(values[column] for column in self._missing)
        self.program.add_row(dict.fromkeys(self._missing, 1), upper=reached)
        return values

    def score(self, values: Sequence[int]) -> list[int]:
        """Return an answer with the largest sum of scores, and allow no smaller from now on."""
        costs = _lost([self._asked.applicants[place].score for place in self.people])
        return least(self.program, self.padded(costs), values)

    def draw(self, values: Sequence[int]) -> list[int]:
        """Return an answer with the smallest sum of lots."""
        drawn = [draw(self._asked.seed, who.id) for who in self._asked.applicants]
        rank = {lot: number for number, lot in enumerate(sorted(drawn), 1)}
        return best(
            self.program, self.padded([rank[drawn[place]] for place in self.people]), values
        )

    def padded(self, costs: list[int]) -> list[int]:
        """Return costs of people for all columns."""
        return costs + [0] * (len(self.program.uppers) - len(costs))

    def chosen(self, values: Sequence[int]) -> Choice:
        return Choice(tuple(place for place, column in self.columns.items() if values[column]))


def choose(asked: Asked, limits: Limits) -> Choice:
    """Return the best choice. The same is asked in whatever order, the same is answered."""
    question = Question(asked, limits)
    if not question.people:
        return Choice(())
    values = question.want(limits, question.fill())
    return question.chosen(question.draw(question.score(values)))


def _eligible(asked: Asked, limits: Limits) -> list[int]:
    """Return the places of those who can be accepted.

    Of people alike in all that a quota speaks of, the better ones come first, and no more of
    them than there are seats or than a most allows.
    """
    spoken_of = set(limits.mosts) | {wanted.kind for wanted in limits.leasts}
    taken: dict[tuple[Kind, ...], int] = defaultdict(int)
    eligible = []
    for place, who in enumerate(asked.applicants):
        alike = tuple(one for one in who.kinds() if one in spoken_of)
        taken[alike] += 1
        if taken[alike] <= min([asked.seats, *(most for _, most in limits.mosts_of[place])]):
            eligible.append(place)
    return eligible


def _lost(scores: Sequence[Fraction]) -> list[int]:
    """Return how much each score is below the best, in the largest unit that makes all whole."""
    whole = lcm(*(score.denominator for score in scores))
    top = max(scores)
    lost = [int((top - score) * whole) for score in scores]
    unit = gcd(*lost) or 1
    return [loss // unit for loss in lost]
