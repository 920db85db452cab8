"""Labels as a pesantren prints them: product name, brand, a small ornament, net weight."""

from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

from academy.demo.products.paint import Color, Size, font, mix

CREAM: Color = (250, 243, 226)
INK: Color = (30, 44, 38)
PALETTES: tuple[tuple[Color, Color, Color], ...] = (  # ground, writing, accent
    (CREAM, (28, 90, 62), (201, 138, 30)),
    ((28, 90, 62), CREAM, (240, 190, 80)),
    ((168, 48, 36), (255, 244, 220), (244, 190, 66)),
    ((244, 196, 72), (74, 36, 16), (160, 44, 30)),
    ((255, 255, 255), (40, 40, 44), (190, 50, 40)),
    ((38, 34, 32), (240, 220, 170), (200, 150, 60)),
    ((222, 236, 226), (24, 70, 80), (210, 110, 50)),
    ((92, 52, 30), (250, 232, 200), (226, 160, 60)),
    ((246, 222, 214), (120, 36, 60), (70, 120, 80)),
    ((30, 62, 104), (250, 246, 232), (236, 180, 70)),
)


def label(chance: Random, text: str, size: Size, small: str = "") -> Image.Image:
    """A printed label with `text` (variant and, as its last two words, brand); RGBA, opaque.

    `small` is the last line: a net weight if empty.
    """
    ground, ink, accent = chance.choice(PALETTES)
    picture = Image.new("RGBA", size, (*ground, 255))
    draw = ImageDraw.Draw(picture)
    width, height = size
    style = chance.randrange(4)
    if style == 0:
        draw.rectangle(
            (width * 0.04, height * 0.04, width * 0.96, height * 0.96),
            outline=accent,
            width=max(2, width // 60),
        )
    elif style == 1:
        draw.rectangle((0, 0, width, height * 0.16), fill=accent)
        draw.rectangle((0, height * 0.87, width, height), fill=accent)
    elif style == 2:
        draw.rectangle((0, height * 0.62, width, height), fill=mix(ground, accent, 0.8))
    else:
        draw.ellipse((-width * 0.2, -height * 0.55, width * 1.2, height * 0.34), fill=accent)
    emblem(
        draw,
        (width / 2, height * 0.22),
        min(width, height) * 0.13,
        ink if style else accent,
        mix(accent, ground, 0.2),
        chance.randrange(3),
    )
    words = text.split()
    head, brand = words[:-2] or words, words[-2:] if len(words) > 2 else []
    _centered(draw, head, (width, height), height * 0.48, ink, bold=True, share=0.24)
    _centered(
        draw,
        brand,
        (width, height),
        height * 0.75,
        accent if style not in (1, 2) else ink,
        bold=False,
        share=0.15,
    )
    small = small or f"Netto {chance.choice((100, 150, 200, 250, 500))} g"
    _centered(
        draw,
        [small],
        (width, height),
        height * 0.91,
        ink if style != 1 else ground,
        bold=False,
        share=0.075,
    )
    return picture


def emblem(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    radius: float,
    ink: Color,
    core: Color,
    kind: int,
) -> None:
    """A kawung flower, a rising sun or a leaf, no larger than `radius`."""
    x, y = at
    if kind == 0:
        for turn in range(4):
            angle = pi / 4 + turn * pi / 2
            cx, cy = x + cos(angle) * radius * 0.6, y + sin(angle) * radius * 0.6
            draw.ellipse(
                (cx - radius * 0.42, cy - radius * 0.42, cx + radius * 0.42, cy + radius * 0.42),
                fill=ink,
            )
        draw.ellipse(
            (x - radius * 0.2, y - radius * 0.2, x + radius * 0.2, y + radius * 0.2), fill=core
        )
    elif kind == 1:
        draw.pieslice(
            (x - radius, y - radius * 0.6, x + radius, y + radius * 1.4), 180, 360, fill=ink
        )
        draw.pieslice(
            (x - radius * 0.55, y - radius * 0.15, x + radius * 0.55, y + radius * 0.95),
            180,
            360,
            fill=core,
        )
    else:
        draw.chord((x - radius, y - radius, x + radius * 0.8, y + radius * 0.8), 150, 330, fill=ink)
        draw.line(
            (x - radius, y + radius * 0.3, x + radius * 0.5, y - radius * 0.6),
            fill=core,
            width=max(1, int(radius / 8)),
        )


def _centered(
    draw: ImageDraw.ImageDraw,
    words: list[str],
    size: Size,
    middle: float,
    ink: Color,
    *,
    bold: bool,
    share: float,
) -> None:
    text = " ".join(words)
    if not text:
        return
    lines = (
        [text]
        if len(text) < 13 or len(words) < 2 or not bold
        else [" ".join(words[:-1]), words[-1]]
    )
    points = size[1] * share / (1 if len(lines) == 1 else 1.75)
    widest = max(font(40).getlength(line) for line in lines) / 40
    points = max(8, min(points, size[0] * 0.72 / widest))
    stroke = points / 38 if bold else 0
    top = middle - points * 0.56 * len(lines)
    for line in lines:
        draw.text(
            (size[0] / 2, top),
            line,
            ink,
            font(int(points)),
            anchor="ma",
            stroke_width=stroke,
            stroke_fill=ink,
        )
        top += points * 1.12
