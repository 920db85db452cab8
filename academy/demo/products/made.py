"""Things made by hand: folded batik, peci, woven bags, soap, a bowl of snacks. Drawn at twice the final size."""

from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

from academy.demo.products.labels import label
from academy.demo.products.paint import (
    Color, flat_light, field, gleam, grain, mix, ramp, round_light, shaded, times, tinted,
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
                    draw.ellipse((cx - r * (0.85 if dx else 0.5), cy - r * (0.5 if dx else 0.85), cx + r * (0.85 if dx else 0.5), cy + r * (0.5 if dx else 0.85)), fill=figure, outline=line, width=2)
                    draw.ellipse((cx - 3, cy - 3, cx + 3, cy + 3), fill=line)
                draw.rectangle((x + cell * 0.5 - 3, y + cell * 0.5 - 3, x + cell * 0.5 + 3, y + cell * 0.5 + 3), fill=figure)
            elif motif == "parang":
                for step in range(-1, 2):
                    base = x + step * cell
                    draw.polygon([(base, y + cell), (base + cell * 0.5, y + cell * 0.35), (base + cell * 0.8, y), (base + cell * 1.05, y), (base + cell * 0.55, y + cell * 0.75), (base + cell * 0.3, y + cell)], fill=figure)
                    draw.ellipse((base + cell * 0.5, y + cell * 0.3, base + cell * 0.66, y + cell * 0.46), fill=line)
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
    motif = "parang" if "Parang" in text else "kawung" if "Kawung" in text else chance.choice(("kawung", "bunga", "parang"))
    sprite = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    for layer in reversed(range(layers)):
        edge = cloth_pattern(chance, (width, fold), motif if layer == 0 else chance.choice(("kawung", "bunga")))
        edge = times(edge, ramp(edge.size, (0.95, 0.8, 0.45), down=True)).convert("RGBA")
        y, inset = top_height - 6 + layer * fold, chance.randint(0, 14)
        shape = Image.new("L", edge.size, 0)
        ImageDraw.Draw(shape).rounded_rectangle((inset, -30, width - chance.randint(1, 14), fold - 1), 24, fill=255)
        sprite.paste(edge, (0, y), shape)
    top = cloth_pattern(chance, (width, top_height), motif).convert("RGBA")
    band = label(chance, text, (190, top_height - 60), "Katun, dibuat tangan")
    top.paste(band, (width // 2 - 95 + chance.randint(-60, 60), 30))
    slope = chance.randint(50, 90)
    top = top.transform(
        top.size, Image.Transform.PERSPECTIVE, _receding(width, top_height, slope), Image.Resampling.BILINEAR
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
    plain = chance.choice(((26, 26, 30), (22, 22, 24), (30, 38, 64), (60, 24, 26), (238, 236, 228), (24, 58, 44)))
    sprite = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    outline = Image.new("L", sprite.size, 0)
    mask = ImageDraw.Draw(outline)
    mask.polygon([(52, 70), (width - 52, 70), (width - 14, height - 60), (14, height - 60)], fill=255)
    mask.ellipse((14, height - 112, width - 14, height - 6), fill=255)
    mask.ellipse((52, 8, width - 52, 128), fill=255)
    if "Batik" in text:
        fabric = cloth_pattern(chance, sprite.size, "kawung")
    else:
        fabric = tinted(grain(chance, (width // 3, height // 3)).resize(sprite.size), mix(plain, (0, 0, 0), 0.25), mix(plain, (255, 255, 255), 0.07))
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
    top.line((86, 74, width / 2, 62, width - 86, 74), fill=(*mix(plain, (0, 0, 0), 0.35), 255), width=5)
    top.line((90, 80, width / 2, 69, width - 90, 80), fill=(*mix(plain, (255, 255, 255), 0.34), 255), width=3)
    sprite.alpha_composite(crown)
    gleam(sprite, (110 if side == "left" else width - 200, 140, 190 if side == "left" else width - 120, 220), 46, blur=8)
    return sprite


def bag(chance: Random, text: str, side: str) -> Image.Image:
    """A woven bag with two handles."""
    width, body, handle = 540, chance.randint(360, 430), 190
    straw = chance.choice(((206, 168, 104), (186, 150, 96), (164, 122, 70), (220, 196, 140)))
    dye = chance.choice(((150, 50, 40), (40, 100, 80), (30, 60, 110), (110, 60, 30), (200, 140, 40)))
    sprite = Image.new("RGBA", (width, handle + body), (0, 0, 0, 0))
    draw = ImageDraw.Draw(sprite)
    for shift, tone in ((16, 0.35), (0, 0.1)):
        draw.arc((130 + shift, 6 + shift, width - 130 + shift, handle * 2), 180, 360, fill=(*mix(straw, (50, 25, 0), tone), 255), width=24)
    cell = chance.choice((20, 24, 30))
    tile = Image.new("RGB", (cell * 2, cell * 2), straw)
    weave = ImageDraw.Draw(tile)
    for row in range(2):
        for column in range(2):
            x, y = column * cell, row * cell
            color = mix(straw, (255, 245, 210), 0.25) if (row + column) % 2 else mix(straw, (70, 40, 10), 0.22)
            weave.rounded_rectangle((x + 1, y + 1, x + cell - 2, y + cell - 2), 4, fill=color)
    fabric = Image.new("RGB", (width, body))
    for y in range(0, body, cell * 2):
        for x in range(0, width, cell * 2):
            fabric.paste(tile, (x, y))
    bands = ImageDraw.Draw(fabric, "RGBA")
    for band in range(chance.randint(1, 3)):
        y = cell * (3 + band * 4)
        for x in range(0, width, cell * 2):
            bands.rectangle((x, y, x + cell - 2, y + cell - 2), fill=(*dye, 230))
            bands.rectangle((x + cell, y + cell, x + cell * 2 - 2, y + cell * 2 - 2), fill=(*dye, 230))
    outline = Image.new("L", (width, body), 0)
    mask = ImageDraw.Draw(outline)
    mask.polygon([(20, 0), (width - 20, 0), (width - 44, body - 30), (44, body - 30)], fill=255)
    mask.ellipse((44, body - 66, width - 44, body - 2), fill=255)
    sprite.paste(fabric, (0, handle), outline)
    draw.rounded_rectangle((16, handle - 14, width - 16, handle + 16), 12, fill=(*mix(straw, (60, 30, 0), 0.25), 255))
    tag = label(chance, text, (120, 90), "Anyaman tangan").rotate(chance.uniform(-6, 6), Image.Resampling.BICUBIC, expand=True)
    sprite.alpha_composite(tag, (width // 2 + chance.randint(10, 80), handle + body // 2))
    return shaded(sprite, round_light(sprite.size, side, 0.42))


def soap(chance: Random, text: str, side: str) -> Image.Image:
    """Two or three bars: one in its paper band, the others bare and stacked."""
    width, height = 620, 400
    color = chance.choice(((206, 222, 170), (238, 226, 200), (120, 84, 60), (226, 190, 180), (170, 196, 160), (242, 238, 226)))
    sprite = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    spots = [(40, 230), (250, 226)] if chance.random() < 0.5 else [(150, 226)]
    for x, y in spots:
        _bar(chance, sprite, (x, y), (330, 160), color, side)
    x, y = 130 + chance.randint(-30, 40), 96
    _bar(chance, sprite, (x, y), (350, 160), color, side)
    band = shaded(label(chance, text, (190, 122)), flat_light((190, 122), side))
    sprite.paste(band, (x + 80, y + 38))
    return sprite


def _bar(chance: Random, sprite: Image.Image, at: tuple[int, int], size: tuple[int, int], color: Color, side: str) -> None:
    bar = Image.new("RGBA", size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(bar)
    draw.rounded_rectangle((0, 26, size[0] - 1, size[1] - 1), 22, fill=(*color, 255))
    draw.polygon([(14, 36), (44, 2), (size[0] - 44, 2), (size[0] - 14, 36)], fill=(*mix(color, (255, 255, 255), 0.35), 255))
    bar = shaded(bar, flat_light(size, side, 0.3))
    speck = ImageDraw.Draw(bar)
    for _ in range(30):
        x, y = chance.randrange(16, size[0] - 16), chance.randrange(46, size[1] - 16)
        speck.ellipse((x, y, x + 4, y + 3), fill=(*mix(color, (80, 60, 30), 0.4), 255))
    sprite.alpha_composite(bar, at)


def bowl(chance: Random, text: str, side: str) -> Image.Image:
    """A bowl heaped with snacks, a small tag leaning on it."""
    width, height = 600, 430
    clay = chance.choice(((240, 238, 232), (150, 84, 52), (60, 90, 100), (200, 170, 120), (40, 44, 46)))
    snack = chance.choice(((226, 180, 96), (240, 214, 150), (196, 130, 60), (236, 226, 200), (150, 160, 70)))
    sprite = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(sprite)
    draw.pieslice((10, -140, width - 10, height - 6), 0, 180, fill=(*clay, 255))
    draw.ellipse((190, height - 50, width - 190, height - 2), fill=(*mix(clay, (0, 0, 0), 0.3), 255))
    draw.ellipse((10, 74, width - 10, 200), fill=(*mix(clay, (255, 255, 255), 0.2), 255))
    draw.ellipse((26, 82, width - 26, 192), fill=(*mix(clay, (0, 0, 0), 0.45), 255))
    bowl_ = shaded(sprite, round_light(sprite.size, side, 0.5))
    draw = ImageDraw.Draw(bowl_)
    for step in range(130):
        angle, reach = chance.uniform(0, 2 * pi), chance.random() ** 0.5
        rise = 1 - step / 130
        x = width / 2 + cos(angle) * reach * 262 * (0.4 + rise * 0.6)
        y = 128 + sin(angle) * reach * 46 - (1 - rise) * 66
        r = chance.randint(24, 40)
        tone = mix(snack, chance.choice(((255, 248, 220), (110, 64, 20))), chance.uniform(0.02, 0.32))
        draw.ellipse((x - r, y - r * 0.62, x + r, y + r * 0.62), fill=(*tone, 255), outline=(*mix(tone, (70, 40, 0), 0.45), 255), width=2)
        draw.arc((x - r * 0.6, y - r * 0.4, x + r * 0.6, y + r * 0.3), 190, 320, fill=(*mix(tone, (255, 255, 240), 0.5), 255), width=3)
    tag = label(chance, text, (210, 130)).rotate(chance.uniform(-4, 4), Image.Resampling.BICUBIC, expand=True)
    bowl_.alpha_composite(tag, (width // 2 - 110 + chance.randint(-70, 70), 236))
    return bowl_
