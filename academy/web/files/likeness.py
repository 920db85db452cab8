"""Whether two pictures are the same one: also cut at the edges, mirrored, brighter, or saved anew.

Each picture is known by the look of its middle, six tenths of its width and height: 64 signs
of where it gets darker from left to right. Who cuts up to a fifth off an edge leaves that middle
somewhere in the copy, so a picture is looked for by the looks of all the places where it may be.
Looks are found by their quarters, and what is found is laid over the picture and compared.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Self

from PIL import Image, ImageOps

SIDE = 128
SIGNS = 8
MIDDLE = (0.2, 0.8)
CUTS = (0, 0.05, 0.1, 0.15, 0.2)
# Signs of 64 in which a look may differ, and places that are tried more closely.
FAR, TRIED = 14, 10
DETAIL = 32
BLOCKS = 4
# Measured with the demo's photos: the same one has 0.96 and more, lookalikes 0.9 and less or
# a part that is another one.
ENOUGH, PROMISING, OF_A_BLOCK = 0.93, 0.45, 0.5

type Box = tuple[float, float, float, float]


def _intervals() -> Iterator[tuple[float, float]]:
    """Where the middle of one picture lies in the other one, along one side."""
    for left in CUTS:
        for right in CUTS:
            width = 1 - left - right
            if width >= 0.75 - 1e-9:
                yield (MIDDLE[0] - left) / width, (MIDDLE[1] - left) / width


def _reversed() -> Iterator[tuple[float, float]]:
    for left in CUTS:
        for right in CUTS:
            width = 1 - left - right
            if width >= 0.75 - 1e-9:
                yield left + MIDDLE[0] * width, left + MIDDLE[1] * width


PLACES: tuple[Box, ...] = tuple(
    (x0, y0, x1, y1)
    for sides in (list(_intervals()), list(_reversed()))
    for x0, x1 in sides
    for y0, y1 in sides
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture in grey, small, as it is compared."""

    grey: Image.Image

    @classmethod
    def of(cls, content: bytes) -> Self:
        """Return the picture that `content` is. Raises OSError where it is none."""
        with Image.open(BytesIO(content)) as image:
            return cls(image.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX))

    def mirrored(self) -> "Seen":
        return Seen(ImageOps.mirror(self.grey))

    def look(self, place: Box = (MIDDLE[0], MIDDLE[0], MIDDLE[1], MIDDLE[1])) -> int:
        """Return the 64 signs of what is at `place`."""
        small = self._part(place, (SIGNS + 1, SIGNS)).tobytes()
        found = 0
        for start in range(0, len(small), SIGNS + 1):
            for at in range(start, start + SIGNS):
                found = found << 1 | (small[at] > small[at + 1])
        return found

    def looks(self) -> dict[int, Box]:
        """Return the looks of all places where the middle of the same picture may be."""
        return {self.look(place): place for place in PLACES}

    def slopes(self, place: Box) -> list[int]:
        """Return how what is at `place` gets brighter, to the right and downwards."""
        small = self._part(place, (DETAIL, DETAIL)).tobytes()
        right = [after - at for at, after in pairwise(small)]
        right[DETAIL - 1 :: DETAIL] = [0] * len(right[DETAIL - 1 :: DETAIL])
        down = [after - at for at, after in zip(small, small[DETAIL:], strict=False)]
        return [*right, 0, *down, *[0] * DETAIL]

    def _part(self, place: Box, size: tuple[int, int]) -> Image.Image:
        x0, y0, x1, y1 = (min(1.0, max(0.0, edge)) * SIDE for edge in place)
        return self.grey.resize(size, Image.Resampling.BOX, box=(x0, y0, x1, y1))


def keys_of(look: int) -> list[int]:
    """Return the quarters of a look, each with its place; one that says nothing is left out."""
    found = []
    for quarter in range(4):
        signs = look >> 16 * quarter & 0xFFFF
        if 2 <= signs.bit_count() <= 14:
            found.append(quarter << 16 | signs)
    return found


