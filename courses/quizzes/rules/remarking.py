"""What an attempt is worth where one of its keys was wrong. Pure: rows in, shares and marks out."""

from collections.abc import Iterable
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


def marked_again(
    rows: Iterable[AttemptAnswer], answer: AttemptAnswer, key: dict[str, Any], mark: Decimal
) -> Again:
    """Return what `answer`, one of `rows`, is worth with `key`; `mark` is what the attempt has."""
    fresh = marking.share(answer.question["kind"], key, answer.answer)
    before = share_of(answer)
    kept = max(fresh, before)
    points = sum(row.points for row in rows)
    earned = sum(
        ((kept if row.pk == answer.pk else share_of(row)) * row.points for row in rows),
        Fraction(0),
    )
    exact = 100 * earned / points
    found = max(decimal(exact, HUNDREDTH), mark)
    return Again(decimal(kept, SHARE_STEP), found, exact, fresh < before)


def share_of(row: AttemptAnswer) -> Fraction:
    """Return the share that a marked answer has: exact, but for one that kept more than its key
    gives it."""
    exact = marking.share(row.question["kind"], row.key, row.answer)
    stored = row.share or Decimal(0)
    return exact if decimal(exact, SHARE_STEP) == stored else Fraction(stored)


def decimal(value: Fraction, step: Decimal) -> Decimal:
    """Return `value` rounded half up to `step`."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(step, ROUND_HALF_UP)
