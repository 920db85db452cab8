"""The proposal: whom to accept, who waits in which order, what cannot be reached, and why."""

from fractions import Fraction
from typing import Any

from courses.admission.proposal.asked import Asked
from courses.admission.proposal.choosing import choose
from courses.admission.proposal.limits import Limits
from courses.admission.proposal.reasons import Reasons
from courses.admission.proposal.unmet import unknown, unmet


def propose(asked: Asked) -> dict[str, Any]:
    """Return the proposal in values that JSON knows. Asked the same, it answers the same."""
    limits = Limits(asked)
    choice = choose(asked, limits)
    reasons = Reasons(asked, limits, choice)
    missed = unmet(asked, limits, choice)
    applicants = asked.applicants
    scores = sum((applicants[place].score for place in choice.accepted), Fraction(0))
    return {
        "accepted": [applicants[place].id for place in choice.accepted],
        "reserve": [applicants[place].id for place in reasons.reserve],
        "unmet": missed,
        "unknown": unknown(limits),
        "explained": reasons.explained(),
        "seed": asked.seed,
        "totals": {
            "seats": asked.seats,
            "accepted": len(choice.accepted),
            "missing": sum(one["missing"] for one in missed),
            "score": _written(scores),
        },
    }


def _written(sum_of_scores: Fraction) -> str:
    """Return the sum with all of its decimals; JSON's numbers are doubles for most readers."""
    decimals = 0
    while (sum_of_scores * 10**decimals).denominator != 1:
        decimals += 1
    sign = "-" if sum_of_scores < 0 else ""
    digits = str(abs(sum_of_scores.numerator) * 10**decimals // sum_of_scores.denominator)
    digits = digits.zfill(decimals + 1)
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)
