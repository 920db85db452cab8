"""Small brushes over Pillow: fields of light, seeded grain, shading of round things, soft shadows.

Everything that is soft is made small and enlarged: it looks the same and costs a tenth.
"""

from collections.abc import Callable, Sequence
from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

type Color = tuple[int, int, int]
type Size = tuple[int, int]

BICUBIC = Image.Resampling.BICUBIC
BILINEAR = Image.Resampling.BILINEAR


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The font that Pillow itself carries, so that labels look the same on every machine."""
    return ImageFont.load_default(size)


def mix(one: Color, two: Color, share: float) -> Color:
    """`one` with `share` (0–1) of `two`."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, two, strict=True))  # type: ignore[return-value] # three stay three


def grain(chance: Random, size: Size) -> Image.Image:
    """Grey noise that depends only on `chance` (Pillow's own effects cannot be seeded)."""
    return Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))


def field(size: Size, value: Callable[[float, float], float], steps: int = 12) -> Image.Image:
    """A smooth grey picture; `value(x, y)` with x, y in 0–1 gives 0–1."""
    last = steps - 1
    data = bytes(
        max(0, min(255, round(255 * value(x / last, y / last))))
        for y in range(steps)
        for x in range(steps)
    )
    return Image.frombytes("L", (steps, steps), data).resize(size, BICUBIC)


def ramp(size: Size, values: Sequence[float], *, down: bool = False) -> Image.Image:
    """A smooth grey strip through `values` (0–1), left to right or top to bottom."""
    data = bytes(max(0, min(255, round(255 * value))) for value in values)
    shape = (1, len(values)) if down else (len(values), 1)
    return Image.frombytes("L", shape, data).resize(size, BICUBIC)


def times(picture: Image.Image, light: Image.Image) -> Image.Image:
    """Darken an RGB picture by a grey one."""
    return ImageChops.multiply(picture, Image.merge("RGB", (light, light, light)))


def tinted(grey: Image.Image, dark: Color, bright: Color) -> Image.Image:
    """A grey picture in the colors between `dark` and `bright`."""
    bands = [
        grey.point([round(d + (b - d) * i / 255) for i in range(256)])
        for d, b in zip(dark, bright, strict=True)
    ]
    return Image.merge("RGB", bands)


def shaded(sprite: Image.Image, light: Image.Image) -> Image.Image:
    """Darken an RGBA picture by a grey one, keeping its outline."""
    result = times(sprite.convert("RGB"), light).convert("RGBA")
    result.putalpha(sprite.getchannel("A"))
    return result


def round_light(size: Size, side: str, depth: float = 0.5) -> Image.Image:
    """How a standing cylinder takes light from the `left` or `right`."""
    values = [1 - depth * 0.55, 0.97, 1.0, 0.98, 0.9, 1 - depth * 0.55, 1 - depth, 1 - depth * 0.85]
    return ramp(size, values if side == "left" else values[::-1])


def flat_light(size: Size, side: str, depth: float = 0.22) -> Image.Image:
    """How a flat front takes light from the `left` or `right`."""
    values = [1.0, 1 - depth * 0.35, 1 - depth * 0.7, 1 - depth]
    return ramp(size, values if side == "left" else values[::-1])


def gleam(
    sprite: Image.Image, box: tuple[int, int, int, int], strength: int, blur: float = 3
) -> None:
    """A soft white reflection on glass or plastic, inside the outline of `sprite`."""
    width, height = max(2, (box[2] - box[0]) // 4), max(2, (box[3] - box[1]) // 4)
    pad = 4
    small = Image.new("L", (width + 2 * pad, height + 2 * pad), 0)
    ImageDraw.Draw(small).rounded_rectangle(
        (pad, pad, pad + width, pad + height), width // 2, fill=strength
    )
    small = small.filter(ImageFilter.BoxBlur(blur / 2)).resize(
        (small.width * 4, small.height * 4), BILINEAR
    )
    spot = Image.new("L", sprite.size, 0)
    spot.paste(small, (box[0] - pad * 4, box[1] - pad * 4))
    white = Image.new("RGBA", sprite.size, (255, 255, 255, 255))
    white.putalpha(ImageChops.multiply(spot, sprite.getchannel("A")))
    sprite.alpha_composite(white)


def bent(label: Image.Image, sag: int, strips: int = 10) -> Image.Image:
    """A flat label as it lies around a jar seen slightly from above: its middle hangs `sag` pixels lower."""
    width, height = label.size
    result = Image.new("RGBA", (width, height + sag), (0, 0, 0, 0))
    for strip in range(strips):
        left, right = width * strip // strips, width * (strip + 1) // strips
        across = (strip + 0.5) / strips * 2 - 1
        result.paste(
            label.crop((left, 0, right, height)), (left, round(sag * (1 - across * across)))
        )
    return result


def floor_shadow(
    alpha: Image.Image,
    canvas: Size,
    foot: tuple[int, int],
    *,
    lean: float,
    squash: float,
    blur: float,
    dark: int,
) -> Image.Image:
    """The light that is left on a table where a thing with outline `alpha` stands with its foot at `foot`.

    `lean` is how far the shadow falls sideways per unit of height (negative: to the left),
    `squash` how long it is, `dark` (0–255) how deep.
    """
    k = 4
    small = alpha.resize(
        (max(2, alpha.width // k), max(2, int(alpha.height * squash) // k)), BILINEAR
    )
    shift = abs(lean) * small.height
    width = int(small.width + shift) + 1
    offset = -shift if lean < 0 else 0.0
    sheared = small.transform(
        (width, small.height),
        Image.Transform.AFFINE,
        (1, lean, offset - lean * small.height * (lean > 0), 0, 1, 0),
        BILINEAR,
    )
    layer = Image.new("L", (canvas[0] // k + 1, canvas[1] // k + 1), 0)
    left = foot[0] // k - small.width // 2 - (int(shift) if lean < 0 else 0)
    layer.paste(sheared, (left, foot[1] // k - small.height + 1))
    contact = ImageDraw.Draw(layer)
    half, x, y = small.width * 0.46, foot[0] / k, foot[1] / k
    contact.ellipse((x - half, y - 2.5, x + half, y + 2.2), fill=255)
    layer = layer.filter(ImageFilter.GaussianBlur(blur))
    return layer.point([255 - dark * i // 255 for i in range(256)]).resize(canvas, BILINEAR)
