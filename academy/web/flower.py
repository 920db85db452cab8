"""The progress flower: a course's modules as petals of a kawung, drawn as SVG.

A petal is filled from the heart outwards; the filled area is the share of what a
module under way may fill, so half the work looks like half of it. Its rim stays open
until the last step: the eye tells 90 % from done. A finished petal is full and has the
vein of the batik. The words beside it are the template's part.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

LENGTH = 46.0
WIDEST_AT = 0.58
# How far towards the rim a module under way may fill its petal.
RIM = 0.82


@dataclass(frozen=True, slots=True)
class Petal:
    """One module: its outline, its share (0 to 1) and how the filled part is scaled."""

    share: float
    angle: float
    path: str

    @property
    def is_done(self) -> bool:
        return self.share >= 1

    @property
    def outline_transform(self) -> str:
        return f"rotate({self.angle:g})"

    @property
    def fill_transform(self) -> str:
        return f"rotate({self.angle:g}) scale({RIM * math.sqrt(self.share):.3f})"


def _petal_path(count: int) -> str:
    """Return a pointed oval from the heart to the rim, slim enough for `count` of them."""
    half_angle = min(math.pi / count, math.pi / 5) * 0.92
    bulge = LENGTH * WIDEST_AT * math.tan(half_angle) * 1.15
    low, high = LENGTH * 0.34, LENGTH * 0.74
    return (
        f"M0 0C{-bulge:.1f} {-low:.1f} {-bulge:.1f} {-high:.1f} 0 {-LENGTH:g}"
        f"C{bulge:.1f} {-high:.1f} {bulge:.1f} {-low:.1f} 0 0Z"
    )


def _share(module: object) -> float:
    if isinstance(module, Mapping):
        module = module["share"]
    share = getattr(module, "share", module)
    return min(1.0, max(0.0, float(share)))  # type: ignore[arg-type]  # a number by now


def petals(modules: Iterable[object]) -> tuple[Petal, ...]:
    """Return the petals of `modules`, clockwise from the top.

    A module is a number from 0 to 1, or an object or mapping with `share`. Shares outside
    0 to 1 are cut.
    """
    return _petals(tuple(_share(module) for module in modules))


@lru_cache(maxsize=1024)
def _petals(shares: tuple[float, ...]) -> tuple[Petal, ...]:
    if not shares:
        return ()
    path = _petal_path(len(shares))
    # Four petals stand as in the batik, diagonally; any other number begins at the top.
    start = 45 if len(shares) == 4 else 0
    step = 360 / len(shares)
    return tuple(
        Petal(share, start + round(index * step, 2), path) for index, share in enumerate(shares)
    )
