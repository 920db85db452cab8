"""How a participant of the demo learns: how eagerly, how well, how far."""

from dataclasses import dataclass
from functools import cache

from academy.demo.load.cast import GRADUATE, PARTICIPANT, cast
from academy.demo.load.dates import PERIODS
from academy.demo.seeds import rng

FAILED = {1: 12, 2: 0, 3: 0}
LEFT = {1: 8, 2: 6, 3: 4}
ALL = 100


@dataclass(frozen=True, slots=True)
class Persona:
    """`stops_on` is the day (from the day of loading) after which nothing more is done."""

    fate: str  # completes | fails | leaves | on_the_way | absent
    diligence: float  # 0–1
    skill: float  # 0–1, share of questions answered right
    stops_on: float
    # Attempts of a quiz whose frozen answers are loaded, the newest first: all would be ten
    # times the bytes of everything else together.
    kept_attempts: int = 0


@cache
def personas(batch: int) -> dict[int, Persona]:
    """The persona of everybody who has or had a seat in a batch that has begun."""
    whole = cast()
    chance = rng("personas", batch)
    numbers = list(whole.seated[batch])
    # The people behind the printed sign-ins neither fail nor leave; newcomers keep their seat.
    kept = {GRADUATE, PARTICIPANT, *numbers[-8:]}
    others = [number for number in numbers if number not in kept]
    chance.shuffle(others)
    leaving, failing = (
        set(others[: LEFT[batch]]),
        set(others[-FAILED[batch] :] if FAILED[batch] else ()),
    )
    start, end = PERIODS[batch]
    found = {}
    for number in numbers:
        diligence = chance.betavariate(3.2, 1.5)
        skill = 0.58 + 0.37 * chance.betavariate(2.5, 1.5)
        fate = "leaves" if number in leaving else "fails" if number in failing else "on_the_way"
        stops_on = float(end)
        if fate != "on_the_way":
            stops_on = start + (min(end, 0) - start) * chance.uniform(0.12, 0.7)
        elif batch > 1 and number != PARTICIPANT and chance.random() < 0.17:
            # Behind: nothing done for a while.
            stops_on = start + (min(end, 0) - start) * chance.uniform(0.3, 0.92)
        elif batch == 1:
            fate, diligence, skill = "completes", max(diligence, 0.55), max(skill, 0.8)
        if number == PARTICIPANT:
            diligence, skill = 0.8, 0.86
        kept_attempts = ALL if number in (GRADUATE, PARTICIPANT) else 1 if batch == 3 else 0
        found[number] = Persona(fate, diligence, skill, stops_on, kept_attempts)
    for number in whole.absent[batch]:
        found[number] = Persona("absent", 0, 0, start)
    return found
