"""The mean mark that a rule demands: weights, marks that are missing, and who owes none."""

from decimal import Decimal

import pytest
from django.utils import translation

from courses.completion import rules
from tests.courses.completion.demands import (
    demand,
    only,
    quiz,
    reached,
    rule,
)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("marks", "met", "said"),
    [
        pytest.param({}, False, "No mark yet", id="no mark"),
        pytest.param({1: "69.99", 2: "69.99"}, False, "Mean 69,99", id="under"),
        pytest.param({1: "70", 2: "70"}, True, "Mean 70", id="at the limit"),
        pytest.param({1: "70.01", 2: "70"}, True, "Mean 70,01", id="above, by half a hundredth"),
        pytest.param(
            {1: "69.99", 2: "70"}, False, "Mean 70", id="69.995 is shown as 70 and is not 70"
        ),
        pytest.param({1: "0", 2: "0"}, False, "Mean 0", id="nought is a mark"),
        pytest.param({1: "100", 2: "100"}, True, "Mean 100", id="the best"),
        pytest.param(
            {1: "100"}, False, "Mean so far 100; 1 activity has no mark yet",
            id="one mark is missing",
        ),
        pytest.param({1: "80", 2: "80", 9: "0"}, True, "Mean 80", id="an optional quiz failed"),
    ],
)  # fmt: skip
def test_mean_mark_of_at_least_70(marks, met, said):
    figures = reached([quiz(1), quiz(2), demand(3)], marks=marks)
    assert only(rule(minimum_mark="70"), figures) == (met, said)


@pytest.mark.parametrize(
    ("weights", "marks", "mean"),
    [
        pytest.param(("1", "3"), ("100", "60"), "70", id="1 to 3"),
        pytest.param(("3", "1"), ("100", "60"), "90", id="3 to 1"),
        pytest.param(("0.5", "0.5"), ("100", "60"), "80", id="both half"),
        pytest.param(("1", "0"), ("60", "100"), "60", id="one counts for nothing"),
    ],
)
def test_weights(weights, marks, mean):
    demands = [quiz(number, weight) for number, weight in enumerate(weights)]
    figures = reached(demands, marks=dict(enumerate(marks)))
    assert (figures.mean_mark, figures.unmarked_count) == (Decimal(mean), 0)


def test_weights_of_nought_leave_no_mean():
    figures = reached([quiz(1, "0")], marks={1: "100"})
    assert figures.mean_mark is None
    assert only(rule(minimum_mark="70"), figures) == (False, "No mark yet")


@pytest.mark.parametrize(
    ("demands", "exempt", "said"),
    [
        pytest.param([quiz(1), demand(2)], [1], (True, "Exempt from all that is marked"), id="all"),
        pytest.param([quiz(1), quiz(2)], [1], (False, "No mark yet"), id="one is left"),
        pytest.param([demand(2)], [2], (False, "No mark yet"), id="nothing has a mark"),
        pytest.param(
            [quiz(1, is_live=False), demand(2)], [1], (False, "No mark yet"), id="unpublished"
        ),
    ],
)
def test_who_is_exempt_from_all_that_is_marked_owes_no_mark(demands, exempt, said):
    assert only(rule(minimum_mark="70"), reached(demands, exempt=exempt)) == said


def test_several_marks_are_missing():
    figures = reached([quiz(1), quiz(2), quiz(3)], marks={1: "90"})
    said = "Mean so far 90; 2 activities have no mark yet"
    assert only(rule(minimum_mark="70"), figures) == (False, said)


def test_the_mark_of_a_quiz_that_was_unpublished():
    demands = [quiz(1), quiz(2, is_live=False)]
    marks = {1: "80", 2: "40"}
    assert reached(demands, marks=marks).mean_mark == 80
    assert reached(demands, marks=marks, done=[2]).mean_mark == 60


def test_the_mean_is_compared_before_it_is_rounded_and_stored_after():
    figures = reached([quiz(1), quiz(2), quiz(3)], marks={1: "70", 2: "70", 3: "69.99"})
    assert figures.mean_mark is not None
    assert figures.mean_mark < 70
    assert rules.rounded(figures.mean_mark) == Decimal("70.00")
    assert rules.rounded(Decimal("69.995")) == Decimal("70.00")
    assert rules.rounded(Decimal("69.994")) == Decimal("69.99")
