"""Who reads whose work: evenly, never the own, none twice."""

from hypothesis import given
from hypothesis import strategies as st

from courses.peers.rules import Giver, dealt, served


@given(count=st.integers(2, 40), wanted=st.integers(1, 3))
def test_all_who_came_together_read_and_are_read_equally_often(count, wanted):
    givers = [Giver(key, wanted) for key in range(count)]
    pairs = dealt(givers, dict.fromkeys(range(count), 0))
    if count <= wanted:
        assert pairs == []
        return
    assert len(set(pairs)) == count * wanted
    assert all(giver != author for giver, author in pairs)
    for key in range(count):
        assert sum(giver == key for giver, _author in pairs) == wanted
        assert sum(author == key for _giver, author in pairs) == wanted


@given(
    arrivals=st.lists(st.integers(1, 6), min_size=1, max_size=8),
    wanted=st.integers(1, 3),
    urgent=st.booleans(),
)
def test_whoever_comes_when_gets_no_more_than_asked_never_the_own_and_none_twice(
    arrivals, wanted, urgent
):
    had: dict[int, set[int]] = {}
    loads: dict[int, int] = {}
    for arriving in arrivals:
        for key in range(len(had), len(had) + arriving):
            had[key], loads[key] = set(), 0
        givers = [
            Giver(key, wanted - len(mine), frozenset(mine), is_urgent=urgent)
            for key, mine in had.items()
        ]
        for giver, author in dealt(served(givers, wanted=wanted), loads):
            assert author != giver
            assert author not in had[giver]
            had[giver].add(author)
            loads[author] += 1
    assert all(len(mine) in {0, wanted} for mine in had.values())
    if len(had) > wanted and urgent:
        assert all(len(mine) == wanted for mine in had.values())


def test_who_comes_alone_waits_for_others_a_day_at_most():
    old = [Giver(key, 0, frozenset({(key + 1) % 3, (key + 2) % 3})) for key in range(3)]
    alone = Giver(3, 2)
    assert served([*old, alone], wanted=2) == []
    hurried = Giver(3, 2, is_urgent=True)
    assert served([*old, hurried], wanted=2) == [hurried]
    assert len(dealt([hurried], {0: 2, 1: 2, 2: 2, 3: 0})) == 2
