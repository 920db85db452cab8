"""A printed page as people fill it in and photograph it: drawn, bent, lit and blurred.

Everything comes from a seed, so that a photo that is read wrongly can be looked at again.
"""

import math
import subprocess
from dataclasses import dataclass
from pathlib import Path
from random import Random

import cv2
import numpy as np

from courses.paper.rules import layout

# Dots a millimetre of the page that is drawn on.
DOTS = 150 / 25.4
STATUSES = tuple(status.value for status in layout.BOXES)
# How dark a pen is (0: black) and how wide its line, in millimetres.
PENS = {"pen": (60, 0.35), "thin": (80, 0.22), "marker": (40, 0.7), "blue": (85, 0.4)}
WAYS = ("cross", "tick", "filled", "slash")


def rendered(pdf: Path, page: int = 1) -> np.ndarray:
    """Return a page of `pdf` in grey."""
    picture = pdf.with_suffix(f".{page}")
    command = ["pdftoppm", "-r", "150", "-f", str(page), "-l", str(page), "-singlefile", "-gray"]
    subprocess.run([*command, pdf, picture], check=True)
    return cv2.imread(f"{picture}.pgm", cv2.IMREAD_GRAYSCALE)


@dataclass
class Filled:
    """A page with marks; `truth` is what a careful person would write down of each row: a status,
    "" for an empty row, "?" where nobody can tell without asking."""

    page: np.ndarray
    truth: list[str]


def filled(blank: np.ndarray, random: Random, count: int = layout.ROWS) -> Filled:
    """Return `blank` as a hall fills it in: a pen goes round, some cross, some tick."""
    made = Filled(blank.copy(), [])
    pen = random.choice(list(PENS))
    for place in range(count):
        way = random.choice(WAYS[:3]) if random.random() < 0.9 else "slash"
        lot = random.random()
        status = random.choices(STATUSES, (85, 6, 5, 4))[0]
        if lot < 0.02:  # nobody has written anything
            made.truth.append("")
            continue
        if lot < 0.03:  # signed, and no box
            sign(made.page, place, random, pen)
            made.truth.append("?")
            continue
        mark(made.page, place, status, way, random, pen)
        if lot < 0.04:  # two boxes
            other = random.choice([one for one in STATUSES if one != status])
            mark(made.page, place, other, "cross", random, pen)
            made.truth.append("?")
            continue
        if status == "present":
            sign(made.page, place, random, pen)
        made.truth.append(status)
    return made


def mark(page, place: int, status: str, way: str, random: Random, pen: str) -> None:
    """Draw a mark into a box, as hastily as people do."""
    centre_x = layout.BOXES[status] + random.uniform(-0.5, 0.5)
    centre_y = layout.row_middle(place) + random.uniform(-0.5, 0.5)
    half = random.uniform(1.7, 3.0)

    def stroke(*points):
        _line(page, [(centre_x + x, centre_y + y) for x, y in points], pen, random)

    if way == "cross":
        stroke((-half, -half), (half, half))
        stroke((half, -half), (-half, half))
    elif way == "tick":
        tall = random.uniform(2.4, 4.4)
        stroke((-1.6, 0), (-0.3, 1.9), (tall * 0.7, -tall))
    elif way == "slash":
        stroke((-half, half), (half, -half))
    else:
        for at in np.arange(-1.8, 1.9, 0.35):
            stroke((-1.9, at), (1.9, at + random.uniform(-0.3, 0.3)))


def sign(page, place: int, random: Random, pen: str, start: float | None = None) -> None:
    """Draw a signature; from `start` (mm) where it begins left of its place."""
    x = layout.SIGNATURE_AT + random.uniform(4, 9) if start is None else start
    y = layout.row_middle(place)
    points = [(x, y)]
    for _turn in range(random.randint(6, 11)):
        x += random.uniform(1.2, 4.2)
        points.append((min(x, 199), y + random.uniform(-4.2, 4.2)))
    _line(page, _curved(points), pen, random)


def through(page, place: int, status: str, random: Random, pen: str) -> None:
    """Let the signature of this row run through one of its boxes."""
    sign(page, place, random, pen, start=layout.BOXES[status] - random.uniform(1, 3))


def from_above(page, place: int, random: Random, pen: str) -> None:
    """Let the signature of the row above hang down through the last box of this one."""
    x, y = layout.BOXES["absent"], layout.row_middle(place)
    points = [
        (160, y - layout.ROW),
        (150, y - layout.ROW + 2),
        (x + 5, y - 5),
        (x, y),
        (x - 3, y + 3),
    ]
    _line(page, _curved(points), pen, random)


