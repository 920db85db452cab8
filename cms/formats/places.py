"""Places on a picture: how they are written, and which cells of a grid over it they are.

Who answers chooses a cell (A1, B3), which works by finger, keyboard and screen reader alike.
"""

import re
from collections.abc import Iterable, Iterator

from cms.formats.written import Shape, Spot

MOST = 20  # places of one question
FURTHEST = 20_000  # pixels
SAMPLES = 8  # points of a cell along each side that are looked at
ENOUGH = 0.25  # share of a cell, or of a place, that makes it a right cell
_LINE = re.compile(r"\s*(circle|rectangle|polygon)\s+([\d,;.\s]+)", re.I)

Point = tuple[float, float]


def read(text: str) -> tuple[Spot, ...]:
    """Return the places that `text` says, one a line; raises ValueError with the line."""
    spots = tuple(_spot(line) for line in text.splitlines() if line.strip())
    if len(spots) > MOST:
        raise ValueError(text)
    return spots


def _spot(line: str) -> Spot:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(line)
    points = tuple(_point(part, line) for part in found[2].split(";") if part.strip())
    spot = Spot(Shape(found[1].lower()), points)
    if not _has_size(spot):
        raise ValueError(line)
    return spot


def _point(text: str, line: str) -> tuple[int, int]:
    x, comma, y = text.partition(",")
    if not (comma and x.strip().isdecimal() and y.strip().isdecimal()):
        raise ValueError(line)
    point = int(x), int(y)
    if max(point) > FURTHEST:
        raise ValueError(line)
    return point


def _has_size(spot: Spot) -> bool:
    if spot.shape is Shape.POLYGON:
        return len(spot.points) > 2
    if len(spot.points) != 2:
        return False
    width, height = spot.points[1]
    return width > 0 and (spot.shape is Shape.CIRCLE or height > 0)


def write(spots: Iterable[Spot]) -> str:
    """Return `spots` as `read()` takes them."""
    return "\n".join(
        f"{spot.shape} {';'.join(f'{x},{y}' for x, y in spot.points)}" for spot in spots
    )


def scaled(spot: Spot, by: float) -> Spot:
    """Return `spot` on a picture that is `by` times as large."""
    return Spot(spot.shape, tuple((round(x * by), round(y * by)) for x, y in spot.points))


def grid(width: int, height: int) -> tuple[int, int]:
    """Return in how many columns and rows a picture is parted: cells as wide as a finger."""
    if width * 5 >= height * 6:
        return 6, 4
    return (4, 6) if height * 5 >= width * 6 else (5, 5)


def cells(columns: int, rows: int) -> Iterator[str]:
    """Yield the names of the cells, row by row: A1, B1, …"""
    for row in range(rows):
        for column in range(columns):
            yield f"{chr(ord('A') + column)}{row + 1}"


def right_cells(spots: Iterable[Spot], width: int, height: int) -> set[str]:
    """Return the cells that the places cover: a quarter of the cell, or of the place."""
    columns, rows = grid(width, height)
    right: set[str] = set()
    for spot in spots:
        counts = {
            name: _covered(
                spot, (place % columns, place // columns), width / columns, height / rows
            )
            for place, name in enumerate(cells(columns, rows))
        }
        enough = min(ENOUGH * SAMPLES**2, ENOUGH * sum(counts.values()))
        found = {name for name, count in counts.items() if count and count >= enough}
        # A place between all points that are looked at is still a place.
        right |= found or {_cell_of(middle(spot), columns, rows, width, height)}
    return right


def _covered(spot: Spot, cell: tuple[int, int], wide: float, high: float) -> int:
    """Return how many points of a cell lie in `spot`."""
    steps = [(step + 0.5) / SAMPLES for step in range(SAMPLES)]
    left, top = cell
    return sum(
        is_in(spot, ((left + across) * wide, (top + down) * high))
        for across in steps
        for down in steps
    )


def _cell_of(point: Point, columns: int, rows: int, width: int, height: int) -> str:
    column = min(columns - 1, max(0, int(point[0] * columns / width)))
    row = min(rows - 1, max(0, int(point[1] * rows / height)))
    return f"{chr(ord('A') + column)}{row + 1}"


def middle(spot: Spot) -> Point:
    """Return the middle of `spot`, by which it lies on a picture or beside it."""
    if spot.shape is Shape.CIRCLE:
        return spot.points[0]
    if spot.shape is Shape.RECTANGLE:
        (left, top), (width, height) = spot.points
        return left + width / 2, top + height / 2
    count = len(spot.points)
    return sum(x for x, _y in spot.points) / count, sum(y for _x, y in spot.points) / count


def is_in(spot: Spot, point: Point) -> bool:
    """Say whether `point` lies in `spot`."""
    x, y = point
    if spot.shape is Shape.CIRCLE:
        (middle_x, middle_y), (radius, _nothing) = spot.points
        return (x - middle_x) ** 2 + (y - middle_y) ** 2 <= radius**2
    if spot.shape is Shape.RECTANGLE:
        (left, top), (width, height) = spot.points
        return left <= x <= left + width and top <= y <= top + height
    inside = False
    for (x1, y1), (x2, y2) in zip(spot.points, [*spot.points[1:], spot.points[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
