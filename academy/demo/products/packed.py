"""Things in a package: jars, bottles, pouches, coffee packs. Each drawn at twice its final size."""

from random import Random

from PIL import Image, ImageDraw

from academy.demo.products.labels import PALETTES, label
from academy.demo.products.paint import (
    Color,
    bent,
    flat_light,
    font,
    gleam,
    grain,
    mix,
    ramp,
    round_light,
    shaded,
    tinted,
)  # fmt: skip

LIDS: tuple[Color, ...] = (
    (196, 40, 32),
    (40, 110, 70),
    (212, 168, 72),
    (36, 36, 38),
    (228, 226, 218),
    (178, 120, 60),
)


def jar(chance: Random, text: str, side: str) -> Image.Image:
    """Sambal in a glass jar with a screw lid."""
    return _jar(
        chance, text, side, _sambal(chance), chance.choice(LIDS), chance.uniform(1.05, 1.45)
    )


def honey(chance: Random, text: str, side: str) -> Image.Image:
    """Honey: a low jar or a tall bottle-like one, clear amber."""
    amber = chance.choice(((196, 118, 20), (164, 84, 16), (220, 150, 36)))
    picture = tinted(
        ramp((8, 64), (0.9, 0.6, 0.3, 0.1), down=True),
        mix(amber, (60, 20, 0), 0.45),
        mix(amber, (255, 220, 120), 0.35),
    )
    return _jar(
        chance,
        text,
        side,
        picture,
        chance.choice(((212, 168, 72), (240, 238, 230), (52, 40, 30))),
        chance.uniform(1.0, 1.5),
    )


def _sambal(chance: Random) -> Image.Image:
    red = chance.choice(((176, 38, 20), (150, 30, 18), (196, 66, 22), (120, 30, 16), (92, 78, 24)))
    picture = tinted(
        grain(chance, (60, 80)).resize((240, 320)),
        mix(red, (30, 0, 0), 0.4),
        mix(red, (255, 150, 60), 0.25),
    )
    draw = ImageDraw.Draw(picture)
    for _ in range(90):
        x, y = chance.randrange(240), chance.randrange(320)
        draw.ellipse(
            (x, y, x + 5, y + 4), fill=chance.choice(((240, 200, 110), (90, 14, 8), (214, 70, 30)))
        )
    return picture


def _jar(
    chance: Random, text: str, side: str, content: Image.Image, lid: Color, tall: float
) -> Image.Image:
    width = 440
    body = int(width * tall)
    neck, cap = 26, 92
    height = cap + neck + body
    sprite = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(sprite)
    outline = Image.new("L", (width, height), 0)
    mask = ImageDraw.Draw(outline)
    mask.rounded_rectangle((4, cap + neck - 10, width - 4, height - 14), 46, fill=255)
    mask.ellipse((12, height - 74, width - 12, height - 1), fill=255)
    glass = content.resize((width, height)).convert("RGBA")
    head = Image.new("RGBA", (width, 46), (226, 232, 226, 255))
    glass.paste(head, (0, cap + neck - 12))
    sprite.paste(glass, (0, 0), outline)
    draw.rounded_rectangle((34, 8, width - 34, cap), 14, fill=(*lid, 255))
    draw.ellipse((34, cap - 24, width - 34, cap + 18), fill=(*mix(lid, (0, 0, 0), 0.25), 255))
    draw.ellipse((34, 0, width - 34, 44), fill=(*mix(lid, (255, 255, 255), 0.16), 255))
    for x in range(44, width - 40, 14):
        draw.line((x, 36, x, cap - 4), fill=(*mix(lid, (0, 0, 0), 0.18), 255), width=4)
    tag = bent(label(chance, text, (width - 8, int(body * 0.62))), 22)
    sprite.alpha_composite(tag, (4, cap + neck + int(body * 0.2)))
    sprite.putalpha(_clip(sprite, outline, cap + neck))
    sprite = shaded(sprite, round_light(sprite.size, side, 0.55))
    x = int(width * (0.16 if side == "left" else 0.76))
    gleam(sprite, (x, cap + neck + 30, x + 34, height - 80), 150)
    gleam(sprite, (width - x - 16, cap + neck + 40, width - x, height - 110), 60)
    return sprite


