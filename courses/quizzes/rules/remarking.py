"""What an attempt is worth where one of its keys was wrong. Pure: rows in, shares and marks out."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from courses.models import AttemptAnswer
from courses.quizzes.rules import marking

HUNDREDTH, SHARE_STEP = Decimal("0.01"), Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Again:
    """The share of an answer under the new key, never less than it had, and the attempt's mark.

    `exact` is the mark before it is rounded: that one is compared with what passes.
    """

    share: Decimal
    mark: Decimal
    exact: Fraction
    is_lower: bool  # under the new key alone it would be less: what was reached stays


@dataclass(frozen=True, slots=True)
class Earned:
    """What a whole attempt has earned of its points, exact."""

    earned: Fraction = Fraction(0)
    points: int = 0

    def and_of(self, share: Fraction, points: int) -> "Earned":
        """Return it with one answer more."""
        return Earned(self.earned + share * points, self.points + points)


def is_worth_more(answer: AttemptAnswer, key: dict[str, Any]) -> bool:
    """Say whether a marked `answer` earns more with `key`: only then its whole attempt is asked."""
    return marking.share(answer.question["kind"], key, answer.answer) > _share_of(answer)


def marked_again(
    answer: AttemptAnswer, key: dict[str, Any], mark: Decimal, whole: Earned | None
) -> Again:
    """Return what `answer` is worth with `key`; `mark` is what its attempt has, made of `whole`.

    `whole` is None where the answer is worth no more: the mark stays.
    """
    fresh = marking.share(answer.question["kind"], key, answer.answer)
    before = _share_of(answer)
    kept = max(fresh, before)
    exact = Fraction(mark)
    if whole is not None:
        exact = 100 * (whole.earned + (kept - before) * answer.points) / whole.points
    found = max(decimal(exact, HUNDREDTH), mark)
    return Again(decimal(kept, SHARE_STEP), found, exact, fresh < before)


def _share_of(row: AttemptAnswer) -> Fraction:
    return share_of(row.question["kind"], row.key, row.answer, row.share)


def share_of(
    kind: str, key: dict[str, Any], answer: dict[str, Any], stored: Decimal | None
) -> Fraction:
    """Return the share that a marked answer has: exact, but for one that kept more than its key
    gives it, as what is `stored` says."""
    exact = marking.share(kind, key, answer)
    stored = stored or Decimal(0)
    return exact if decimal(exact, SHARE_STEP) == stored else Fraction(stored)


def decimal(value: Fraction, step: Decimal) -> Decimal:
    """Return `value` rounded half up to `step`."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(step, ROUND_HALF_UP)
