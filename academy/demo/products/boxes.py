"""Cardboard boxes. Drawn at twice the final size."""

from random import Random

from PIL import Image, ImageDraw

from academy.demo.products.labels import PALETTES, label
from academy.demo.products.packed import chips
from academy.demo.products.paint import flat_light, mix, shaded


def box(chance: Random, text: str, side: str) -> Image.Image:
    """A cardboard box seen from a corner: front, side, and a lid or a window."""
    front, depth, height = 430, chance.randint(90, 150), chance.randint(330, 520)
    ground, _ink, accent = chance.choice(PALETTES)
    width = front + depth
    sprite = Image.new("RGBA", (width, height + 60), (0, 0, 0, 0))
    draw = ImageDraw.Draw(sprite)
    away = 44
    left = depth if side == "right" else 0
    face = label(chance, text, (front, height))
    if chance.random() < 0.4:
        cookies = chips(chance, (front - 120, int(height * 0.3)))
        face.paste(cookies, (60, int(height * 0.64)))
        ImageDraw.Draw(face).rectangle(
            (60, int(height * 0.64), front - 60, int(height * 0.94)),
            outline=(*accent, 255),
            width=5,
        )
    face = shaded(face, flat_light(face.size, side, 0.16))
    sprite.paste(face, (left, 60))
    dim, bright = (*mix(ground, (0, 0, 0), 0.42), 255), (*mix(ground, (255, 255, 255), 0.3), 255)
    if side == "left":
        draw.polygon(
            [(front, 60), (width, 60 - away), (width, height + 60 - away), (front, height + 59)],
            fill=dim,
        )
        draw.polygon([(0, 60), (depth, 60 - away), (width, 60 - away), (front, 60)], fill=bright)
    else:
        draw.polygon(
            [(depth, 60), (0, 60 - away), (0, height + 60 - away), (depth, height + 59)], fill=dim
        )
        draw.polygon([(depth, 60), (0, 60 - away), (front, 60 - away), (width, 60)], fill=bright)
    return sprite
