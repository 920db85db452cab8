"""What the attempts of a person come to, with what was set right since. Pure."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from cms.models import Counting
from courses.models import MarkCorrection, QuizAttempt

_CENT = Decimal("0.01")


def counted_mark(marks: Sequence[Decimal], counting: str) -> Decimal:
    """Return what the `marks` of a person's attempts, in their order, come to."""
    if counting == Counting.LAST:
        return marks[-1]
    if counting == Counting.FIRST:
        return marks[0]
    if counting == Counting.MEAN:
        return (sum(marks, Decimal(0)) / len(marks)).quantize(_CENT, ROUND_HALF_UP)
    return max(marks)


def standing_mark(
    attempts: Sequence[QuizAttempt], counting: str, corrections: Sequence[MarkCorrection]
) -> Decimal | None:
    """Return the mark that stands: what marked `attempts`, in their order, come to, or the one
    that was set right last where that is more; None: there is neither.

    `corrections` come in their order. What was lowered with a reason is not raised again by work
    that was there already: it counts for no more than it was lowered to.
    """
    lowered = [item for item in corrections if _is_lower(item)]
    last = lowered[-1] if lowered else None
    marks = [_at_most(item, last) for item in attempts if item.mark is not None]
    found = [counted_mark(marks, counting)] if marks else []
    if corrections and corrections[-1].after is not None:
        found.append(corrections[-1].after)
    return max(found, default=None)


def _is_lower(item: MarkCorrection) -> bool:
    return item.before is not None and item.after is not None and item.after < item.before


def _at_most(attempt: QuizAttempt, lowered: MarkCorrection | None) -> Decimal:
    mark = attempt.mark or Decimal(0)
    if lowered is None or lowered.after is None or attempt.submitted_at is None:
        return mark
    return min(mark, lowered.after) if attempt.submitted_at <= lowered.corrected_at else mark
