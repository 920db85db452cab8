"""The sentences above the figures."""

import datetime as dt

import pytest
from django.utils import translation

from academy.reports.pages import outlook
from academy.reports.queries.burn_up import BurnUp, Week

START, END = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def way(today, completed, active=0, target=1000):
    weeks = [Week(today - dt.timedelta(days=7), completed // 2, 0), Week(today, completed, 0)]
    return BurnUp(START, END, today, target, active, weeks if today >= START else [])


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_the_pace_so_far_tells_when_the_target_is_reached():
    # 100 days, 500 graduates: the other 500 take 100 more.
    found = way(dt.date(2026, 4, 10), 500)
    assert outlook.reached_on(found) == dt.date(2026, 7, 19)
    assert outlook.sentences(found) == [
        "500 of 1,000; at the pace so far the target is reached on 19 Jul 2026, "
        "before the program ends (31 Dec 2026).",
        "A straight plan has 273 today: 227 fewer than there are.",
    ]


def test_a_slow_pace_ends_after_the_program_and_says_what_the_active_would_make_of_it():
    assert outlook.sentences(way(dt.date(2026, 7, 19), 200, active=551)) == [
        "200 of 1,000; at the pace so far the target is reached on 26 Sep 2028, "
        "after the program ends (31 Dec 2026).",
        "A straight plan has 547 today: 347 more than there are.",
        "If all 551 who are learning now pass, there will be 751.",
    ]


@pytest.mark.parametrize(
    ("today", "completed", "sentence"),
    [
        (
            dt.date(2025, 12, 1),
            0,
            "The program begins on 1 Jan 2026; its target is 1,000 graduates.",
        ),
        (
            dt.date(2026, 3, 1),
            0,
            "Nobody has passed yet; the target is 1,000 graduates by 31 Dec 2026.",
        ),
        (
            dt.date(2026, 11, 1),
            1,
            "1 of 1,000; at the pace so far the target is more than five years away.",
        ),
        (
            dt.date(2027, 2, 1),
            815,
            "The program ended on 31 Dec 2026 with 815 of 1,000 graduates.",
        ),
        (
            dt.date(2026, 11, 1),
            1000,
            "1,000 of 1,000: the target has been met since 1 Nov 2026.",
        ),
    ],
)
def test_every_situation_has_its_sentence(today, completed, sentence):
    assert outlook.sentences(way(today, completed))[0] == sentence