def _curved(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return a smooth way through `points` (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    found = [
        tuple(
            0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2
                   + (3 * q - p - 3 * r + s) * t**3)
            for p, q, r, s in zip(*four, strict=True)
        )
        for four in zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
        for t in np.linspace(0, 1, 8, endpoint=False)
    ]  # fmt: skip
    return [*found, points[-1]]


def _line(page, points, pen: str, random: Random) -> None:
    shade, width = PENS[pen]
    shaky = [(x + random.gauss(0, 0.06), y + random.gauss(0, 0.06)) for x, y in points]
    # Sixteenths of a dot: OpenCV draws between the dots.
    dots = np.round(np.array(shaky) * DOTS * 16).astype(np.int32)
    layer = np.full_like(page, 255)
    whole = math.ceil(width * DOTS)
    # Of a width between two dots, the larger one is drawn the paler.
    shade = 255 - (255 - shade) * width * DOTS / whole
    cv2.polylines(layer, [dots], False, shade, whole, cv2.LINE_AA, 4)
    np.minimum(page, layer, out=page)


@dataclass(frozen=True)
class Shot:
    """How a photo is taken: each from 0 (not at all) to 1 (as badly as it is still taken)."""

    askew: float = 0.3
    shadow: float = 0.0
    fold: float = 0.0
    blur: float = 0.0
    noise: float = 0.2
    size: tuple[int, int] = (1500, 2000)


def photographed(page: np.ndarray, shot: Shot, random: Random) -> bytes:
    """Return `page` as a JPEG that a phone has taken."""
    sheet = _folded(page, shot.fold, random) if shot.fold else page
    photo = _askew(sheet, shot, random).astype(np.float32)
    height, width = photo.shape
    if shot.shadow:
        photo *= _shadow(width, height, shot.shadow, random)
    if shot.blur:
        photo = cv2.GaussianBlur(photo, (0, 0), 0.6 + 1.2 * shot.blur * width / 1500)
    if shot.noise:
        seeds = np.random.default_rng(random.randrange(2**32))
        photo += seeds.standard_normal(photo.shape, dtype=np.float32) * 12 * shot.noise
    picture = np.clip(photo, 0, 255).astype(np.uint8)
    _done, content = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 60])
    return content.tobytes()


def _askew(page, shot: Shot, random: Random):
    width, height = shot.size
    room = 0.05 * width
    far = shot.askew * 0.10 * width
    corners = [
        (x + side * random.uniform(0, far), y + down * random.uniform(0, far))
        for x, y, side, down in (
            (room, room, 1, 1), (width - room, room, -1, 1),
            (width - room, height - room, -1, -1), (room, height - room, 1, -1),
        )
    ]  # fmt: skip
    turn = cv2.getRotationMatrix2D(
        (width / 2, height / 2), random.uniform(-5, 5) * shot.askew, 0.97
    )
    there = cv2.transform(np.float32([corners]), turn)[0]
    tall, wide = page.shape
    here = np.float32([(0, 0), (wide, 0), (wide, tall), (0, tall)])
    warp = cv2.getPerspectiveTransform(here, there.astype(np.float32))
    table = random.randint(60, 140)
    lit = (page.astype(np.float32) * random.uniform(0.82, 0.96)).astype(np.uint8)
    return cv2.warpPerspective(lit, warp, (width, height), flags=cv2.INTER_AREA, borderValue=table)


def _folded(page, fold: float, random: Random):
    """Bend the page at a line: what lies on one side of it is darker, and moves a little."""
    tall, wide = page.shape
    across = random.random() < 0.7
    length = tall if across else wide
    at = length * random.uniform(0.3, 0.7)
    along = np.arange(length, dtype=np.float32)
    away = np.exp(-np.abs(along - at) / (18 * DOTS))
    shift = (fold * 1.1 * DOTS * away * np.sign(along - at)).astype(np.float32)
    x, y = np.meshgrid(np.arange(wide, dtype=np.float32), np.arange(tall, dtype=np.float32))
    if across:
        y += shift[:, None]
    else:
        x += shift[None, :]
    bent = cv2.remap(page, x, y, cv2.INTER_LINEAR, borderValue=255).astype(np.float32)
    light = np.where(along > at, 1 - 0.16 * fold, 1.0).astype(np.float32)
    crease = 1 - 0.35 * fold * np.exp(-(((along - at) / (0.25 * DOTS)) ** 2))
    bent *= (light * crease)[:, None] if across else (light * crease)[None, :]
    return np.clip(bent, 0, 255).astype(np.uint8)


def _shadow(width: int, height: int, strength: float, random: Random):
    """Return light that falls off to one side, with the edge of a hand or a phone in it."""
    x, y = np.meshgrid(
        np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32)
    )
    turn = random.uniform(0, 2 * np.pi)
    slope = (x * np.cos(turn) + y * np.sin(turn)) / 2.0
    edge = random.uniform(-0.3, 0.3)
    step = 1 / (1 + np.exp(-(slope - edge) * 40))
    return (1 - strength * (0.25 * (slope + 0.7) + 0.3 * step)).astype(np.float32)
