"""The smallest sum is exact where costs have more digits than the solver's numbers."""

import os
from itertools import product

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from courses.admission.proposal.exact import least
from courses.admission.proposal.highs import best
from courses.admission.proposal.program import Program, total

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
# Alike within a question, so that many answers are nearly the best.
WORTH = [
    st.integers(0, 10**18),
    st.sampled_from([1, 10**6, 10**15, 10**15 + 1, 10**30 + 1, 10**30]),
    st.integers(10**12, 10**12 + 10**5),
    st.integers(1, 9),
]


def program_of(columns, pairs):
    """Return a program of people of whom any two in `pairs` exclude each other."""
    program = Program()
    for _ in range(columns):
        program.add_column(1)
    for pair in pairs:
        program.add_row(dict.fromkeys(pair, 1), upper=1)
    return program


@st.composite
def cases(draw):
    columns = draw(st.integers(3, 9))
    pair = st.sets(st.integers(0, columns - 1), min_size=2, max_size=2).map(sorted)
    pairs = draw(st.lists(pair, min_size=3, max_size=14))
    worth = st.sampled_from(WORTH).flatmap(
        lambda each: st.lists(each, min_size=columns, max_size=columns)
    )
    costs = [-one for one in draw(worth)]
    later = draw(st.lists(st.integers(-9, 9), min_size=columns, max_size=columns))
    return columns, pairs, costs, later


@settings(
    max_examples=4000 if LONG else 150,
    deadline=None,
    derandomize=not LONG,
    database=None,
    phases=[Phase.generate, Phase.shrink],
)
@given(case=cases())
def test_no_answer_costs_less_and_afterwards_none_that_costs_more_is_found(case):
    columns, pairs, costs, later = case
    allowed = [
        values
        for values in product((0, 1), repeat=columns)
        if program_of(columns, pairs).holds(values)
    ]
    smallest = min((total(costs, values), total(later, values)) for values in allowed)

    program = program_of(columns, pairs)
    found = least(program, costs, [0] * columns)
    assert total(costs, found[:columns]) == smallest[0]

    then = best(program, later + [0] * (len(found) - columns), found)[:columns]
    assert (total(costs, then), total(later, then)) == smallest


# Any two of these three exclude each other, so that half of each is what the solver would like.
TRIANGLE = [(0, 1), (1, 2), (0, 2)]


@pytest.mark.parametrize("unit", [1, 10**7, 10**16, 10**29])
@pytest.mark.parametrize("more", [1, 9_999, 123_456, 10**6 + 1])
def test_halves_of_people_are_no_answer_however_long_the_numbers(unit, more):
    costs = [-7 * unit, -7 * unit - more, -7 * unit - more // 2, -1]
    program = program_of(4, TRIANGLE)
    assert least(program, costs, [0, 0, 0, 0])[:4] == [0, 1, 0, 1]
