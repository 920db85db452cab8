"""What is crossed on a page that lies flat: each box measured, each row judged.

What is sure is proposed; all else is doubtful, with why. A row is sure where one box is marked
plainly, the three others are empty, no stroke comes from outside, and the signature says nothing
else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from courses.models import AttendanceStatus
from courses.paper.reading.flat import DOTS, Flat
from courses.paper.rules import layout
from courses.paper.rules.proposed import Doubt

# Of what is lighter there is no telling whether it is ink: noise, the tint of a row, a fold.
LEAST_DARK = 0.07
# How much of a box is covered, as a share: by nothing, and by a mark. Between them is doubt.
EMPTY, MARKED = 0.008, 0.028
# A mark is plain where the next box has this share of it at most.
RIVAL = 0.30
# How much more of a fold is taken away than is seen around the box.
FOLDED = 1.5
# A side of a box is where it is printed if it is as dark as this share of the darkest side; and
# how much of a box, and of its middle, is covered at most by a side that was moved into it.
WHOLE, FRAME, HOLLOW = 0.45, 0.09, 0.05
# How far a mark may leave its box, in millimetres: a tick does, a signature comes from farther.
LEAVES = 4.6
# What is drawn, and not only a blur; and how much of the place for a signature the smallest covers.
DRAWN, SIGNED = 0.16, 0.008
# Two dots: what a pen leaves is wider, and the noise of a camera is not.
SOFT = 1.0
# How far, in millimetres, the four boxes are looked for around where they should lie, and each
# of them from there: paper bends, and a fold between two boxes moves one.
BENT, FOLD_MOVES = 2.4, 1.5
# How like boxes what is found must be.
LIKE = 0.45
_STATUSES = tuple(layout.BOXES)


@dataclass(frozen=True, slots=True)
class Read:
    """What a row says: a status or "", how sure that is (0 to 1), and why it is doubtful or ""."""

    status: str
    confidence: float
    doubt: str


def read_rows(flat: Flat, count: int) -> list[Read]:
    """Return what the first `count` rows of the page say, from above."""
    soft = cv2.GaussianBlur(flat.dark, (0, 0), SOFT)
    ink = np.clip((soft - LEAST_DARK) / (_black(flat) - LEAST_DARK), 0, 1)
    strokes = _strokes(ink)
    places = [_found(flat.dark, place) for place in range(count)]
    covered = [[_covered(ink, *box) for box in place.boxes] for place in places]
    frames = [[_is_frame_alone(ink, *box) for box in place.boxes] for place in places]
    # Three of four boxes are empty: what they have is what a page has everywhere.
    ground = float(np.median([share for row in covered for share in row])) if covered else 0.0
    return [
        _judged(
            place,
            [max(0.0, share - ground) for share in row],
            [_comes_from_outside(strokes, *box) for box in place.boxes],
            frames[number],
            signed=_is_signed(ink, number),
        )
        for number, (place, row) in enumerate(zip(places, covered, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the boxes of a row lie (left and upper edge, in dots), and how like boxes they are."""

    boxes: tuple[tuple[int, int], ...]
    likeness: float


def _judged(
    found: _Found, covered: list[float], strays: list[bool], frames: list[bool], *, signed: bool
) -> Read:
    """Decide what a row says."""
    # What a fold has pushed into a box is none of its own, beside a box that is marked plainly.
    covered = [
        0.0 if is_frame and share < FRAME else share
        for is_frame, share in zip(frames, covered, strict=True)
    ]
    order = sorted(range(len(covered)), key=lambda at: -covered[at])
    best, second = covered[order[0]], covered[order[1]]
    status = str(_STATUSES[order[0]].value)
    confidence = round(min(1.0, best / (2 * MARKED)) * (1 - min(1.0, second / max(best, 1e-6))), 2)
    if found.likeness < LIKE or (best < MARKED and any(frames)):
        return Read("", 0.0, Doubt.UNCLEAR)
    if best < EMPTY:
        return Read("", 0.0, Doubt.SIGNED if signed else "")
    if best < MARKED:
        return Read("", confidence, Doubt.FAINT)
    if any(stray and share >= EMPTY for stray, share in zip(strays, covered, strict=True)):
        return Read("", confidence, Doubt.STROKE)
    if second >= MARKED:
        return Read("", confidence, Doubt.TWO)
    if second >= max(EMPTY, RIVAL * best) or second >= 2 * EMPTY:
        return Read("", confidence, Doubt.FAINT)
    if signed and status != AttendanceStatus.PRESENT:
        return Read("", confidence, Doubt.SIGNED)
    return Read(status, confidence, "")


def _black(flat: Flat) -> float:
    """Return how dark the corner marks are: a blurred or pale photo has no black."""
    parts = []
    for left, top in layout.MARKS_AT:
        x, y, side = int(left * DOTS), int(top * DOTS), int(layout.MARK * DOTS)
        parts.append(flat.dark[y : y + side, x : x + side].ravel())
    return max(0.35, float(np.percentile(np.concatenate(parts), 85)))


