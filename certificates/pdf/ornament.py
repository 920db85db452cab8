"""Kawung, the four-petalled batik of Java, drawn as fine lines for certificates.

Everything is SVG in millimetres without raster, gradient or filter: one motif is defined
and placed many times, so that a whole border costs a few kilobytes in the PDF.
"""

PAPER = "#fbf6ea"
SHADE = "#f1e6cc"
INK = "#17302a"
GREEN = "#1c6b4c"
TURMERIC = "#e2a32b"

PAGE_WIDTH, PAGE_HEIGHT = 297.0, 210.0
CELL = 9.6
COLUMNS, ROWS = 29, 20


def _petal(near: float, far: float, half_width: float) -> str:
    """Return the path of one petal, pointing right, from `near` to `far` of the centre."""
    third = (far - near) * 0.28
    return (
        f"M{near:g} 0C{near + third:g} {-half_width:g} {far - third:g} {-half_width:g} {far:g} 0"
        f"C{far - third:g} {half_width:g} {near + third:g} {half_width:g} {near:g} 0z"
    )


def _motif() -> str:
    """Return the symbol of one kawung: four petals, each with its two seeds, and a heart."""
    petal = _petal(0.75, 5.95, 1.95)
    seeds = _petal(2.0, 4.7, 0.62)
    turned = "".join(
        f'<g transform="rotate({angle})">'
        f'<path d="{petal}" fill="{PAPER}" stroke="{GREEN}" stroke-width=".22"/>'
        f'<path d="{seeds}" fill="{GREEN}"/></g>'
        for angle in (45, 135, 225, 315)
    )
    return (
        f'<g id="k">{turned}'
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
    fine = _petal(11.5, 24.5, 3.4)
    ring = "".join(f'<use href="#f" transform="rotate({angle})"/>' for angle in range(0, 360, 10))
    inner = _petal(1.4, 10.4, 3.3)
    seed = _petal(3.6, 8.2, 1.05)
    heart = "".join(
        f'<g transform="rotate({angle})"><path d="{inner}" fill="{GREEN}"/>'
        f'<path d="{seed}" fill="{PAPER}"/></g>'
        for angle in (45, 135, 225, 315)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-26 -26 52 52">'
        f'<defs><path id="f" d="{fine}" fill="none" stroke="{GREEN}" stroke-width=".16"/></defs>'
        f'<circle r="25.4" fill="none" stroke="{TURMERIC}" stroke-width=".45"/>{ring}'
        f'<circle r="11.5" fill="{PAPER}" stroke="{TURMERIC}" stroke-width=".35"/>{heart}'
        f'<path d="M0-1.1L1.1 0 0 1.1-1.1 0z" fill="{TURMERIC}"/></svg>'
    )


def flower() -> str:
    """Return the small four-petalled mark that stands before the academy's name."""
    petal = _petal(0.9, 9.4, 3.2)
    turned = "".join(
        f'<path d="{petal}" fill="{GREEN}" transform="rotate({angle})"/>'
        for angle in (45, 135, 225, 315)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-7.2 -7.2 14.4 14.4">'
        f'{turned}<path d="M0-1L1 0 0 1-1 0z" fill="{TURMERIC}"/></svg>'
    )


def _page(content: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {PAGE_WIDTH:g} {PAGE_HEIGHT:g}">'
        f'<rect width="{PAGE_WIDTH:g}" height="{PAGE_HEIGHT:g}" fill="{PAPER}"/>{content}</svg>'
    )
