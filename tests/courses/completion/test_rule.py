"""The rule, demand by demand: who meets it, who does not, and what the list says of it."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation

from courses.completion import rules
from courses.completion.requirements import eligible_since, requirements
from courses.completion.rules import Figures
from courses.models import CompletionRule
from courses.models.seats.asked import Asked
from tests.courses.completion.demands import (
    NOW,
    demand,
    final,
    hours,
    only,
    quiz,
    reached,
    rule,
    session,
)

NOT_YET = "What is demanded stands here once the batch has begun"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def keys(demanded: CompletionRule, figures: Figures) -> dict[str, bool]:
    return {item.key: item.is_met for item in requirements(demanded, figures)}


@pytest.mark.parametrize(
    ("demands", "done", "met", "said"),
    [
        pytest.param([], [], False, NOT_YET, id="nothing is demanded yet"),
        pytest.param([], [7], False, NOT_YET, id="nothing demanded, something done"),
        pytest.param([demand(1), demand(2)], [], False, "0 of 2 done", id="nothing done"),
        pytest.param([demand(1), demand(2)], [1], False, "1 of 2 done", id="one is missing"),
        pytest.param([demand(1), demand(2)], [1, 2], True, "2 of 2 done", id="all done"),
        pytest.param([demand(1)], [1, 8, 9], True, "1 of 1 done", id="also what was optional"),
        pytest.param(
            [demand(1), demand(2, is_live=False)], [1], True, "1 of 1 done",
            id="what was unpublished is asked of nobody who had not done it",
        ),
        pytest.param(
            [demand(1), demand(2, is_live=False)], [2], False, "1 of 2 done",
            id="what was unpublished still counts for who had done it",
        ),
        pytest.param(
            [demand(1, is_live=False)], [], False, NOT_YET,
            id="all that was demanded is unpublished",
        ),
    ],
)  # fmt: skip
def test_all_activities(demands, done, met, said):
    assert only(rule(all_activities=True), reached(demands, done=done)) == (met, said)


def test_what_is_missing_is_named_in_order():
    figures = reached([demand(1), demand(2), demand(3)], done=[2])
    (item,) = requirements(rule(all_activities=True), figures)
    assert [missing.title for missing in item.missing] == ["Materi 1", "Materi 3"]
    assert (item.key, item.text) == ("activities", "All required activities are done")


ASKED = Asked(
    rule=rule(all_activities=True, minimum_mark="70", minimum_attendance="50"),
    weights={1: Decimal(1), 2: Decimal(3)},
    sessions=frozenset({1, 2}),
)


def test_who_has_met_the_rule_is_asked_for_nothing_else_since():
    demands = [quiz(1, "9"), quiz(2, "0"), quiz(3), final(4, is_graded=True)]
    sessions = [session(number, start=-10 * number) for number in (1, 2, 3, 4)]
    figures = reached(
        demands,
        sessions,
        done=[1, 2, 4],
        marks={1: "90", 2: "70", 4: "0"},
        attended=[1],
        asked=ASKED,
    )
    assert [item.activity_id for item in figures.required] == [1, 2]
    assert (figures.done_count, figures.progress, figures.mean_mark) == (2, 100, 75)
    stricter = rule(
        all_activities=True, minimum_mark="100", minimum_attendance="100",
        final_assignment_accepted=True,
    )  # fmt: skip
    said = [(item.key, item.is_met, item.detail) for item in requirements(stricter, figures)]
    assert said == [
        ("activities", True, "2 of 2 done"),
        ("mark", True, "Mean 75"),
        ("attendance", True, "Attended 1 of 2 sessions"),
    ]
    # What was held since is held: the share of sessions is the same figure for everybody.
    assert figures.attendance_percent == 25


def test_what_is_unpublished_and_published_again_is_asked_as_before():
    gone, back = ([demand(1), demand(2, is_live=live), demand(3)] for live in (False, True))
    only_first = Asked(rule=rule(all_activities=True), weights={1: Decimal(1)})
    counts = [
        [item.activity_id for item in reached(demands, done=[1], asked=asked).required]
        for demands in (gone, back)
        for asked in (None, only_first)
    ]
    assert counts == [[1, 3], [1], [1, 2, 3], [1]]


def test_what_was_asked_is_the_same_when_it_was_stored():
    figures = reached([quiz(1, "2"), demand(2)], [session(1, -10)], done=[2, 9])
    asked = rules.asked_now(rule(minimum_mark="70.50"), figures)
    since = replace(asked, since=NOW)
    for one in (asked, since):
        found = Asked.from_json(json.loads(json.dumps(one.to_json())))
        assert found is not None
        assert found.to_json() == one.to_json()
        assert (found.weights, found.sessions, found.done, found.since) == (
            {1: Decimal(2), 2: Decimal(1)}, frozenset({1}), frozenset({2}), one.since,
        )  # fmt: skip
        assert (found.graded, found.final) == (frozenset({1}), frozenset())
        assert found.rule.minimum_mark == Decimal("70.50")
    assert Asked.from_json({}) is None


@pytest.mark.parametrize(
    ("required", "done", "percent"),
    [(0, 0, 0), (1, 0, 0), (1, 1, 100), (3, 1, 33), (3, 2, 66), (7, 6, 85), (200, 199, 99)],
)
def test_progress_is_rounded_down_so_that_100_is_all(required, done, percent):
    figures = reached([demand(number) for number in range(required)], done=range(done))
    assert (figures.progress, figures.done_count) == (percent, done)


@pytest.mark.parametrize(
    ("demands", "done", "met", "said"),
    [
        pytest.param([], [], False, NOT_YET, id="nothing is demanded yet"),
        pytest.param([demand(1)], [], True, "All accepted", id="the course has none"),
        pytest.param([final(1)], [], False, "Waiting: Tugas 1", id="not accepted"),
        pytest.param([final(1)], [1], True, "All accepted", id="accepted"),
        pytest.param(
            [final(1), final(2), final(3)], [2], False, "Waiting: Tugas 1, Tugas 3",
            id="one of three accepted",
        ),
        pytest.param(
            [demand(1, is_final=False)], [], True, "All accepted", id="an exercise is not final"
        ),
        pytest.param(
            [demand(1), final(2, is_live=False)], [], True, "All accepted", id="unpublished"
        ),
    ],
)  # fmt: skip
def test_final_assignments_are_accepted(demands, done, met, said):
    demanded = rule(final_assignment_accepted=True)
    figures = reached(demands, done=done)
    assert only(demanded, figures) == (met, said)
    (item,) = requirements(demanded, figures)
    assert (item.key, list(item.missing)) == ("final", figures.final_open)


@pytest.mark.parametrize(
    ("demands", "attendance", "shown"),
    [
        pytest.param([], "75", ["activities", "attendance", "final"], id="before it began"),
        pytest.param([demand(1)], "0", ["activities"], id="no final assignment, no sessions asked"),
        pytest.param([demand(1), final(2)], "75", ["activities", "attendance", "final"], id="all"),
    ],
)
def test_before_anything_is_begun_no_line_that_is_shown_says_met(demands, attendance, shown):
    demanded = rule(
        all_activities=True, minimum_attendance=attendance, final_assignment_accepted=True
    )
    lines = requirements(demanded, reached(demands))
    seen = [item for item in lines if not item.asks_nothing]
    assert [item.key for item in seen] == shown
    assert not any(item.is_met for item in seen)
    assert not any(item.detail.startswith("0 of 0") for item in seen)


def test_the_list_has_what_the_rule_demands_in_one_order():
    everything = rule(
        all_activities=True, minimum_mark="0", minimum_attendance="0",
        final_assignment_accepted=True,
    )  # fmt: skip
    assert list(keys(everything, reached())) == ["activities", "mark", "attendance", "final"]
    assert keys(rule(), reached()) == {}
    assert [item.text for item in requirements(everything, reached())] == [
        "All required activities are done",
        "Mean mark at least 0",
        "Attendance at least 0 %",
        "Final assignments are accepted",
    ]


@pytest.mark.parametrize(
    ("done", "before", "is_correction", "since"),
    [
        pytest.param([], None, False, None, id="not met yet"),
        pytest.param([1], None, False, NOW, id="met now"),
        pytest.param([1], hours(-5), False, hours(-5), id="met since five hours"),
        pytest.param([], hours(-5), False, hours(-5), id="more is demanded now"),
        pytest.param([], hours(-5), True, None, id="what was reached was a mistake"),
        pytest.param([1], hours(-5), True, hours(-5), id="corrected, and still met"),
        pytest.param([1], None, True, NOW, id="met by the correction"),
    ],
)
def test_since_when_the_rule_is_met(done, before, is_correction, since):
    found = eligible_since(
        rule=rule(all_activities=True),
        figures=reached([demand(1)], done=done),
        before=before,
        is_correction=is_correction,
        now=NOW,
    )
    assert found == since


def test_the_mark_is_one_line_of_the_list_with_or_without_a_mark():
    demanded = rule(minimum_mark="69.50")
    lists = [requirements(demanded, reached([quiz(1)], marks=m)) for m in ({}, {1: "70"})]
    said = ("mark", "Mean mark at least 69,5")
    assert [[(item.key, item.text) for item in found] for found in lists] == [[said], [said]]
