"""Small things beside the product: chilies, beans, leaves, petals on purpose; books and cups by accident."""

from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

from academy.demo.products.paint import Color, mix

PROPS = {
    "jar": "chili", "pouch": "chips", "coffee": "beans", "honey": "petals", "soap": "leaves",
    "bottle": "leaves",
    "bowl": "chips", "box": "petals", "batik": "petals", "peci": "beads", "bag": "leaves",
}  # fmt: skip


def beside(
    chance: Random, canvas: Image.Image, kind: str, foot: tuple[int, int], reach: int
) -> None:
    """Lay a few of the things that belong to a product before and beside its foot."""
    draw = ImageDraw.Draw(canvas, "RGBA")
    side = chance.choice((-1, 1))
    for _ in range(
        {"beans": 22, "petals": 8, "chips": 7, "chili": 4, "leaves": 4, "beads": 1}[kind]
    ):
        x = foot[0] + side * chance.randint(int(reach * 0.45), int(reach * 0.95))
        y = foot[1] + chance.randint(-18, 46)
        angle = chance.uniform(0, 2 * pi)
        draw.ellipse((x - 16, y + 2, x + 18, y + 12), fill=(30, 24, 18, 46))
        _one(chance, draw, kind, x, y, angle)


def _one(
    chance: Random, draw: ImageDraw.ImageDraw, kind: str, x: float, y: float, angle: float
) -> None:
    if kind == "chili":
        color = chance.choice(((196, 30, 22), (206, 60, 24), (60, 120, 44)))
        for step in range(26):
            along = step / 25
            cx = x + (along - 0.5) * 84 * cos(angle) - sin(along * pi) * 10 * sin(angle)
            cy = y + (along - 0.5) * 30 * sin(angle) + sin(along * pi) * 9
            r = 9 * (1 - along) ** 0.6 + 1.2
            draw.ellipse(
                (cx - r, cy - r * 0.8, cx + r, cy + r * 0.8),
                fill=mix(color, (255, 255, 255), 0.12 * (1 - along)),
            )
        draw.line(
            (
                x - 42 * cos(angle),
                y - 15 * sin(angle),
                x - 60 * cos(angle),
                y - 20 * sin(angle) - 6,
            ),
            fill=(70, 116, 44),
            width=4,
        )
    elif kind == "beans":
        draw.ellipse(
            (x - 9, y - 6, x + 9, y + 6), fill=mix((70, 40, 22), (120, 76, 44), chance.random())
        )
        draw.line((x - 6, y - 2, x + 6, y + 2), fill=(36, 20, 10), width=2)
    elif kind == "chips":
        color = mix((222, 176, 92), (250, 226, 160), chance.random())
        draw.ellipse(
            (x - 24, y - 12, x + 24, y + 12),
            fill=color,
            outline=mix(color, (80, 44, 0), 0.5),
            width=2,
        )
        draw.arc(
            (x - 14, y - 8, x + 14, y + 8), 190, 330, fill=mix(color, (255, 255, 255), 0.5), width=2
        )
    elif kind == "leaves":
        green = mix((44, 96, 50), (110, 150, 70), chance.random())
        dx, dy = cos(angle) * 34, sin(angle) * 14
        edge = [(along / 8, 10 * sin(along / 8 * pi)) for along in range(9)]
        outline = [(x - dx + 2 * dx * a, y - dy + 2 * dy * a - bow) for a, bow in edge]
        outline += [(x - dx + 2 * dx * a, y - dy + 2 * dy * a + bow) for a, bow in reversed(edge)]
        draw.polygon(outline, fill=green)
        draw.line((x - dx, y - dy, x + dx, y + dy), fill=mix(green, (240, 250, 200), 0.5), width=2)
    elif kind == "beads":
        for step in range(22):
            turn = step / 22 * 2 * pi
            bx, by = x + cos(turn) * 60, y + sin(turn) * 22
            draw.ellipse((bx - 8, by - 8, bx + 8, by + 8), fill=(112, 66, 34))
            draw.ellipse((bx - 5, by - 6, bx, by - 1), fill=(190, 140, 96))
    else:
        color = chance.choice(((240, 226, 236), (236, 190, 90), (250, 246, 230), (216, 120, 130)))
        for turn in range(5):
            px, py = x + cos(turn * 1.26) * 9, y + sin(turn * 1.26) * 5
            draw.ellipse((px - 8, py - 5, px + 8, py + 5), fill=color)
        draw.ellipse((x - 4, y - 3, x + 4, y + 3), fill=(220, 170, 50))


def clutter(chance: Random, canvas: Image.Image, horizon: int) -> None:
    """What stands in the picture because nobody moved it: books, a glass, a cable, a socket on the wall."""
    draw = ImageDraw.Draw(canvas, "RGBA")
    width, height = canvas.size
    for thing in chance.sample(("books", "glass", "cable", "socket", "pen"), chance.randint(1, 3)):
        left = chance.random() < 0.5
        x = (
            chance.randint(0, width // 5)
            if left
            else chance.randint(width * 7 // 10, width * 9 // 10)
        )
        if thing == "books":
            y = horizon + chance.randint(30, 90)
            for _ in range(chance.randint(2, 4)):
                cover: Color = chance.choice(
                    ((120, 40, 36), (36, 70, 56), (40, 56, 100), (180, 150, 60), (90, 86, 80))
                )
                draw.rectangle((x - 60, y - 30, x + 110 + chance.randint(-20, 20), y), fill=cover)
                draw.rectangle((x - 54, y - 8, x + 100, y - 3), fill=(236, 230, 212))
                y -= 30
        elif thing == "glass":
            y = horizon + chance.randint(60, 130)
            draw.polygon(
                [(x, y - 130), (x + 90, y - 130), (x + 80, y), (x + 10, y)],
                fill=(210, 224, 226, 150),
            )
            draw.polygon(
                [(x + 4, y - 80), (x + 86, y - 80), (x + 80, y), (x + 10, y)],
                fill=(150, 86, 30, 170),
            )
        elif thing == "cable":
            points = [
                (x + step * 30, height - 60 + 26 * sin(step * 0.9 + x)) for step in range(-3, 12)
            ]
            draw.line(points, fill=(40, 40, 42), width=6, joint="curve")
        elif thing == "socket" and horizon > 160:
            draw.rounded_rectangle(
                (x, 60, x + 80, 140), 8, fill=(240, 240, 236), outline=(180, 180, 176), width=3
            )
            draw.ellipse((x + 22, 92, x + 32, 102), fill=(60, 60, 60))
            draw.ellipse((x + 48, 92, x + 58, 102), fill=(60, 60, 60))
        elif thing == "pen":
            y = height - chance.randint(50, 120)
            draw.line(
                (x, y, x + 130, y + 24),
                fill=chance.choice(((30, 60, 150), (180, 30, 30), (30, 30, 30))),
                width=10,
            )