def _clip(sprite: Image.Image, outline: Image.Image, below: int) -> Image.Image:
    """The outline of a jar below its neck, and whatever is drawn above it."""
    alpha = sprite.getchannel("A")
    alpha.paste(outline.crop((0, below + 60, *outline.size)), (0, below + 60))
    return alpha


def bottle(chance: Random, text: str, side: str) -> Image.Image:
    """A tall bottle: oil, syrup, soy sauce."""
    width, height = 250, chance.randint(760, 860)
    liquid = chance.choice(
        (
            (226, 190, 90),
            (150, 30, 40),
            (60, 28, 14),
            (196, 110, 30),
            (236, 226, 190),
            (110, 140, 50),
        )
    )
    lid = chance.choice(LIDS)
    sprite = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(sprite)
    shoulder = chance.randint(210, 270)
    draw.polygon(
        [(90, 90), (160, 90), (164, shoulder - 60), (232, shoulder + 30), (width - 8, shoulder + 90),
         (width - 8, height - 40), (8, height - 40), (8, shoulder + 90), (18, shoulder + 30),
         (86, shoulder - 60)],
        fill=(*liquid, 255),
    )  # fmt: skip
    draw.ellipse((8, height - 66, width - 8, height - 2), fill=(*liquid, 255))
    draw.rectangle((90, 84, 160, 130), fill=(*mix(liquid, (235, 240, 235), 0.7), 255))
    draw.rounded_rectangle((80, 2, 170, 96), 10, fill=(*lid, 255))
    for y in range(16, 92, 12):
        draw.line((82, y, 168, y), fill=(*mix(lid, (0, 0, 0), 0.2), 255), width=3)
    tag = bent(label(chance, text, (width - 18, int((height - shoulder) * 0.56))), 16)
    sprite.alpha_composite(tag, (9, shoulder + int((height - shoulder) * 0.22)))
    sprite = shaded(sprite, round_light(sprite.size, side, 0.6))
    x = 34 if side == "left" else width - 56
    gleam(sprite, (x, shoulder + 40, x + 20, height - 90), 170)
    gleam(
        sprite,
        (100 if side == "left" else 140, 110, 112 if side == "left" else 152, shoulder - 40),
        130,
    )
    return sprite


