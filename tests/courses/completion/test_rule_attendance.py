"""The rule in tables: what it demands of attendance."""

from decimal import Decimal

import pytest
from django.utils import translation

from courses.completion import rules
from courses.completion.requirements import requirements
from courses.completion.rules import Figures
from courses.models import AttendanceStatus, CompletionRule
from courses.models.seats.asked import Asked
from tests.courses.completion.demands import (
    only,
    reached,
    rule,
    session,
)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def keys(demanded: CompletionRule, figures: Figures) -> dict[str, bool]:
    return {item.key: item.is_met for item in requirements(demanded, figures)}


@pytest.mark.parametrize(
    ("minimum", "attended", "met"),
    [
        pytest.param("75", [1, 2], False, id="under"),
        pytest.param("75", [1, 2, 3], True, id="at the limit"),
        pytest.param("75", [1, 2, 3, 4], True, id="above"),
        pytest.param("75.01", [1, 2, 3], False, id="a hundredth more is asked"),
        pytest.param("100", [1, 2, 3], False, id="all are asked"),
        pytest.param("100", [1, 2, 3, 4], True, id="all were attended"),
        pytest.param("0", [], True, id="none is asked"),
    ],
)
def test_attendance_at_four_sessions(minimum, attended, met):
    sessions = [session(number, start=-10 * number) for number in (1, 2, 3, 4)]
    found = only(rule(minimum_attendance=minimum), reached(sessions=sessions, attended=attended))
    assert found == (met, f"Attended {len(attended)} of 4 sessions")


OVER, RUNNING, COMING = (session(1, -30), session(2, -1), session(3, 30))


@pytest.mark.parametrize(
    ("sessions", "attended", "enrolled", "percent", "met", "said"),
    [
        pytest.param([], [], -480, None, False, "No session has been noted yet", id="no session"),
        pytest.param([OVER], [], -480, "0.00", False, "Attended 0 of 1 sessions", id="missed"),
        pytest.param([OVER], [1], -480, "100.00", True, "Attended 1 of 1 sessions", id="there"),
        pytest.param(
            [RUNNING], [], -480, None, False, "Attended 0 of 1 sessions",
            id="it runs, and nobody is missing before its end",
        ),
        pytest.param(
            [RUNNING], [2], -480, "100.00", True, "Attended 1 of 1 sessions",
            id="it runs, and who is there is not above 100 %",
        ),
        pytest.param(
            [OVER, RUNNING], [1, 2], -480, "100.00", True, "Attended 2 of 2 sessions",
            id="both, of which one still runs",
        ),
        pytest.param(
            [OVER, RUNNING], [2], -480, "50.00", True, "Attended 1 of 2 sessions",
            id="missed the first, there now",
        ),
        pytest.param(
            [COMING], [], -480, None, False, "Attended 0 of 1 sessions", id="all are to come",
        ),
        pytest.param(
            [OVER, COMING], [1], -480, "100.00", True, "Attended 1 of 2 sessions",
            id="what is to come is asked for, and not held",
        ),
        pytest.param(
            [COMING], [3], -480, "100.00", True, "Attended 1 of 1 sessions",
            id="noted, then put off to another day",
        ),
        pytest.param(
            [OVER], [], -10, None, True, "All sessions were over before this seat was given",
            id="over before the seat was given",
        ),
        pytest.param(
            [OVER], [1], -10, "100.00", True, "Attended 1 of 1 sessions",
            id="was there before the seat was given",
        ),
        pytest.param(
            [OVER, RUNNING], [], -10, None, False, "Attended 0 of 1 sessions",
            id="one before the seat, one since",
        ),
        pytest.param(
            [OVER], [], -29, "0.00", False, "Attended 0 of 1 sessions",
            id="came while it ran",
        ),
        pytest.param(
            [OVER], [], -28, "0.00", False, "Attended 0 of 1 sessions",
            id="came as it ended",
        ),
    ],
)  # fmt: skip
def test_half_of_the_sessions(sessions, attended, enrolled, percent, met, said):
    figures = reached(sessions=sessions, attended=attended, enrolled=enrolled)
    held = figures.attendance_percent
    assert (None if held is None else str(held)) == percent
    assert only(rule(minimum_attendance="50"), figures) == (met, said)


