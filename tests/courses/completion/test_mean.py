"""How the mean is made: weights, quizzes that do not count, activities one need not do."""

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.completion.rules import asked_now, mean_of, own_demands
from courses.models.seats.asked import Asked
from tests.courses.completion.demands import demand, quiz, reached, rule


def assignment(number: int, weight: str = "1"):
    return quiz(number, weight, is_final=False)


def mean(demands, marks, drop=0):
    """Return the mean, what was left out, and how many marks are missing."""
    found = mean_of(demands, {number: Decimal(value) for number, value in marks.items()}, drop=drop)
    return found.value, set(found.dropped), found.unmarked_count


QUIZZES = [quiz(1), quiz(2), quiz(3)]


@pytest.mark.parametrize(
    ("demands", "marks", "drop", "expected"),
    [
        (QUIZZES, {1: 60, 2: 70, 3: 80}, 0, (70, set(), 0)),
        (QUIZZES, {1: 60, 2: 70, 3: 80}, 1, (75, {1}, 0)),
        (QUIZZES, {1: 60, 2: 70, 3: 80}, 2, (80, {1, 2}, 0)),
        # More than there are: what raises the mean no more stays in it.
        (QUIZZES, {1: 60, 2: 70, 3: 80}, 9, (80, {1, 2}, 0)),
        (QUIZZES, {1: 70, 2: 70, 3: 70}, 2, (70, set(), 0)),
        # A quiz without a mark goes first.
        (QUIZZES, {1: 60, 2: 80}, 1, (70, {3}, 0)),
        (QUIZZES, {1: 60, 2: 80}, 2, (80, {1, 3}, 0)),
        # Of two without a mark one still needs one: nobody can say yet which.
        (QUIZZES, {1: 60}, 1, (60, set(), 1)),
        (QUIZZES, {}, 1, (None, set(), 2)),
        # Assignments are never left out, however low.
        ([assignment(1), quiz(2), quiz(3)], {1: 20, 2: 60, 3: 80}, 1, (Decimal(160) / 3, set(), 0)),
        ([assignment(1), quiz(2), quiz(3)], {1: 90, 2: 60, 3: 80}, 1, (85, {2}, 0)),
        ([assignment(1), quiz(2)], {2: 60}, 1, (60, set(), 1)),
        # By weight: 60 with a weight of 8 lowers the mean more than 40 with one of 1.
        ([quiz(1, "1"), quiz(2, "8"), assignment(3, "1")], {1: 40, 2: 60, 3: 100}, 1, (70, {2}, 0)),
        # What weighs nothing is neither missing nor left out.
        ([quiz(1), quiz(2, "0")], {1: 60}, 1, (60, set(), 0)),
        # Lessons and tests that do not count have no part in it.
        ([demand(1), quiz(2)], {2: 60}, 0, (60, set(), 0)),
    ],
)
def test_a_mean_leaves_out_the_quizzes_that_lower_it_most(demands, marks, drop, expected):
    assert mean(demands, marks, drop) == expected


MARK = st.integers(0, 100)
GRADED = st.lists(
    st.tuples(st.booleans(), st.sampled_from(["1", "2", "0.5", "10"]), st.none() | MARK),
    min_size=1,
    max_size=7,
)


def _made(rows):
    demands = [
        (quiz if is_quiz else assignment)(number, weight)
        for number, (is_quiz, weight, _mark) in enumerate(rows)
    ]
    return demands, {number: row[2] for number, row in enumerate(rows) if row[2] is not None}


@given(GRADED, st.integers(0, 4))
def test_no_other_choice_of_quizzes_would_give_a_better_mean(rows, drop):
    demands, marks = _made(rows)
    value, _dropped, _missing = mean(demands, marks, drop)
    quizzes = [item.activity_id for item in demands if item.is_quiz]
    others = [
        mean([item for item in demands if item.activity_id not in out], marks)
        for count in range(drop + 1)
        for out in combinations(quizzes, min(count, len(quizzes)))
    ]
    unmarked = len([number for number in quizzes if number not in marks])
    possible = [
        other
        for other, _out, missing in others
        if other is not None and missing <= max(0, len(demands) - len(marks) - min(drop, unmarked))
    ]
    assert value == max(possible, default=None) if possible else value is None


@given(GRADED, st.integers(0, 4), st.integers(0, 6), MARK)
def test_a_further_or_better_mark_never_lowers_what_is_left_out_for(rows, drop, which, better):
    demands, marks = _made(rows)
    before = mean(demands, marks, drop)[0]
    at = which % len(rows)
    is_quiz = rows[at][0]
    if at in marks:
        after = mean(demands, marks | {at: max(marks[at], better)}, drop)[0]
        assert after >= before
    elif is_quiz and drop and before is not None:
        blank = [n for n, row in enumerate(rows) if row[0] and row[2] is None]
        after = mean(demands, marks | {at: better}, drop)[0]
        # Only where it was left out: a quiz that was missing may lower a mean "so far".
        assert len(blank) > drop or after >= before


@given(GRADED, st.integers(0, 3))
def test_a_rule_that_leaves_out_one_more_never_lowers_a_mean(rows, drop):
    demands, marks = _made(rows)
    before, after = mean(demands, marks, drop)[0], mean(demands, marks, drop + 1)[0]
    assert before is after is None or after >= before


def test_what_one_need_not_do_is_neither_asked_nor_counted_and_what_was_done_stays_done():
    demands = [demand(1), quiz(2), quiz(3)]
    own = own_demands(demands, done={2}, asked=None, exempt={2, 3})
    assert [(item.activity_id, item.weight) for item in own] == [(1, 1), (2, 0)]


def test_who_has_met_the_rule_is_held_to_the_number_of_quizzes_of_then():
    asked = Asked(rule=rule(dropped_quizzes=2), weights={1: Decimal(1)})
    stored = asked.to_json()
    assert Asked.from_json(stored).rule.dropped_quizzes == 2
    del stored["rule"]["dropped_quizzes"]
    assert Asked.from_json(stored).rule.dropped_quizzes == 0


def test_an_exemption_that_was_ended_asks_nothing_of_who_has_met_the_rule():
    demands = [demand(1), demand(2)]
    met = reached(demands, done={1}, exempt={2})
    asked = asked_now(rule(all_activities=True), met)
    after = reached(demands, done={1}, asked=asked)
    assert [item.activity_id for item in after.required] == [1]
    assert replace(demands[0], weight=Decimal(1)) in after.required
