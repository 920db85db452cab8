"""Setting lines of text: shaping by HarfBuzz, fonts in fallback order, fitting to a width.

Latin is set in Plus Jakarta Sans; Arabic, and rare letters the first font lacks, in
Amiri. Lengths are in the unit the caller's size is in.
"""

import unicodedata
from dataclasses import dataclass
from itertools import groupby, pairwise

import uharfbuzz

from certificates.fonts import ARABIC, LATIN, Weight, font
from certificates.pdf import bidi

# Straight apostrophes, and the marks of ʿain and hamza that the Latin font lacks.
TYPOGRAPHIC = str.maketrans(
    {"'": "\u2019", "\u02bc": "\u2019", "\u02be": "\u2019", "\u02bf": "\u2018"}
)
# Amiri's letters are small on their body: set larger to match the Latin beside them.
ARABIC_SCALE = 1.12


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn glyph: its index in the font, the text it stands for, its place."""

    index: int
    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one font at one size; positions count from the start of the line."""

    font: str
    size: float
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    width: float
    runs: tuple[Run, ...]


def line(
    text: str, *, weight: Weight, size: float, features: dict[str, bool] | None = None
) -> Line:
    """Return `text` set on one line, right-to-left parts in their own order.

    A straight apostrophe is drawn as a typographic one; `Line.text` keeps the original.
    """
    drawn = unicodedata.normalize("NFC", text).translate(TYPOGRAPHIC)
    runs: list[Run] = []
    pen = 0.0
    for part, right_to_left in bidi.parts(drawn):
        for name, letters in _by_font(part, right_to_left, weight):
            scaled = size * ARABIC_SCALE if name == ARABIC else size
            run, pen = _shape(letters, name, scaled, right_to_left, pen, features or {})
            runs.append(run)
    return Line(text=text, width=pen, runs=tuple(runs))


def fitted(
    text: str,
    *,
    weight: Weight,
    width: float,
    sizes: tuple[float, ...],
    max_lines: int = 1,
) -> tuple[float, tuple[Line, ...]]:
    """Return the largest of `sizes` (given in falling order) and the lines that fit `width`.

    More lines are tried only where fewer do not fit at any size; what fits nowhere is set
    on one line, as small as it must be.
    """
    for count in range(1, max_lines + 1):
        # A second line comes at a smaller size, so that it does not shout.
        for size in sizes if count == 1 else sizes[len(sizes) // 3 :]:
            lines = _broken(text, count, weight, size)
            if lines and all(line.width <= width for line in lines):
                return size, lines
    size = sizes[-1] * width / line(text, weight=weight, size=sizes[-1]).width
    return size, (line(text, weight=weight, size=size),)


def _broken(text: str, count: int, weight: Weight, size: float) -> tuple[Line, ...]:
    """Return `text` in `count` lines as even as words allow; nothing if it has too few."""
    if count == 1:
        return (line(text, weight=weight, size=size),)
    words = text.split()
    if len(words) < count:
        return ()
    space = line(" ", weight=weight, size=size).width
    widths = [line(word, weight=weight, size=size).width + space for word in words]
    target = sum(widths) / count
    lines: list[str] = []
    start = 0
    for left in range(count, 1, -1):
        ends = range(start + 1, len(words) - left + 2)
        end = min(ends, key=lambda end: _raggedness(words, widths, start, end, target))
        lines.append(" ".join(words[start:end]))
        start = end
    lines.append(" ".join(words[start:]))
    return tuple(line(part, weight=weight, size=size) for part in lines)


def _raggedness(
    words: list[str], widths: list[float], start: int, end: int, target: float
) -> float:
    """Return how bad it is to break before word `end`: titles stay with what they belong to."""
    ragged = abs(sum(widths[start:end]) - target)
    last = words[end - 1]
    if last.endswith(","):
        # "…, S.Pd.I., M.Pd.": the degrees may have a line of their own.
        is_first_comma = not any(word.endswith(",") for word in words[: end - 1])
        return ragged * (0.25 if is_first_comma else 1)
    return ragged + (target if last.endswith(".") or len(last) == 1 else 0)


def _by_font(part: str, right_to_left: bool, weight: Weight) -> list[tuple[str, str]]:
    if right_to_left:
        return [(ARABIC, part)]
    latin = font(LATIN[weight])

    def name(letter: str) -> str:
        return LATIN[weight] if latin.get_nominal_glyph(ord(letter)) else ARABIC

    return [(key, "".join(letters)) for key, letters in groupby(part, name)]


def _shape(
    text: str, name: str, size: float, right_to_left: bool, pen: float, features: dict[str, bool]
) -> tuple[Run, float]:
    face = font(name)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    uharfbuzz.shape(face, buffer, features)
    unit = size / face.face.upem
    clusters = [*sorted({info.cluster for info in buffer.glyph_infos}), len(text)]
    ends = dict(pairwise(clusters))
    glyphs = []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(
            Glyph(
                index=info.codepoint,
                text=text[info.cluster : ends[info.cluster]],
                x=pen + position.x_offset * unit,
                y=position.y_offset * unit,
            )
        )
        pen += position.x_advance * unit
    return Run(font=name, size=size, glyphs=tuple(glyphs)), pen
