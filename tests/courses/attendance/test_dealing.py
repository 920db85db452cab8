"""People are dealt out to halls: evenly, or with their pesantren; nobody into a full one."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.attendance.rules.dealing import Room, by_house, evenly


def rooms(*sizes: tuple[int, int | None]) -> list[Room]:
    return [Room(key, count, capacity) for key, (count, capacity) in enumerate(sizes, start=1)]


def test_halls_of_one_size_get_as_many_each():
    assert Counter(evenly(range(10), rooms((0, 60), (0, 60))).values()) == {1: 5, 2: 5}


def test_a_hall_twice_as_large_gets_twice_as_many():
    assert Counter(evenly(range(9), rooms((0, 20), (0, 10))).values()) == {1: 6, 2: 3}


def test_who_is_there_already_counts():
    assert Counter(evenly(range(4), rooms((6, None), (2, None))).values()) == {2: 4}


def test_a_pesantren_stays_together_and_the_largest_come_first():
    people = [(person, person // 4) for person in range(8)] + [(8, 9), (9, 9)]
    found = by_house(people, rooms((0, 6), (0, 6)))
    assert len({found[person] for person in range(4)}) == 1
    assert len({found[person] for person in range(4, 8)}) == 1
    assert found[8] == found[9]


def test_a_pesantren_that_fits_in_no_hall_is_parted_and_who_fits_nowhere_has_no_place():
    found = by_house([(person, 1) for person in range(10)], rooms((0, 4), (0, 5)))
    assert Counter(found.values()) == {1: 4, 2: 5}


@pytest.mark.parametrize("deal", [evenly, by_house])
@given(
    houses=st.lists(st.one_of(st.none(), st.integers(1, 4)), max_size=30),
    sizes=st.lists(st.one_of(st.none(), st.integers(1, 12)), min_size=1, max_size=4),
)
def test_no_hall_is_overfull_and_nobody_is_left_out_while_there_is_room(deal, houses, sizes):
    halls = rooms(*((0, size) for size in sizes))
    people = list(enumerate(houses))
    found = deal(people if deal is by_house else [person for person, _house in people], halls)
    counts = Counter(found.values())
    assert all(size is None or counts[key] <= size for key, size in enumerate(sizes, start=1))
    room = float("inf") if None in sizes else sum(size for size in sizes if size)
    assert len(found) == min(len(people), room)