def _drawn(centres: Sequence[float]) -> Any:
    """Return boxes as they are printed side by side, a millimetre around them."""
    left = centres[0] - layout.BOX / 2 - 1
    width = centres[-1] + layout.BOX / 2 + 1 - left
    drawn = np.zeros((int((layout.BOX + 2) * DOTS), int(width * DOTS)), np.float32)
    for centre in centres:
        x, side = round((centre - layout.BOX / 2 - left) * DOTS), round(layout.BOX * DOTS)
        cv2.rectangle(drawn, (x, DOTS), (x + side, DOTS + side), 1.0, 2)
    return cv2.GaussianBlur(drawn, (0, 0), 1.2)


_CENTRES = tuple(layout.BOXES.values())
_FOUR, _ONE = _drawn(_CENTRES), _drawn(_CENTRES[:1])


def _found(dark: Any, place: int) -> _Found:
    """Find the boxes of a row near where they should lie: first the four, then each."""
    left = _CENTRES[0] - layout.BOX / 2 - 1
    top = layout.row_middle(place) - layout.BOX / 2 - 1
    x, y, likeness = _nearest(dark, _FOUR, int(left * DOTS), int(top * DOTS), BENT)
    boxes = []
    for centre in _CENTRES:
        at = x + round((centre - _CENTRES[0]) * DOTS)
        box_x, box_y, _like = _nearest(dark, _ONE, at, y, FOLD_MOVES)
        boxes.append((box_x + DOTS, box_y + DOTS))
    return _Found(tuple(boxes), likeness)


def _nearest(dark: Any, wanted: Any, x: int, y: int, within: float) -> tuple[int, int, float]:
    """Return where near (x, y) it looks most like `wanted`, and how much."""
    far, (height, width) = int(within * DOTS), wanted.shape
    # A mark is darker than a frame: it must not be what is found.
    seen = np.minimum(dark[y - far : y + height + far, x - far : x + width + far], 0.6)
    matched = cv2.matchTemplate(cv2.GaussianBlur(seen, (0, 0), 0.8), wanted, cv2.TM_CCOEFF_NORMED)
    _least, likeness, _where, (right, down) = cv2.minMaxLoc(matched)
    return x - far + right, y - far + down, float(likeness)


def _covered(ink: Any, x: int, y: int) -> float:
    """Return which share of the inside of a box is covered.

    Its frame does not count, and neither does a line that runs on above and below it, or to the
    left and to the right: the page was folded there.
    """
    side, edge = round(layout.BOX * DOTS), round(0.85 * DOTS)
    far, near = round(3.5 * DOTS), round(0.7 * DOTS)
    low, right = y + side, x + side
    rows, columns = slice(y + edge, low - edge), slice(x + edge, right - edge)
    down = np.minimum(
        ink[y - far : y - near, columns].mean(0), ink[low + near : low + far, columns].mean(0)
    )
    across = np.minimum(
        ink[rows, x - far : x - near].mean(1), ink[rows, right + near : right + far].mean(1)
    )
    fold = np.maximum(_wider(down)[None, :], _wider(across)[:, None])
    return float(np.clip(ink[rows, columns] - FOLDED * fold, 0, 1).mean())


def _is_frame_alone(ink: Any, x: int, y: int) -> bool:
    """Say whether a fold has moved a side of the box into it, and nothing else is inside.

    A side is missing where it is printed then, and the middle of the box is all but empty.
    """
    side, near, middle = round(layout.BOX * DOTS), 2, round(1.75 * DOTS)
    low, right = y + side, x + side
    sides = (
        ink[y - near : y + near + 1, x:right],
        ink[low - near : low + near + 1, x:right],
        ink[y:low, x - near : x + near + 1],
        ink[y:low, right - near : right + near + 1],
    )
    shares = [float(part.mean()) for part in sides]
    inside = float(ink[y + middle : low - middle, x + middle : right - middle].mean())
    return min(shares) < WHOLE * max(shares) and inside < HOLLOW


def _wider(line: Any) -> Any:
    """Return the most of each place and its two neighbours on both sides."""
    return cv2.dilate(line.reshape(1, -1), np.ones((1, 5), np.uint8)).ravel()


def _strokes(ink: Any) -> Any:
    """Return what hangs together on the page: the number of its piece for each dot, and where
    each piece lies."""
    drawn = (ink > DRAWN).astype(np.uint8)
    # What is printed to the left of the boxes is no stroke.
    drawn[:, : int((min(layout.BOXES.values()) - layout.BOX - 2) * DOTS)] = 0
    _count, names, places, _centres = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    return names, places


def _comes_from_outside(strokes: Any, x: int, y: int) -> bool:
    """Say whether a stroke in the box belongs to something that reaches far beyond it."""
    names, places = strokes
    side, edge, far = round(layout.BOX * DOTS), round(0.85 * DOTS), round(LEAVES * DOTS)
    inside = names[y + edge : y + side - edge, x + edge : x + side - edge]
    for name in np.unique(inside):
        if name == 0 or int((inside == name).sum()) < 4:
            continue
        left, top, width, height, _area = places[name]
        if (
            left < x - far
            or top < y - far
            or left + width > x + side + far
            or top + height > y + side + far
        ):
            return True
    return False


def _is_signed(ink: Any, place: int) -> bool:
    top = int((layout.row_top(place) + 1) * DOTS)
    low = int((layout.row_top(place) + layout.ROW - 1) * DOTS)
    left, right = int((layout.SIGNATURE_AT + 1) * DOTS), int(layout.SIGNATURE_TO * DOTS)
    return float((ink[top:low, left:right] > DRAWN).mean()) >= SIGNED
