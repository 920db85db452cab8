"""The fonts that certificates are set in, and what they can draw.

Latin is set in Plus Jakarta Sans; Arabic, and rare letters the first font lacks, in Amiri.
"""

from functools import cache
from typing import Literal

import uharfbuzz

from academy.web.typefaces import FONTS

Weight = Literal["regular", "semibold"]
LATIN: dict[Weight, str] = {
    "regular": "PlusJakartaSans-Regular",
    "semibold": "PlusJakartaSans-SemiBold",
}
ARABIC = "Amiri-Regular"


@cache
def font(name: str) -> uharfbuzz.Font:
    """Return the bundled font `name`, read once per process."""
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(FONTS / f"{name}.ttf")))


def missing(text: str) -> list[str]:
    """Return the characters of `text` that none of the bundled fonts can draw."""
    fonts = (font(LATIN["regular"]), font(ARABIC))
    return sorted(
        {
            letter
            for letter in text
            if not letter.isspace()
            and letter not in "\u200c\u200d"
            and not any(face.get_nominal_glyph(ord(letter)) for face in fonts)
        }
    )
