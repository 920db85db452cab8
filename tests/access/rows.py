"""Who stands at the doors, and the three kinds of rows of `tests.access.table`."""

from collections.abc import Set
from dataclasses import dataclass

from tests.access.world import Who

NOBODY: frozenset[Who] = frozenset()
EVERYBODY = frozenset(Who)
SIGNED_IN = EVERYBODY - {Who.ANONYMOUS}
PARTICIPANT = frozenset({Who.PARTICIPANT})
PARTICIPANTS = PARTICIPANT | {Who.PARTICIPANT_ELSEWHERE}
COMPANION = frozenset({Who.COMPANION})
COMPANIONS = COMPANION | {Who.COMPANION_ELSEWHERE}
TRAINER = frozenset({Who.TRAINER})
TRAINERS = TRAINER | {Who.TRAINER_ELSEWHERE}
MANAGER = frozenset({Who.MANAGER})
EDITOR = frozenset({Who.EDITOR})
HALF = frozenset({Who.HALF_SIGNED_IN})
GONE = frozenset({Who.GONE})
PARTNER = frozenset({Who.PARTNER})
PARTNERS = PARTNER | {Who.PARTNER_ELSEWHERE}
COORDINATORS = frozenset({Who.COORDINATOR, Who.COORDINATOR_ELSEWHERE}) | MANAGER
RUN_THE_BATCH = frozenset({Who.COORDINATOR}) | MANAGER
WORKERS = SIGNED_IN - PARTICIPANTS - GONE - HALF - {Who.EDITOR}
WITH_SECOND_FACTOR = WORKERS - COMPANIONS
# Lessons tell nothing of people, so their files ask for no second step.
READ_LESSONS = PARTICIPANT | TRAINER | RUN_THE_BATCH | EDITOR | HALF
WRITERS = TRAINERS | MANAGER | {Who.EDITOR}


@dataclass(frozen=True, slots=True)
class Row:
    """`posted` is None where a post does nothing."""

    name: str
    words: tuple[str, ...] = ()
    shown: Set[Who] = NOBODY
    led: Set[Who] = NOBODY
    posted: Set[Who] | None = None
    to_sign_in: Set[Who] = NOBODY

    def __str__(self):
        return " ".join((self.name, *self.words))


def page(name: str, words: str, who: Set[Who], led: Set[Who] = NOBODY) -> Row:
    return Row(name, tuple(words.split()), shown=who, led=led)


def form(name: str, words: str, who: Set[Who], led: Set[Who] = NOBODY) -> Row:
    return Row(name, tuple(words.split()), shown=who, led=led, posted=who)


def act(name: str, words: str, who: Set[Who], led: Set[Who] = NOBODY) -> Row:
    """`led` are led on by a post."""
    return Row(name, tuple(words.split()), posted=who | led)
