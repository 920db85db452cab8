"""Where a student puts a product down: white paper, a wooden table, cloth, a pandan mat, floor tiles.

Surfaces are drawn once per process, larger than a photo, and cut at another place for each of them.
"""

from functools import cache
from math import sin

from PIL import Image, ImageDraw

from academy.demo.products.paint import (
    BILINEAR,
    Color,
    Size,
    field,
    grain,
    mix,
    ramp,
    times,
    tinted,
)
from academy.demo.seeds import rng

TEXTURE: Size = (900, 700)
WIDE: Size = (900, 600)
WOODS: tuple[tuple[Color, Color], ...] = (
    ((112, 74, 44), (176, 128, 84)), ((150, 108, 66), (210, 172, 122)),
    ((74, 50, 36), (120, 86, 60)),
    ((176, 146, 106), (226, 202, 164)),
)  # fmt: skip
CLOTHS: tuple[Color, ...] = (
    (222, 214, 196),
    (132, 156, 140),
    (176, 110, 84),
    (96, 108, 130),
    (206, 178, 120),
    (70, 84, 74),
)
WALLS: tuple[Color, ...] = (
    (226, 222, 208),
    (190, 208, 190),
    (206, 212, 216),
    (232, 214, 176),
    (168, 196, 204),
    (216, 196, 186),
)
TILES: tuple[Color, ...] = ((214, 208, 196), (186, 108, 80), (196, 204, 206))
KINDS = {"wood": len(WOODS), "cloth": len(CLOTHS), "mat": 2, "tile": len(TILES)}


@cache
def texture(kind: str, number: int) -> Image.Image:
    chance = rng("texture", kind, number)
    if kind == "wood":
        dark, bright = WOODS[number]
        lines = grain(chance, (10, 240)).resize(TEXTURE, Image.Resampling.BICUBIC)
        fine = grain(chance, (90, 700)).resize(TEXTURE, BILINEAR)
        picture = tinted(Image.blend(lines, fine, 0.25), dark, bright)
        draw = ImageDraw.Draw(picture)
        for y in range(110, TEXTURE[1], 150):
            draw.line((0, y, TEXTURE[0], y), fill=mix(dark, (0, 0, 0), 0.5), width=3)
        return picture
    if kind == "cloth":
        color = CLOTHS[number]
        weave = grain(chance, (TEXTURE[0] // 2, TEXTURE[1] // 2)).resize(TEXTURE, BILINEAR)
        picture = tinted(weave, mix(color, (0, 0, 0), 0.1), mix(color, (255, 255, 255), 0.08))
        return times(
            picture,
            field(TEXTURE, lambda x, y: 0.88 + 0.12 * sin(x * 8 + y * 5 + number), steps=24),
        )
    if kind == "mat":
        straw = ((204, 174, 118), (186, 160, 112))[number]
        picture = Image.new("RGB", TEXTURE, straw)
        draw = ImageDraw.Draw(picture)
        for row in range(0, TEXTURE[1], 26):
            for column in range(0, TEXTURE[0], 26):
                tone = (
                    chance.uniform(0.05, 0.28)
                    if (row + column) // 26 % 2
                    else chance.uniform(-0.02, 0.1)
                )
                draw.rectangle(
                    (column, row, column + 24, row + 24),
                    fill=mix(straw, (90, 56, 20), max(tone, 0)),
                )
        return picture
    color = TILES[number]
    speckle = tinted(
        grain(chance, (300, 233)).resize(TEXTURE, BILINEAR),
        mix(color, (0, 0, 0), 0.06),
        mix(color, (255, 255, 255), 0.12),
    )
    draw = ImageDraw.Draw(speckle)
    for step in range(0, TEXTURE[0], 180):
        draw.line((step, 0, step, TEXTURE[1]), fill=mix(color, (60, 60, 60), 0.5), width=5)
        draw.line((0, step, TEXTURE[0], step), fill=mix(color, (60, 60, 60), 0.5), width=5)
    return speckle


@cache
def _seen_along(kind: str, number: int) -> Image.Image:
    """The texture as it lies on a table before the camera, `WIDE` pixels."""
    width, height = WIDE
    far, source = TEXTURE[0] / width, TEXTURE[0] / 2
    h = (far / 0.55 - 1) / height
    depth = TEXTURE[1] * 0.98 * (1 + h * height) / height
    coefficients = (far, source * h, source - far * width / 2, 0, depth, 0, 0, h)
    return texture(kind, number).transform(
        WIDE, Image.Transform.PERSPECTIVE, coefficients, BILINEAR
    )


def table(size: Size, horizon: int, kind: str, number: int, shift: float) -> Image.Image:
    """The surface from the near edge up to `horizon` (pixels from the top); `shift` (0–1) says which part."""
    width, height = size[0], size[1] - horizon
    left = round((WIDE[0] - width) * shift)
    return _seen_along(kind, number).crop((left, 0, left + width, height))


def wall(size: Size, color: Color, side: str) -> Image.Image:
    """A painted wall behind the table, brighter towards the window."""
    values = (1.0, 0.95, 0.86, 0.78)
    return times(
        Image.new("RGB", size, color), ramp(size, values if side == "left" else values[::-1])
    )


def paper(size: Size, side: str, tone: Color) -> Image.Image:
    """A sheet bent up the wall: no edge behind the product, only light that falls off slowly."""
    toward = (lambda x: x) if side == "right" else (lambda x: 1 - x)
    light = field(size, lambda x, y: 0.86 + 0.12 * toward(x) - 0.10 * abs(y - 0.55), steps=10)
    return times(Image.new("RGB", size, tone), light)
