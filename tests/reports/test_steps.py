"""Whoever looks again and again at what is published never sees a change of one to four people."""

from collections import Counter
from itertools import accumulate, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academy.reports.disclosure.steps import WAITING, Figures, following

DIMENSIONS = ("batch", "regency", "gender")
STAGES = 4


def table(people):
    """Count `people`: (batch, regency, gender, how far they came) as often as each is there."""

    def row(chosen):
        return tuple(
            sum(many for (*_, stage), many in chosen if stage >= at) for at in range(STAGES)
        )

    counted = [(person, many) for person, many in people.items() if many > 0]
    groups = {
        name: {
            key: row([one for one in counted if one[0][place] == key])
            for key in {person[place] for person, _many in counted}
        }
        for place, name in enumerate(DIMENSIONS)
    }
    total = row(counted)
    return Figures(total, total[1] - total[2], len(groups["regency"]), groups)


def cells(figures):
    """Return all that a reader can compute: each figure, what it leaves, and what waits."""
    found = Counter()
    rows = {("all", ""): figures.total} | {
        (name, key): row for name, rows in figures.groups.items() for key, row in rows.items()
    }
    for name, row in rows.items():
        for at in range(STAGES):
            found[*name, at] = row[at]
            if at:
                found[*name, "left", at] = row[at - 1] - row[at]
    found["active"] = figures.active or 0
    found["pesantren"] = figures.pesantren
    return found


person = st.tuples(
    st.sampled_from("ab"), st.sampled_from("pqr"), st.sampled_from("fm"), st.integers(0, 3)
)
change = st.lists(st.tuples(person, st.integers(-3, 9)), min_size=1, max_size=6)


@given(st.lists(change, min_size=2, max_size=7))
@settings(max_examples=300, deadline=None)
def test_no_two_published_states_differ_by_a_group_under_five(changes):
    people = list(accumulate(map(Counter, map(dict, changes)), lambda a, b: a + b))
    published = []
    for now in map(table, people):
        published.append(following(published, now))
    for one in published:
        for rows in one.groups.values():
            # Rows and what waits add up to the total, so that no sum tells of more.
            assert tuple(sum(column) for column in zip(*rows.values(), strict=True)) in (
                one.total,
                (),
            )
            assert all(row[0] >= row[1] >= row[2] >= row[3] >= 0 for row in rows.values())
    for one, other in combinations(published, 2):
        before, after = cells(one), cells(other)
        for cell in before.keys() | after.keys():
            if cell == "active" and None in (one.active, other.active):
                continue
            assert abs(before[cell] - after[cell]) not in range(1, 5), cell


FULL = Counter({("a", "p", "f", 3): 20, ("a", "q", "m", 2): 20, ("b", "p", "f", 1): 20})


def test_one_acceptance_shows_nobody_and_five_are_shown():
    first = following([], table(FULL))
    one = following([first], table(FULL + Counter({("b", "q", "m", 1): 1})))
    assert one == first
    five = following([first, one], table(FULL + Counter({("b", "q", "m", 1): 5})))
    assert five == table(FULL + Counter({("b", "q", "m", 1): 5}))


def test_five_of_five_places_are_in_the_total_and_wait_in_the_tables():
    first = following([], table(FULL))
    places = Counter({("b", place, "m", 1): 1 for place in "pqrst"})
    then = following([first], table(FULL + places))
    assert then.total == (65, 65, 40, 20)
    assert then.groups["batch"]["b"] == (25, 25, 0, 0)
    assert then.groups["regency"][WAITING] == (5, 5, 0, 0)
    assert then.groups["regency"]["p"] == first.groups["regency"]["p"]
    assert "t" not in then.groups["regency"] or then.groups["regency"]["t"] == (0, 0, 0, 0)


@pytest.mark.parametrize("lost", [1, 4])
def test_a_few_certificates_revoked_change_nothing_that_is_published(lost):
    first = following([], table(FULL))
    fewer = FULL - Counter({("a", "p", "f", 3): lost}) + Counter({("a", "p", "f", 2): lost})
    assert following([first], table(fewer)) == first


def test_a_new_column_is_not_held_up_by_a_few_changes_in_another():
    first = following([], table(FULL))
    more = FULL + Counter({("a", "p", "f", 0): 30, ("a", "p", "f", 3): 1})
    then = following([first], table(more))
    assert then.total == (91, 60, 40, 20)
