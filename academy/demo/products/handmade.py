"""Woven bags, soap, a bowl of snacks. Drawn at twice the final size."""

from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

from academy.demo.products.labels import label
from academy.demo.products.paint import Color, flat_light, mix, round_light, shaded


def bag(chance: Random, text: str, side: str) -> Image.Image:
    """A woven bag with two handles."""
    width, body, handle = 540, chance.randint(360, 430), 190
    straw = chance.choice(((206, 168, 104), (186, 150, 96), (164, 122, 70), (220, 196, 140)))
    dye = chance.choice(
        ((150, 50, 40), (40, 100, 80), (30, 60, 110), (110, 60, 30), (200, 140, 40))
    )
    sprite = Image.new("RGBA", (width, handle + body), (0, 0, 0, 0))
    draw = ImageDraw.Draw(sprite)
    for shift, tone in ((16, 0.35), (0, 0.1)):
        draw.arc(
            (130 + shift, 6 + shift, width - 130 + shift, handle * 2),
            180,
            360,
            fill=(*mix(straw, (50, 25, 0), tone), 255),
            width=24,
        )
    cell = chance.choice((20, 24, 30))
    tile = Image.new("RGB", (cell * 2, cell * 2), straw)
    weave = ImageDraw.Draw(tile)
    for row in range(2):
        for column in range(2):
            x, y = column * cell, row * cell
            color = (
                mix(straw, (255, 245, 210), 0.25)
                if (row + column) % 2
                else mix(straw, (70, 40, 10), 0.22)
            )
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
            bands.rectangle(
                (x + cell, y + cell, x + cell * 2 - 2, y + cell * 2 - 2), fill=(*dye, 230)
            )
    outline = Image.new("L", (width, body), 0)
    mask = ImageDraw.Draw(outline)
    mask.polygon([(20, 0), (width - 20, 0), (width - 44, body - 30), (44, body - 30)], fill=255)
    mask.ellipse((44, body - 66, width - 44, body - 2), fill=255)
    sprite.paste(fabric, (0, handle), outline)
    draw.rounded_rectangle(
        (16, handle - 14, width - 16, handle + 16), 12, fill=(*mix(straw, (60, 30, 0), 0.25), 255)
    )
    tag = label(chance, text, (120, 90), "Anyaman tangan").rotate(
        chance.uniform(-6, 6), Image.Resampling.BICUBIC, expand=True
    )
    sprite.alpha_composite(tag, (width // 2 + chance.randint(10, 80), handle + body // 2))
    return shaded(sprite, round_light(sprite.size, side, 0.42))


def soap(chance: Random, text: str, side: str) -> Image.Image:
    """Two or three bars: one in its paper band, the others bare and stacked."""
    width, height = 620, 400
    color = chance.choice(
        (
            (206, 222, 170),
            (238, 226, 200),
            (120, 84, 60),
            (226, 190, 180),
            (170, 196, 160),
            (242, 238, 226),
        )
    )
    sprite = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    spots = [(40, 230), (250, 226)] if chance.random() < 0.5 else [(150, 226)]
    for x, y in spots:
        _bar(chance, sprite, (x, y), (330, 160), color, side)
    x, y = 130 + chance.randint(-30, 40), 96
    _bar(chance, sprite, (x, y), (350, 160), color, side)
    band = shaded(label(chance, text, (190, 122)), flat_light((190, 122), side))
    sprite.paste(band, (x + 80, y + 38))
    return sprite


def _bar(
    chance: Random,
    sprite: Image.Image,
    at: tuple[int, int],
    size: tuple[int, int],
    color: Color,
    side: str,
) -> None:
    bar = Image.new("RGBA", size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(bar)
    draw.rounded_rectangle((0, 26, size[0] - 1, size[1] - 1), 22, fill=(*color, 255))
    draw.polygon(
        [(14, 36), (44, 2), (size[0] - 44, 2), (size[0] - 14, 36)],
        fill=(*mix(color, (255, 255, 255), 0.35), 255),
    )
    bar = shaded(bar, flat_light(size, side, 0.3))
    speck = ImageDraw.Draw(bar)
    for _ in range(30):
        x, y = chance.randrange(16, size[0] - 16), chance.randrange(46, size[1] - 16)
        speck.ellipse((x, y, x + 4, y + 3), fill=(*mix(color, (80, 60, 30), 0.4), 255))
    sprite.alpha_composite(bar, at)


def bowl(chance: Random, text: str, side: str) -> Image.Image:
    """A bowl heaped with snacks, a small tag leaning on it."""
    width, height = 600, 430
    clay = chance.choice(
        ((240, 238, 232), (150, 84, 52), (60, 90, 100), (200, 170, 120), (40, 44, 46))
    )
    snack = chance.choice(
        ((226, 180, 96), (240, 214, 150), (196, 130, 60), (236, 226, 200), (150, 160, 70))
    )
    sprite = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(sprite)
    draw.pieslice((10, -140, width - 10, height - 6), 0, 180, fill=(*clay, 255))
    draw.ellipse(
        (190, height - 50, width - 190, height - 2), fill=(*mix(clay, (0, 0, 0), 0.3), 255)
    )
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
        tone = mix(
            snack, chance.choice(((255, 248, 220), (110, 64, 20))), chance.uniform(0.02, 0.32)
        )
        draw.ellipse(
            (x - r, y - r * 0.62, x + r, y + r * 0.62),
            fill=(*tone, 255),
            outline=(*mix(tone, (70, 40, 0), 0.45), 255),
            width=2,
        )
        draw.arc(
            (x - r * 0.6, y - r * 0.4, x + r * 0.6, y + r * 0.3),
            190,
            320,
            fill=(*mix(tone, (255, 255, 240), 0.5), 255),
            width=3,
        )
    tag = label(chance, text, (210, 130)).rotate(
        chance.uniform(-4, 4), Image.Resampling.BICUBIC, expand=True
    )
    bowl_.alpha_composite(tag, (width // 2 - 110 + chance.randint(-70, 70), 236))
    return bowl_