@pytest.mark.parametrize(
    ("attended", "over", "coming", "outlook"),
    [
        pytest.param(2, 4, 4, "All 4 sessions that are left are needed.", id="2 of 8, 4 left"),
        pytest.param(5, 6, 1, "The one session that is left is needed.", id="one left"),
        pytest.param(
            3, 4, 4, "Of the 4 sessions that are left, at least 3 must be attended.", id="one spare"
        ),
        pytest.param(
            1, 4, 4,
            "This can no longer be reached: 5 more are needed, and 4 are left. If you were at a "
            "session and it is not noted, tell your coordinator.",
            id="too late",
        ),
        pytest.param(6, 6, 2, "", id="reached already"),
        pytest.param(0, 0, 0, "", id="none is planned"),
    ],
)  # fmt: skip
def test_attendance_says_what_is_needed_and_whether_that_is_possible(
    attended, over, coming, outlook
):
    sessions = [
        *(session(number, -300 + number) for number in range(over)),
        *(session(100 + number, 30 + number) for number in range(coming)),
    ]
    figures = reached(sessions=sessions, attended=range(attended))
    [item] = requirements(rule(minimum_attendance="75"), figures)
    assert item.outlook == outlook


def test_a_session_that_came_later_is_not_reckoned_among_those_that_are_left():
    """Who had passed is held to the sessions of then, also after a correction took one back."""
    sessions = [session(number, -300 + number) for number in range(5)]
    demanded = rule(minimum_attendance="75")
    asked = Asked(rule=demanded, weights={}, sessions=frozenset(range(4)))
    [item] = requirements(demanded, reached(sessions=sessions, attended=[0, 1, 4], asked=asked))
    assert item.outlook.startswith("This can no longer be reached: 1 more are needed, and 0 are")


def test_a_session_is_held_from_the_moment_it_ends():
    assert reached(sessions=[session(1, -2, 0)]).attendance_percent == 0
    assert reached(sessions=[session(1, -2, 0.01)]).attendance_percent is None


def test_sessions_are_in_order_of_time_with_those_to_come():
    figures = reached(sessions=[OVER, RUNNING, COMING], attended=[1], enrolled=-10)
    assert [item.pk for item in figures.sessions] == [1, 2, 3]
    assert (figures.attended_count, figures.held_count, figures.session_count) == (1, 1, 3)


def test_attendance_is_rounded_to_two_places():
    sessions = [session(number, start=-10 * number) for number in (1, 2, 3)]
    percent = reached(sessions=sessions, attended=[1, 2]).attendance_percent
    assert percent == Decimal("66.67")


@pytest.mark.parametrize(
    ("excused_counts", "status", "attended"),
    [
        (False, AttendanceStatus.PRESENT, True),
        (False, AttendanceStatus.EXCUSED, False),
        (False, AttendanceStatus.ILL, False),
        (False, AttendanceStatus.ABSENT, False),
        (True, AttendanceStatus.PRESENT, True),
        (True, AttendanceStatus.EXCUSED, True),
        (True, AttendanceStatus.ILL, True),
        (True, AttendanceStatus.ABSENT, False),
    ],
)
def test_permission_and_illness_count_if_the_rule_says_so(excused_counts, status, attended):
    counted = rules.counted_statuses(rule(excused_counts=excused_counts))
    assert (status in counted) == attended


def test_the_rule_says_whether_permission_and_illness_count():
    plain, kind = (
        requirements(rule(minimum_attendance="75.50", excused_counts=counts), reached())
        for counts in (False, True)
    )
    assert [(item.key, item.text) for item in (*plain, *kind)] == [
        ("attendance", "Attendance at least 75,5 %"),
        ("attendance", "Attendance at least 75,5 % (permission and illness count)"),
    ]
