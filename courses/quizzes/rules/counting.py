"""Which attempt of a person gives the mark. Pure."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from cms.models import Counting

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
