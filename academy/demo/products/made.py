"""Cloth and caps: folded batik, peci. Drawn at twice the final size."""

from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

from academy.demo.products.labels import label
from academy.demo.products.paint import (
    Color,
    field,
    flat_light,
    gleam,
    grain,
    mix,
    ramp,
    round_light,
    shaded,
    times,
    tinted,
)  # fmt: skip

BATIK: tuple[tuple[Color, Color, Color], ...] = (  # ground, motif, line
    ((96, 52, 24), (232, 206, 156), (54, 28, 14)),
    ((238, 226, 196), (112, 62, 30), (60, 34, 18)),
    ((24, 44, 84), (226, 216, 190), (160, 110, 40)),
    ((150, 32, 30), (244, 216, 150), (46, 24, 22)),
    ((28, 84, 62), (238, 222, 170), (20, 44, 34)),
    ((62, 28, 60), (236, 200, 170), (30, 14, 30)),
    ((34, 32, 34), (210, 170, 90), (120, 40, 30)),
)


def cloth_pattern(chance: Random, size: tuple[int, int], motif: str) -> Image.Image:
    """A repeat of kawung, parang or flowers, as wax and dye would leave it."""
    ground, figure, line = chance.choice(BATIK)
    cell = chance.choice((44, 52, 60, 70))
    tile = Image.new("RGB", (cell * 2, cell * 2), ground)
    draw = ImageDraw.Draw(tile)
    for row in range(3):
        for column in range(3):
            x, y = column * cell, row * cell
            if motif == "kawung":
                r = cell * 0.3
                for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                    cx, cy = x + dx * cell * 0.25, y + dy * cell * 0.25
                    draw.ellipse(
                        (
                            cx - r * (0.85 if dx else 0.5),
                            cy - r * (0.5 if dx else 0.85),
                            cx + r * (0.85 if dx else 0.5),
                            cy + r * (0.5 if dx else 0.85),
                        ),
                        fill=figure,
                        outline=line,
                        width=2,
                    )
                    draw.ellipse((cx - 3, cy - 3, cx + 3, cy + 3), fill=line)
                draw.rectangle(
                    (
                        x + cell * 0.5 - 3,
                        y + cell * 0.5 - 3,
                        x + cell * 0.5 + 3,
                        y + cell * 0.5 + 3,
                    ),
                    fill=figure,
                )
            elif motif == "parang":
                for step in range(-1, 2):
                    base = x + step * cell
                    draw.polygon(
                        [
                            (base, y + cell),
                            (base + cell * 0.5, y + cell * 0.35),
                            (base + cell * 0.8, y),
                            (base + cell * 1.05, y),
                            (base + cell * 0.55, y + cell * 0.75),
                            (base + cell * 0.3, y + cell),
                        ],
                        fill=figure,
                    )
                    draw.ellipse(
                        (base + cell * 0.5, y + cell * 0.3, base + cell * 0.66, y + cell * 0.46),
                        fill=line,
                    )
            else:
                for turn in range(6):
                    angle = turn * pi / 3
                    cx, cy = x + cos(angle) * cell * 0.22, y + sin(angle) * cell * 0.22
                    draw.ellipse((cx - 8, cy - 8, cx + 8, cy + 8), fill=figure, outline=line)
                draw.ellipse((x - 6, y - 6, x + 6, y + 6), fill=line)
                draw.arc((x, y, x + cell, y + cell), 20, 160, fill=figure, width=3)
    cloth = Image.new("RGB", size)
    for y in range(0, size[1], cell * 2):
        for x in range(0, size[0], cell * 2):
            cloth.paste(tile, (x, y))
    return cloth