def distance(looks: dict[int, Box], look: int) -> int:
    """Return in how many signs the nearest of `looks` differs from `look`."""
    return min((one ^ look).bit_count() for one in looks)


def is_same(one: Seen, looks: dict[int, Box], other: Seen) -> bool:
    """Say whether `other` is the picture `one`, whose `looks` those are."""
    wanted = other.look()
    nearest = sorted(looks, key=lambda look: (look ^ wanted).bit_count())[:TRIED]
    middle = other.slopes((MIDDLE[0], MIDDLE[0], MIDDLE[1], MIDDLE[1]))
    for look in nearest:
        place = looks[look]
        likeness = _alike(one.slopes(place), middle)
        if likeness >= PROMISING:
            likeness, place = _refined(one, place, middle, likeness)
        if likeness >= ENOUGH and _lies_over(one, place, other):
            return True
    return False


def _refined(one: Seen, place: Box, middle: list[int], likeness: float) -> tuple[float, Box]:
    """Move the edges of `place` until what is there is as like `middle` as it gets."""
    step = 0.02
    while step >= 0.004:
        has_moved = False
        for edge in range(4):
            for move in (-step, step):
                moved = tuple(at + move * (number == edge) for number, at in enumerate(place))
                x0, y0, x1, y1 = moved
                if min(x1 - x0, y1 - y0) < 0.3:
                    continue
                found = _alike(one.slopes((x0, y0, x1, y1)), middle)
                if found > likeness:
                    likeness, place, has_moved = found, (x0, y0, x1, y1), True
        if not has_moved:
            step /= 2
    return likeness, place


def _lies_over(one: Seen, place: Box, other: Seen) -> bool:
    """Compare all that both show where the middle of `other` lies at `place` in `one`."""
    x0, x1, other_x0, other_x1 = _shared(place[0], place[2])
    y0, y1, other_y0, other_y1 = _shared(place[1], place[3])
    ours = one.slopes((x0, y0, x1, y1))
    theirs = other.slopes((other_x0, other_y0, other_x1, other_y1))
    if _alike(ours, theirs) < ENOUGH:
        return False
    return sum(not is_like for is_like in _by_block(ours, theirs)) <= 1


def _shared(start: float, end: float) -> tuple[float, float, float, float]:
    """Return what both show along one side: in the one, and in the other."""
    scale = (end - start) / (MIDDLE[1] - MIDDLE[0])
    zero = start - MIDDLE[0] * scale
    first, last = max(0.0, zero), min(1.0, zero + scale)
    return first, last, (first - zero) / scale, (last - zero) / scale


def _by_block(ours: list[int], theirs: list[int]) -> Iterator[bool]:
    """Say of each block in which something is to be seen whether it is the same in both."""
    size, half = DETAIL // BLOCKS, DETAIL * DETAIL
    least = (_energy(ours) + _energy(theirs)) / (2 * BLOCKS * BLOCKS) / 10
    for top in range(0, DETAIL, size):
        for left in range(0, DETAIL, size):
            places = [
                part + row * DETAIL + column
                for part in (0, half)
                for row in range(top, top + size)
                for column in range(left, left + size)
            ]
            mine = [ours[at] for at in places]
            yours = [theirs[at] for at in places]
            if max(_energy(mine), _energy(yours)) > least:
                yield _alike(mine, yours) >= OF_A_BLOCK


def _energy(slopes: list[int]) -> int:
    return sum(slope * slope for slope in slopes)


def _alike(ours: list[int], theirs: list[int]) -> float:
    """Return how alike two lists of slopes are, 1 for the same; brightness does not count."""
    both = _energy(ours) * _energy(theirs)
    return 0.0 if not both else sum(map(int.__mul__, ours, theirs)) / float(both**0.5)
