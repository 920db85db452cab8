"""How a question separates those who know from those who do not; and what a course has added.

Pure: sums in, figures out.
"""

from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True, slots=True)
class Sums:
    """Over the answers to one question: x is the share of the points, y the mark, 0 to 100.

    `weight`: how many of the hundred the question is worth.
    """

    count: int
    x: float
    y: float
    xx: float
    yy: float
    xy: float
    weight: float


def discrimination(sums: Sums) -> float | None:
    """Return −1 to 1: how the question goes with the rest of the quiz; None: it cannot be told.

    The question itself is taken out of the mark, or each would go with itself.
    """
    if sums.count < 2:
        return None
    mean_x, mean_y = sums.x / sums.count, sums.y / sums.count
    var_x = sums.xx / sums.count - mean_x**2
    var_y = sums.yy / sums.count - mean_y**2
    cov = sums.xy / sums.count - mean_x * mean_y
    rest_cov = cov - sums.weight * var_x
    rest_var = var_y - 2 * sums.weight * cov + sums.weight**2 * var_x
    if var_x <= 1e-9 or rest_var <= 1e-9:
        return None
    return max(-1.0, min(1.0, rest_cov / sqrt(var_x * rest_var)))


def normalised_gain(before: float, after: float) -> float | None:
    """Return which part of what was missing was learnt; None where nothing was missing."""
    return None if before >= 100 else (after - before) / (100 - before)
