"""People are dealt out to the groups of a session; what fits nowhere stays without a place."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(slots=True)
class Room:
    """A group, how many are in it, and how many it takes (None: as many as come)."""

    key: int
    count: int
    capacity: int | None

    @property
    def free(self) -> float:
        return float("inf") if self.capacity is None else max(0, self.capacity - self.count)

    @property
    def fullness(self) -> tuple[Fraction, int]:
        """How full it is; of two that are equally full the first one comes first."""
        return Fraction(self.count, self.capacity or 1), self.key


def evenly(people: Sequence[int], rooms: Sequence[Room]) -> dict[int, int]:
    """Return {person: group} so that all groups are equally full.

    By their share of places where all have a number of them, else by heads.
    """
    by_share = all(room.capacity for room in rooms)
    found = {}
    for person in people:
        free = [room for room in rooms if room.free >= 1]
        if not free:
            break
        room = min(free, key=lambda one: one.fullness if by_share else (one.count, one.key))
        room.count += 1
        found[person] = room.key
    return found


def by_house(people: Sequence[tuple[int, int | None]], rooms: Sequence[Room]) -> dict[int, int]:
    """Return {person: group} for (person, pesantren), each pesantren in one group where it fits.

    The largest come first. One that fits nowhere as a whole is parted among as few groups as it
    takes; who is of no pesantren fills up what is left.
    """
    houses: dict[int | None, list[int]] = defaultdict(list)
    for person, house in people:
        houses[house].append(person)
    alone = houses.pop(None, [])
    found: dict[int, int] = {}
    for members in sorted(houses.values(), key=len, reverse=True):
        found |= _together(members, rooms)
    return found | evenly(alone, rooms)


def _together(members: list[int], rooms: Sequence[Room]) -> dict[int, int]:
    whole = [room for room in rooms if room.free >= len(members)]
    if whole:
        room = min(whole, key=lambda one: (one.count, one.key))
        room.count += len(members)
        return dict.fromkeys(members, room.key)
    found: dict[int, int] = {}
    for room in sorted(rooms, key=lambda one: (-one.free, one.key)):
        rest = members[len(found) : len(found) + int(min(room.free, len(members) - len(found)))]
        room.count += len(rest)
        found |= dict.fromkeys(rest, room.key)
    return found