def pouch(chance: Random, text: str, side: str) -> Image.Image:
    """A standing pouch with a window that shows the chips."""
    width, height = 470, chance.randint(600, 680)
    ground, _ink, _accent = chance.choice(PALETTES)
    sprite = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(sprite)
    bulge = chance.randint(14, 30)
    shape = [(36, 4), (width - 36, 4), (width - 30, 90), (width - bulge // 2, height * 0.55), (width - 8, height - 46),
             (width - 40, height - 6), (width // 2, height - 18), (40, height - 6),
             (8, height - 46),
             (bulge // 2, height * 0.55), (30, 90)]  # fmt: skip
    draw.polygon(shape, fill=(*ground, 255))
    outline = sprite.getchannel("A")
    draw.rectangle((0, 46, width, 56), fill=(*mix(ground, (0, 0, 0), 0.14), 255))
    snacks = chips(chance, (300, 190))
    window = Image.new("L", snacks.size, 0)
    if chance.random() < 0.5:
        ImageDraw.Draw(window).ellipse((0, 0, 299, 189), fill=255)
    else:
        ImageDraw.Draw(window).rounded_rectangle((0, 0, 299, 189), 40, fill=255)
    sprite.paste(snacks, ((width - 300) // 2, height - 270), window)
    sprite.alpha_composite(label(chance, text, (340, 240)), ((width - 340) // 2, 88))
    sprite.putalpha(outline)
    light = flat_light(sprite.size, side, 0.3)
    creases = ImageDraw.Draw(light)
    for _ in range(7):
        x, y = (
            chance.choice((20, width - 60)) + chance.randint(-12, 30),
            chance.randint(120, height - 60),
        )
        creases.line(
            (x, y, x + chance.randint(-40, 40), y + chance.randint(20, 70)), fill=205, width=5
        )
    sprite = shaded(sprite, light)
    x = 60 if side == "left" else width - 90
    gleam(sprite, (x, 110, x + 30, height - 110), 110, blur=5)
    gleam(sprite, (width // 2 - 120, height - 250, width // 2 - 60, height - 220), 90)
    return sprite


def chips(chance: Random, size: tuple[int, int]) -> Image.Image:
    """A heap of chips or cookies that fills `size`."""
    base = chance.choice(((222, 172, 84), (200, 140, 60), (236, 200, 130), (184, 120, 60)))
    picture = Image.new("RGB", size, mix(base, (60, 30, 0), 0.5))
    draw = ImageDraw.Draw(picture)
    for _ in range(60):
        x, y, r = chance.randrange(size[0]), chance.randrange(size[1]), chance.randint(20, 38)
        color = mix(base, chance.choice(((255, 240, 190), (120, 70, 20))), chance.uniform(0, 0.35))
        draw.ellipse(
            (x - r, y - r * 0.7, x + r, y + r * 0.7),
            fill=color,
            outline=mix(color, (70, 35, 0), 0.5),
            width=2,
        )
        draw.ellipse(
            (x - r * 0.3, y - r * 0.3, x + r * 0.1, y), fill=mix(color, (255, 250, 220), 0.3)
        )
    return picture


def coffee(chance: Random, text: str, side: str) -> Image.Image:
    """A kraft or black coffee pack with side gussets, folded top and a valve."""
    width, height = 400, chance.randint(640, 720)
    kraft = chance.choice(
        ((186, 142, 94), (44, 40, 38), (208, 172, 124), (70, 46, 30), (226, 222, 210))
    )
    sprite = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(sprite)
    draw.polygon(
        [
            (26, 6),
            (width - 26, 6),
            (width - 10, 120),
            (width - 6, height - 8),
            (6, height - 8),
            (10, 120),
        ],
        fill=(*kraft, 255),
    )
    draw.rectangle((24, 6, width - 24, 66), fill=(*mix(kraft, (0, 0, 0), 0.12), 255))
    draw.line((18, 68, width - 18, 68), fill=(*mix(kraft, (0, 0, 0), 0.4), 255), width=4)
    draw.rounded_rectangle(
        (70, 28, width - 70, 46),
        8,
        fill=(*chance.choice(((200, 50, 40), (230, 180, 60), (40, 110, 80))), 255),
    )
    fibers = tinted(
        grain(chance, (50, 90)).resize((width, height)), (214, 214, 214), (255, 255, 255)
    ).convert("L")
    sprite = shaded(sprite, fibers)
    draw = ImageDraw.Draw(sprite)
    sprite.alpha_composite(label(chance, text, (300, 320)), (50, 190))
    draw.ellipse(
        (width // 2 - 18, 118, width // 2 + 18, 154),
        fill=(*mix(kraft, (0, 0, 0), 0.3), 255),
        outline=(*mix(kraft, (255, 255, 255), 0.25), 255),
        width=3,
    )
    draw.text(
        (width // 2, height - 84),
        chance.choice(("ROBUSTA", "BUBUK HALUS", "SANGRAI SEDANG", "BUBUK KASAR")),
        mix(kraft, (255, 255, 255) if sum(kraft) < 300 else (0, 0, 0), 0.7),
        font(26),
        anchor="ma",
    )
    light = flat_light(sprite.size, side, 0.34)
    edge = ImageDraw.Draw(light)
    x = width - 46 if side == "left" else 0
    edge.polygon([(x, 110), (x + 46, 110), (x + 46, height), (x + 4, height)], fill=150)
    sprite = shaded(sprite, light)
    gleam(
        sprite,
        (
            70 if side == "left" else width - 96,
            120,
            84 if side == "left" else width - 82,
            height - 60,
        ),
        60,
        blur=6,
    )
    return sprite
