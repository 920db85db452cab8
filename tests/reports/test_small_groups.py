"""What partners read says nothing about groups under five, neither alone nor by sums."""

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academy.reports.disclosure.small_groups import merge_steps, protect, protect_total


def as_text(cell):
    return cell.mark if cell.value is None else str(cell.value)


def read(shown):
    return [[as_text(cell) for cell in row] for row in shown]


def add_up(rows):
    return [sum(column) for column in zip(*rows, strict=True)]


def test_figures_without_a_small_group_are_all_shown():
    rows = [[60, 40, 20, 20], [30, 15, 0, 0]]
    assert read(protect(rows, add_up(rows))) == [["60", "40", "20", "20"], ["30", "15", "0", "0"]]


def test_a_small_figure_takes_another_one_with_it():
    rows = [[60, 40], [30, 15], [20, 3]]
    assert read(protect(rows, add_up(rows))) == [["60", "40"], ["30", "•"], ["20", "<5"]]


def test_those_who_are_left_over_are_a_group_too():
    rows = [[60, 40], [30, 15], [20, 18]]
    assert read(protect(rows, add_up(rows))) == [["60", "40"], ["30", "•"], ["20", "•"]]


def test_where_no_other_row_can_hide_it_the_whole_column_is_hidden():
    rows = [[1, 1], [8, 5]]
    assert read(protect(rows, add_up(rows))) == [["<5", "•"], ["•", "•"]]


def test_a_few_who_lack_something_in_all_hide_their_row_and_one_more_and_no_whole_column():
    rows = [[60, 60], [30, 29], [20, 20], [40, 40]]
    shown = read(protect(rows, add_up(rows)))
    assert sum(row[1] == "•" for row in shown) <= 2
    assert shown[1][1] == "•"
    assert [as_text(cell) for cell in protect_total(add_up(rows))] == ["150", "•"]


def test_a_small_total_is_hidden_with_all_that_adds_up_to_it():
    rows = [[60, 2], [30, 1]]
    assert [as_text(cell) for cell in protect_total(add_up(rows))] == ["90", "<5"]
    assert read(protect(rows, add_up(rows))) == [["60", "•"], ["30", "•"]]


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        ([], []),
        ([0, 7, 9, 14], [0, 7, 7, 14]),
        ([3, 6, 9], [0, 0, 9]),
        ([5, 10, 12], [5, 5, 12]),
        ([0, 20, 20], [0, 20, 20]),
    ],
)
def test_a_line_grows_by_five_at_least(steps, shown):
    assert merge_steps(steps) == shown


@given(st.lists(st.integers(0, 9), max_size=12).filter(lambda grown: not 0 < sum(grown) < 5))
def test_no_line_has_a_small_step(grown):
    steps = [sum(grown[: number + 1]) for number in range(len(grown))]
    shown = [0, *merge_steps(steps)]
    assert shown[-1] == sum(grown)
    differences = {after - before for before, after in pairwise(shown)}
    assert differences.isdisjoint({1, 2, 3, 4})


# A group's people by how far they came: only applied, accepted, completed.
group = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
tables = st.lists(group, min_size=2, max_size=3).map(
    lambda groups: [[sum(people), sum(people[1:]), people[2]] for people in groups]
)


def options(row, totals):
    """Return every row that a reader must think possible."""
    ranges = []
    for cell, total in zip(row, totals, strict=True):
        if cell.value is not None:
            ranges.append([cell.value])
        elif cell.mark == "<5":
            ranges.append(range(1, 5))
        else:
            ranges.append(range(total + 1))
    return [made for made in product(*ranges) if made[0] >= made[1] >= made[2]]


def possible(rows, totals, shown_totals, fits):
    """Whether a table that `fits` agrees with all that is shown (at most three rows)."""
    *before, last = [
        [made for made in options(row, totals) if fits(number, made)]
        for number, row in enumerate(rows)
    ]
    open_columns = [column for column, cell in enumerate(shown_totals) if cell.value is not None]
    ends = {tuple(made[column] for column in open_columns) for made in last}
    return any(
        tuple(totals[column] - sum(row[column] for row in chosen) for column in open_columns)
        in ends
        for chosen in product(*before)
    )


@given(tables)
@settings(max_examples=150, deadline=None)
def test_no_hidden_small_group_can_be_computed_from_the_rest(rows):
    totals = add_up(rows)
    shown, shown_totals = protect(rows, totals), protect_total(totals)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if 0 < value < 5:
                assert shown[number][column].value is None
                assert possible(
                    shown,
                    totals,
                    shown_totals,
                    lambda at, made, n=number, c=column, v=value: at != n or made[c] != v,
                ), (shown, rows)
            left_over = row[column - 1] - value if column else 0
            if 0 < left_over < 5:
                assert possible(
                    shown,
                    totals,
                    shown_totals,
                    lambda at, made, n=number, c=column, v=left_over: (
                        at != n or made[c - 1] - made[c] != v
                    ),
                ), (shown, rows)
