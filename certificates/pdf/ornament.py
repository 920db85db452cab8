"""Kawung, the four-petalled batik of Java, drawn as fine lines for certificates.

Everything is SVG in millimetres without raster, gradient or filter: one motif is defined
and placed many times, so that a whole border costs a few kilobytes in the PDF.
"""

import math
from collections.abc import Iterable

PAPER = "#fbf6ea"
INK = "#17302a"
GREEN = "#1c6b4c"
TURMERIC = "#e2a32b"

PAGE_WIDTH, PAGE_HEIGHT = 297.0, 210.0
CELL = 9.6
COLUMNS, ROWS = 29, 20
DIAGONALS = (45, 135, 225, 315)


def _petal(near: float, far: float, half_width: float, angle: float = 0) -> str:
    """Return the path of one petal from `near` to `far` of the centre.

    It points right, or is turned by `angle` degrees.
    """
    third = (far - near) * 0.28
    points = [
        (near, 0.0),
        (near + third, -half_width),
        (far - third, -half_width),
        (far, 0.0),
        (far - third, half_width),
        (near + third, half_width),
        (near, 0.0),
    ]
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    begin, *curves = (
        f"{round(x * cos - y * sin, 3):g} {round(x * sin + y * cos, 3):g}" for x, y in points
    )
    return f"M{begin}C{' '.join(curves[:3])}C{' '.join(curves[3:])}z"


def _petals(near: float, far: float, half_width: float, angles: Iterable[float]) -> str:
    """Return the path of a petal at each of `angles`: drawn as one, which is much quicker."""
    return "".join(_petal(near, far, half_width, angle) for angle in angles)


def _motif() -> str:
    """Return the symbol of one kawung: four petals, each with its two seeds, and a heart."""
    petals = _petals(0.75, 5.95, 1.95, DIAGONALS)
    seeds = _petals(2.0, 4.7, 0.62, DIAGONALS)
    return (
        f'<g id="k"><path d="{petals}" fill="{PAPER}" stroke="{GREEN}" stroke-width=".22"/>'
        f'<path d="{seeds}" fill="{GREEN}"/>'
        f'<path d="M0-.62L.62 0 0 .62-.62 0z" fill="{TURMERIC}"/></g>'
        f'<path id="d" d="M0-.5L.5 0 0 .5-.5 0z" fill="{TURMERIC}"/>'
    )


def _border_cells() -> list[tuple[int, int]]:
    edge = [(column, row) for row in (0, ROWS - 1) for column in range(COLUMNS)]
    return edge + [(column, row) for column in (0, COLUMNS - 1) for row in range(1, ROWS - 1)]


def _band(cells: list[tuple[int, int]], left: float, top: float) -> str:
    """Return a motif in each of `cells` and a diamond wherever two of them meet."""
    around = set(cells)
    motifs = "".join(
        f'<use href="#k" x="{left + (column + 0.5) * CELL:g}" y="{top + (row + 0.5) * CELL:g}"/>'
        for column, row in cells
    )
    meetings: list[tuple[float, float]] = [
        (column + 1, row + 0.5) for column, row in cells if (column + 1, row) in around
    ]
    meetings += [(column + 0.5, row + 1) for column, row in cells if (column, row + 1) in around]
    diamonds = "".join(
        f'<use href="#d" x="{left + column * CELL:g}" y="{top + row * CELL:g}"/>'
        for column, row in meetings
    )
    return f"<defs>{_motif()}</defs>{motifs}{diamonds}"


def _frame(inset_x: float, inset_y: float, color: str, width: float) -> str:
    return (
        f'<rect x="{inset_x:g}" y="{inset_y:g}" width="{PAGE_WIDTH - 2 * inset_x:g}" '
        f'height="{PAGE_HEIGHT - 2 * inset_y:g}" fill="none" stroke="{color}" '
        f'stroke-width="{width:g}"/>'
    )


def border() -> str:
    """Return the first page's ground: paper, a band of kawung all around, thin frames."""
    left = (PAGE_WIDTH - COLUMNS * CELL) / 2
    top = (PAGE_HEIGHT - ROWS * CELL) / 2
    frames = (
        _frame(left - 1.1, top - 1.1, GREEN, 0.55)
        + _frame(left - 2.3, top - 2.3, TURMERIC, 0.2)
        + _frame(left + CELL + 0.9, top + CELL + 0.9, GREEN, 0.3)
    )
    return _page(_band(_border_cells(), left, top) + frames)


def line() -> str:
    """Return the second page's ground: paper with one row of kawung along the top."""
    left = (PAGE_WIDTH - COLUMNS * CELL) / 2
    cells = [(column, 0) for column in range(COLUMNS)]
    rules = "".join(
        f'<path d="M{left:g} {y:g}H{PAGE_WIDTH - left:g}" stroke="{GREEN}" stroke-width=".4"/>'
        for y in (7.9, 9 + CELL + 1.1)
    )
    return _page(_band(cells, left, 9) + rules)


def rosette() -> str:
    """Return the seal: fine overlapping petals in a ring around one large kawung."""
    ring = _petals(11.5, 24.5, 3.4, range(0, 360, 10))
    inner = _petals(1.4, 10.4, 3.3, DIAGONALS)
    seeds = _petals(3.6, 8.2, 1.05, DIAGONALS)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-26 -26 52 52">'
        f'<circle r="25.4" fill="none" stroke="{TURMERIC}" stroke-width=".45"/>'
        f'<path d="{ring}" fill="none" stroke="{GREEN}" stroke-width=".16"/>'
        f'<circle r="11.5" fill="{PAPER}" stroke="{TURMERIC}" stroke-width=".35"/>'
        f'<path d="{inner}" fill="{GREEN}"/><path d="{seeds}" fill="{PAPER}"/>'
        f'<path d="M0-1.1L1.1 0 0 1.1-1.1 0z" fill="{TURMERIC}"/></svg>'
    )


def flower() -> str:
    """Return the small four-petalled mark that stands before the academy's name."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-7.2 -7.2 14.4 14.4">'
        f'<path d="{_petals(0.9, 9.4, 3.2, DIAGONALS)}" fill="{GREEN}"/>'
        f'<path d="M0-1L1 0 0 1-1 0z" fill="{TURMERIC}"/></svg>'
    )


def _page(content: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {PAGE_WIDTH:g} {PAGE_HEIGHT:g}">'
        f'<rect width="{PAGE_WIDTH:g}" height="{PAGE_HEIGHT:g}" fill="{PAPER}"/>{content}</svg>'
    )
