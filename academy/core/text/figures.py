"""Figures as Indonesians write them."""

import re
import unicodedata
from decimal import Decimal

from academy.core.text.typed import plain_digits, without_invisible

_MINUS = str.maketrans({"\N{MINUS SIGN}": "-", "–": "-"})
_NUMBER = re.compile(r"-?\d[\d.,]*")
# "Rp" before, ",-" and a unit behind are how people write figures; they are not the figure.
_AROUND = re.compile(r"^(?:rp\.?)?(-?[\d.,]*\d)[.,]?-*((?:[^\W\d_]|%|°)*)$", re.IGNORECASE)
# Words behind a figure that may be a part of it.
_TIMES = {"ribu": 1_000, "rb": 1_000, "juta": 1_000_000, "jt": 1_000_000, "miliar": 1_000_000_000}


def number(text: str) -> Decimal | None:
    """Return the number that `text` says as Indonesians write it; None if it says none.

    "1.000" is a thousand and "1,5" one and a half; "1.5" can only be one and a half too.
    "Rp50.000" and "45 derajat" are read as their figures, and Arabic digits as digits.
    """
    figure, _word = _parts(text)
    return figure


def readings(text: str) -> list[Decimal]:
    """Return the numbers that `text` may mean: of "17,5 ribu" 17.500, or 17,5 thousands."""
    figure, word = _parts(text)
    if figure is None:
        return []
    times = _TIMES.get(word.casefold().removesuffix("rupiah"))
    return [figure] if times is None else [figure * times, figure]


def _parts(text: str) -> tuple[Decimal | None, str]:
    """Return the figure in `text`, and the word behind it."""
    text = unicodedata.normalize("NFKC", without_invisible(text)).translate(_MINUS)
    text = "".join(plain_digits(text).split())
    found = _AROUND.match(text)
    if found is None or not _NUMBER.fullmatch(found[1]):
        return None, ""
    figure = _with_point(found[1])
    return (None, "") if figure is None else (Decimal(figure), found[2])


def with_comma(figure: Decimal) -> str:
    """Return `figure` as `number()` reads it again, whatever its places: a comma, no groups."""
    return f"{figure.normalize():f}".replace(".", ",")


def _with_point(text: str) -> str | None:
    """Return `text` with a decimal point and no separators of thousands, or None."""
    # The decimal sign is the last of two kinds, or a comma, or a dot not before thousands.
    for decimal, thousands in ((",", "."), (".", ",")):
        whole, sign, rest = text.partition(decimal)
        if not rest.isdigit() and sign:
            continue
        if not sign and decimal == ".":
            continue
        if thousands in whole and not _is_grouped(whole, thousands):
            continue
        return whole.replace(thousands, "") + ("." + rest if sign else "")
    # Two commas or more can only stand between thousands.
    return text.replace(",", "") if _is_grouped(text, ",") else None


def _is_grouped(text: str, sign: str) -> bool:
    first, *groups = text.lstrip("-").split(sign)
    return 0 < len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in groups)
