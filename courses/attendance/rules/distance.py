"""How far a check-in was from its hall, by what a link to a map says and what a handset tells.

A flag for whoever leads the session, and never a reason to refuse: handsets indoors err by
hundreds of metres, and are shared.
"""

import math
import re
from dataclasses import dataclass
from urllib.parse import unquote

# Beyond this a check-in is flagged: a large hall, its yard, and the error of a cheap handset.
FAR = 1000
# What a handset does not know better than this says nothing about a hall.
WORST_ACCURACY = 5000
_STEP = 100
_EARTH = 6_371_000
_NUMBER = r"(-?\d{1,3}\.\d+)"
_WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        # The pin of a place, before the middle of what the map shows.
        rf"!3d{_NUMBER}!4d{_NUMBER}",
        rf"[?&](?:q|query|ll|daddr|destination|center)=(?:loc:)?{_NUMBER},\s*\+?{_NUMBER}",
        rf"[?&#]mlat={_NUMBER}&mlon={_NUMBER}",
        rf"@{_NUMBER},{_NUMBER}",
        rf"#map=\d+/{_NUMBER}/{_NUMBER}",
    )
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, in degrees."""

    latitude: float
    longitude: float


def spot_of(map_url: str) -> Spot | None:
    """Return where a link to a map leads, None where it does not say (short links do not)."""
    text = unquote(map_url)
    for pattern in _WRITTEN:
        if found := pattern.search(text):
            return _spot(float(found[1]), float(found[2]))
    return None


def _spot(latitude: float, longitude: float) -> Spot | None:
    is_on_earth = abs(latitude) <= 90 and abs(longitude) <= 180
    return Spot(latitude, longitude) if is_on_earth else None


def told(latitude: str, longitude: str, accuracy: str) -> tuple[Spot, float] | None:
    """Return where a handset says it is, and within how many metres; None for nonsense."""
    try:
        numbers = [float(text) for text in (latitude, longitude, accuracy)]
    except ValueError:
        return None
    if not all(map(math.isfinite, numbers)) or not 0 <= numbers[2] <= WORST_ACCURACY:
        return None
    spot = _spot(*numbers[:2])
    return None if spot is None else (spot, numbers[2])


def metres(one: Spot, other: Spot) -> float:
    """Return the distance over the ground."""
    first, second = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    half = (
        math.sin((second - first) / 2) ** 2
        + math.cos(first) * math.cos(second) * math.sin(east / 2) ** 2
    )
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))


def at_least(hall: Spot, handset: tuple[Spot, float]) -> int:
    """Return how far from the hall the handset was at the least, in metres, whole hundreds."""
    spot, accuracy = handset
    return int(max(0.0, metres(hall, spot) - accuracy) // _STEP) * _STEP