def batik(chance: Random, text: str, side: str) -> Image.Image:
    """Folded cloths in a pile, the top one showing its motif, with a paper band."""
    width, layers = 640, chance.randint(1, 3)
    fold = 60
    top_height = 300
    height = top_height + layers * fold + 10
    motif = (
        "parang"
        if "Parang" in text
        else "kawung"
        if "Kawung" in text
        else chance.choice(("kawung", "bunga", "parang"))
    )
    sprite = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    for layer in reversed(range(layers)):
        edge = cloth_pattern(
            chance, (width, fold), motif if layer == 0 else chance.choice(("kawung", "bunga"))
        )
        edge = times(edge, ramp(edge.size, (0.95, 0.8, 0.45), down=True)).convert("RGBA")
        y, inset = top_height - 6 + layer * fold, chance.randint(0, 14)
        shape = Image.new("L", edge.size, 0)
        ImageDraw.Draw(shape).rounded_rectangle(
            (inset, -30, width - chance.randint(1, 14), fold - 1), 24, fill=255
        )
        sprite.paste(edge, (0, y), shape)
    top = cloth_pattern(chance, (width, top_height), motif).convert("RGBA")
    band = label(chance, text, (190, top_height - 60), "Katun, dibuat tangan")
    top.paste(band, (width // 2 - 95 + chance.randint(-60, 60), 30))
    slope = chance.randint(50, 90)
    top = top.transform(
        top.size,
        Image.Transform.PERSPECTIVE,
        _receding(width, top_height, slope),
        Image.Resampling.BILINEAR,
    )
    folds = field(top.size, lambda x, y: 0.9 + 0.1 * sin(x * 9 + y * 3), steps=16)
    top = shaded(shaded(top, folds), flat_light(top.size, side, 0.25))
    sprite.alpha_composite(top, (0, 0))
    return sprite


def _receding(width: int, height: int, slope: float) -> tuple[float, ...]:
    """Coefficients of a table-like view: the far edge is `slope` pixels shorter at each side."""
    far = width / (width - 2 * slope)
    h = (far - 1) / height
    return (far, width / 2 * h, width / 2 * (1 - far), 0, far, 0, 0, h)


def peci(chance: Random, text: str, side: str) -> Image.Image:
    """A peci: black velvet, embroidered, or batik; oval crown, slightly wider brim."""
    width, height = 540, 370
    plain = chance.choice(
        ((26, 26, 30), (22, 22, 24), (30, 38, 64), (60, 24, 26), (238, 236, 228), (24, 58, 44))
    )
    sprite = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    outline = Image.new("L", sprite.size, 0)
    mask = ImageDraw.Draw(outline)
    mask.polygon(
        [(52, 70), (width - 52, 70), (width - 14, height - 60), (14, height - 60)], fill=255
    )
    mask.ellipse((14, height - 112, width - 14, height - 6), fill=255)
    mask.ellipse((52, 8, width - 52, 128), fill=255)
    if "Batik" in text:
        fabric = cloth_pattern(chance, sprite.size, "kawung")
    else:
        fabric = tinted(
            grain(chance, (width // 3, height // 3)).resize(sprite.size),
            mix(plain, (0, 0, 0), 0.25),
            mix(plain, (255, 255, 255), 0.07),
        )
    sprite.paste(fabric, (0, 0), outline)
    draw = ImageDraw.Draw(sprite)
    thread = chance.choice(((214, 176, 84), (226, 226, 220), (60, 140, 100), (190, 60, 50)))
    if "Beludru" not in text:
        for x in range(40, width - 30, 44):
            sag = 36 * (1 - ((x - width / 2) / (width / 2)) ** 2)
            y = height - 92 + sag
            draw.ellipse((x - 13, y - 13, x + 13, y + 13), outline=(*thread, 255), width=4)
            draw.line((x - 22, y - 34, x, y - 52, x + 22, y - 34), fill=(*thread, 255), width=4)
    sprite.putalpha(outline)
    sprite = shaded(sprite, round_light(sprite.size, side, 0.5))
    crown = Image.new("RGBA", sprite.size, (0, 0, 0, 0))
    top = ImageDraw.Draw(crown)
    top.ellipse((54, 10, width - 54, 126), fill=(*mix(plain, (255, 255, 255), 0.14), 255))
    top.ellipse((60, 10, width - 60, 112), fill=(*mix(plain, (255, 255, 255), 0.2), 255))
    # The crease along the middle in which a peci folds flat.
    top.line(
        (86, 74, width / 2, 62, width - 86, 74), fill=(*mix(plain, (0, 0, 0), 0.35), 255), width=5
    )
    top.line(
        (90, 80, width / 2, 69, width - 90, 80),
        fill=(*mix(plain, (255, 255, 255), 0.34), 255),
        width=3,
    )
    sprite.alpha_composite(crown)
    gleam(
        sprite,
        (110 if side == "left" else width - 200, 140, 190 if side == "left" else width - 120, 220),
        46,
        blur=8,
    )
    return sprite
