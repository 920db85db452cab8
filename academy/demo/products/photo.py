"""Put a product on a surface, light it, take the picture."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import cast

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from academy.demo.products import boxes, handmade, made, packed
from academy.demo.products.paint import (
    BICUBIC,
    BILINEAR,
    Color,
    Size,
    field,
    floor_shadow,
    grain,
    mix,
    times,
)
from academy.demo.products.props import PROPS, beside, clutter
from academy.demo.products.surfaces import KINDS, WALLS, paper, table, wall
from academy.demo.seeds import rng

SHAPES: dict[str, Callable[[Random, str, str], Image.Image]] = {
    "jar": packed.jar, "honey": packed.honey, "bottle": packed.bottle, "pouch": packed.pouch,
    "coffee": packed.coffee, "box": boxes.box, "batik": made.batik, "peci": made.peci,
    "bag": handmade.bag,
    "soap": handmade.soap, "bowl": handmade.bowl,
}  # fmt: skip
FORMATS: tuple[Size, ...] = ((660, 660), (576, 720), (540, 720), (700, 600))
SHOTS = ("front", "close", "context")


@dataclass(frozen=True, slots=True)
class Hand:
    """How well the picture is taken."""

    share: float  # of the picture's height that the product fills
    drift: float  # how far from the middle, as a share of the width
    tilt: float  # degrees
    exposure: float  # 1 is right
    cast: tuple[float, float, float]  # light's color
    blur: float
    noise: float
    clean: bool  # nothing in the picture that does not belong there


def photo(
    shape: str, text: str, *, key: str, take: str, shot: str = "front", good: bool
) -> Image.Image:
    """A photo of the product named `text`; the same pixels for the same arguments.

    `shape` is one of `SHAPES`, `shot` one of `SHOTS`. One `key` is one product with its label,
    each `take` another picture of it; `good` is how a student photographs after the lessons.
    """
    side, sprite = _thing(shape, text, key)
    chance = rng("photo", key, take, shot, good)
    hand = _good_hand(chance, shot) if good else _first_hand(chance, shot)
    size = chance.choice(FORMATS)
    canvas, horizon = _ground(chance, size, side, hand)
    canvas = _place(chance, canvas, sprite, shape, hand, shot=shot, side=side, horizon=horizon)
    return _develop(chance, canvas, hand)


@lru_cache(maxsize=8)
def _thing(shape: str, text: str, key: str) -> tuple[str, Image.Image]:
    """The product, the same in each of its pictures, and the side from which it takes light."""
    chance = rng("product", key)
    side = chance.choice(("left", "right"))
    return side, SHAPES[shape](chance, text, side)


def _good_hand(chance: Random, shot: str) -> Hand:
    return Hand(
        share={"front": chance.uniform(0.58, 0.68), "close": chance.uniform(0.95, 1.15), "context": chance.uniform(0.46, 0.56)}[shot],
        drift=chance.uniform(-0.03, 0.03) if shot != "context" else chance.choice((-0.15, 0.15)),
        tilt=chance.uniform(-0.6, 0.6),
        exposure=chance.uniform(1.06, 1.16),
        cast=(1.0, chance.uniform(0.985, 1.0), chance.uniform(0.95, 1.0)),
        blur=0,
        noise=0.012,
        clean=True,
    )  # fmt: skip


def _first_hand(chance: Random, shot: str) -> Hand:
    """A first picture has one or two faults, seldom all of them."""
    faults = set(
        chance.sample(
            ("dark", "yellow", "tilt", "blur", "far", "messy", "noise"), chance.choice((2, 2, 3))
        )
    )
    share = chance.uniform(0.26, 0.36) if "far" in faults else chance.uniform(0.48, 0.62)
    return Hand(
        share=share * (1.6 if shot == "close" else 1),
        drift=chance.uniform(-0.2, 0.2) if "far" in faults or "messy" in faults else chance.uniform(-0.08, 0.08),
        tilt=chance.choice((-1, 1)) * chance.uniform(3, 7) if "tilt" in faults else chance.uniform(-1.5, 1.5),
        exposure=chance.uniform(0.6, 0.72) if "dark" in faults else chance.uniform(0.82, 0.96),
        cast=(1.0, 0.86, 0.62) if "yellow" in faults else (chance.uniform(0.9, 1.0), 0.97, chance.uniform(0.92, 1.0)),
        blur=chance.uniform(1.2, 2.4) if "blur" in faults else 0.4,
        noise=0.075 if "noise" in faults or "dark" in faults else 0.03,
        clean="messy" not in faults,
    )  # fmt: skip


def _ground(chance: Random, size: Size, side: str, hand: Hand) -> tuple[Image.Image, int]:
    good = hand.blur == 0
    horizon = round(size[1] * chance.uniform(0.3, 0.46))
    if good and chance.random() < 0.55:
        tone = chance.choice(((250, 248, 242), (246, 246, 246), (248, 240, 224), (232, 238, 232)))
        return paper(size, side, tone), 0
    kind = chance.choice(
        ("wood", "wood", "cloth", "mat")
        if good
        else ("wood", "tile", "cloth", "mat", "tile", "wood")
    )
    canvas = Image.new("RGB", size)
    canvas.paste(wall((size[0], horizon), chance.choice(WALLS), side), (0, 0))
    canvas.paste(
        table(size, horizon, kind, chance.randrange(KINDS[kind]), chance.random()), (0, horizon)
    )
    ImageDraw.Draw(canvas).line(
        (0, horizon, size[0], horizon),
        fill=mix(cast(Color, canvas.getpixel((5, horizon + 3))), (0, 0, 0), 0.45),
        width=3,
    )
    if good:
        # A shallow wall out of focus keeps the eye on the product.
        back = canvas.crop((0, 0, size[0], horizon + 20)).filter(ImageFilter.BoxBlur(6))
        canvas.paste(back, (0, 0))
        if chance.random() < 0.4:
            _window_light(chance, canvas, horizon, side)
    elif chance.random() < 0.25:
        _loose_sheet(chance, canvas, horizon)
    if not hand.clean:
        clutter(chance, canvas, horizon)
    return canvas, horizon


def _window_light(chance: Random, canvas: Image.Image, horizon: int, side: str) -> None:
    """Four panes of morning sun on the wall."""
    layer = Image.new("L", (canvas.width // 4, max(horizon // 4, 1)), 0)
    draw = ImageDraw.Draw(layer)
    start = chance.randint(10, canvas.width // 8)
    for column in range(2):
        for row in range(2):
            x, y, slant = start + column * 34, 4 + row * 26, (10 if side == "left" else -10)
            draw.polygon(
                [(x, y), (x + 28, y), (x + 28 + slant, y + 22), (x + slant, y + 22)], fill=60
            )
    layer = layer.filter(ImageFilter.BoxBlur(1)).resize((canvas.width, horizon), BILINEAR)
    bright = Image.new("RGB", (canvas.width, horizon), (255, 246, 214))
    canvas.paste(bright, (0, 0), layer)


def _loose_sheet(chance: Random, canvas: Image.Image, horizon: int) -> None:
    """A sheet of paper laid flat and too small, as in many first tries."""
    width, height = canvas.size
    x = width * chance.uniform(0.12, 0.25)
    draw = ImageDraw.Draw(canvas)
    draw.polygon(
        [
            (x, horizon + 50),
            (width - x * 0.8, horizon + 40),
            (width - x * 0.2, height - 50),
            (x * 0.3, height - 30),
        ],
        fill=(232, 232, 226),
    )


def _place(
    chance: Random,
    canvas: Image.Image,
    sprite: Image.Image,
    shape: str,
    hand: Hand,
    *,
    shot: str,
    side: str,
    horizon: int,
) -> Image.Image:
    """The canvas with the product's shadow, the product and what lies beside it."""
    width, height = canvas.size
    scale = min(hand.share * height / sprite.height, hand.share * 1.18 * width / sprite.width, 0.92)
    thing = sprite.resize(
        (round(sprite.width * scale), round(sprite.height * scale)), BICUBIC, reducing_gap=1.5
    )
    foot_y = max(horizon + height * 0.16, height * (0.84 if shot != "close" else 0.97))
    foot = (round(width * (0.5 + hand.drift)), round(min(foot_y, height * 0.97)))
    away = 1 if side == "left" else -1
    shadow = floor_shadow(
        thing.getchannel("A"),
        canvas.size,
        foot,
        lean=-away * chance.uniform(0.7, 1.1),
        squash=chance.uniform(0.28, 0.42),
        blur=3.2 if hand.clean else 1.6,
        dark=112 if hand.blur == 0 else 150,
    )
    canvas = times(canvas, ImageChops.multiply(shadow, _fall_off(canvas.size, hand, side)))
    canvas.paste(thing, (foot[0] - thing.width // 2, foot[1] - thing.height + 4), thing)
    if (hand.blur == 0 and shot != "close" and chance.random() < 0.75) or (shot == "context"):
        beside(chance, canvas, PROPS[shape], foot, thing.width)
    return canvas


@lru_cache(maxsize=32)
def _fall_off_at(size: Size, side: str, fall: float) -> Image.Image:
    return field(size, lambda x, y: 1 - fall * (x if side == "left" else 1 - x) - 0.06 * y, steps=8)


def _fall_off(size: Size, hand: Hand, side: str) -> Image.Image:
    """Light grows weaker away from the window."""
    return _fall_off_at(size, side, 0.12 if hand.blur == 0 else 0.34)


def _develop(chance: Random, canvas: Image.Image, hand: Hand) -> Image.Image:
    width, height = canvas.size
    if abs(hand.tilt) > 0.3:
        # Turn, then keep the part that has no empty corners.
        margin = round(max(width, height) * abs(hand.tilt) / 57.3 * 0.52) + 2
        turned = canvas.rotate(hand.tilt, BILINEAR)
        canvas = turned.crop((margin, margin, width - margin, height - margin))
    if hand.blur > 0.5:
        canvas = canvas.filter(ImageFilter.BoxBlur(hand.blur))
    gains = [hand.exposure * channel for channel in hand.cast]
    canvas = canvas.point([min(255, round(i * gain)) for gain in gains for i in range(256)])
    speckle = grain(chance, (canvas.width // 2, canvas.height // 2)).resize(canvas.size, BILINEAR)
    return Image.blend(canvas, Image.merge("RGB", (speckle, speckle, speckle)), hand.noise)
