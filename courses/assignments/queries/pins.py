"""What a trainer says at places of a photo: typed, given, and shown on it.

A place is kept in shares of the photo's sides, so that it holds for each size of it. In a draft
each is two texts, `pin_<id>_at` ("<file> x y r") and `pin_<id>_text`; an id begins with the time,
so that ids in order are pins in the order in which they were set.
"""

import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from courses.models import SubmissionFile

MOST_PINS = 20
# Of what is kept while it is typed, so that a form has an end.
MOST_TYPED = 60
WORDS_LENGTH = 300
# Circles one chooses from: shares of the photo's width. 0 is a point.
SIZES = (0.0, 0.06, 0.12, 0.2)
WIDEST = 0.5
# Half of a number's width, in hundredths of the photo's.
BADGE = 4
NAME = re.compile(r"pin_([0-9a-f]{1,12})_(at|text|photo|x|y|r)")
_NUMBER = re.compile(r"[0-9](\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a photo: `x` and `y` in shares of its sides, a circle of `r` of its width."""

    file: str
    x: float
    y: float
    r: float

    def __str__(self) -> str:
        return " ".join([self.file, *(_number(one) for one in (self.x, self.y, self.r))])


@dataclass(frozen=True, slots=True)
class Pin:
    """One mark as it is shown on its photo: numbers in hundredths of the photo's width."""

    number: int
    text: str
    x: float
    y: float
    r: float

    @property
    def top(self) -> float:
        """Where its number stands: at the place, or on top of the circle, never outside."""
        return max(BADGE, round(self.y - self.r, 2))


@dataclass(frozen=True, slots=True)
class Photo:
    """A file of a hand-in, its number among them, and what was said on it."""

    file: SubmissionFile
    number: int
    pins: Sequence[Pin] = ()

    @property
    def height(self) -> float:
        """The height where the width is 100."""
        return height_of(self.file)


def height_of(file: SubmissionFile) -> float:
    """Return the height of a photo whose width is 100."""
    return round(100 * file.height / file.width, 2) if file.width and file.height else 100


def new_id() -> str:
    """Return the id of a pin that is set now."""
    return f"{int(time.time() * 1000):x}"


def place_of(text: str) -> Place | None:
    """Return the place that `text` says, or None where it says none."""
    file, *numbers = text.split()[:4] or [""]
    if len(numbers) != 3 or not all(_NUMBER.fullmatch(one) for one in numbers):
        return None
    x, y, r = (float(one) for one in numbers)
    if x > 1 or y > 1:
        return None
    try:
        return Place(str(UUID(file)), x, y, min(r, WIDEST))
    except ValueError:
        return None


def ids_in(names: Iterable[str]) -> list[str]:
    """Return the ids of the pins that `names` of fields are about, in order; not without end."""
    found = {match[1] for name in names if (match := NAME.fullmatch(name))}
    return sorted(found, key=lambda one: (len(one), one))[:MOST_TYPED]


def kept(place: Place, text: str) -> dict[str, Any]:
    """Return a pin as a review keeps it."""
    return {"file": place.file, "x": place.x, "y": place.y, "r": place.r, "text": text}


def typed_of(pins: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the texts of a draft for the pins of a review that was undone."""
    texts: dict[str, str] = {}
    for number, pin in enumerate(pins, start=1):
        place = Place(pin["file"], pin["x"], pin["y"], pin["r"])
        texts |= {f"pin_{number:x}_at": str(place), f"pin_{number:x}_text": pin["text"]}
    return texts


def photos_of(files: Iterable[SubmissionFile], pins: Iterable[Mapping[str, Any]]) -> list[Photo]:
    """Return `files` with what was said on each, numbered through all of them."""
    found, number = [], 0
    pins = list(pins)
    for place, file in enumerate(files, start=1):
        own = [pin for pin in pins if pin["file"] == str(file.public_id)]
        height = height_of(file)
        shown = [
            Pin(
                number=number + nth,
                text=pin["text"],
                x=round(100 * pin["x"], 2),
                y=round(height * pin["y"], 2),
                r=round(100 * pin["r"], 2),
            )
            for nth, pin in enumerate(own, start=1)
        ]
        number += len(shown)
        found.append(Photo(file, place, shown))
    return found


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
