import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from academy.web import formats

NBSP = "\N{NO-BREAK SPACE}"
EVENING = dt.datetime(2026, 2, 3, 12, 30, tzinfo=dt.UTC)


@pytest.fixture(params=["id", "en"])
def language(request):
    with translation.override(request.param):
        yield request.param


def test_a_time_is_read_in_wib_whatever_zone_it_is_stored_in(language):
    assert (
        formats.date_time(EVENING)
        == {
            "id": f"Selasa, 3 Februari 2026, 19.30{NBSP}WIB",
            "en": f"Tuesday, 3 February 2026, 19:30{NBSP}WIB",
        }[language]
    )


def test_late_evening_in_utc_is_already_tomorrow_in_wib():
    with translation.override("id"):
        late = dt.datetime(2026, 2, 3, 18, 5, tzinfo=dt.UTC)
        assert formats.date_short(late) == "4 Feb 2026"
        assert formats.time_wib(late) == f"01.05{NBSP}WIB"


def test_dates_are_written_out_or_short(language):
    day = dt.date(2026, 8, 17)
    assert (formats.date_long(day), formats.date_short(day)) == {
        "id": ("Senin, 17 Agustus 2026", "17 Agu 2026"),
        "en": ("Monday, 17 August 2026", "17 Aug 2026"),
    }[language]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (dt.date(2026, 2, 3), dt.date(2026, 2, 3), "3 Feb 2026"),
        (dt.date(2026, 2, 3), dt.date(2026, 2, 20), "3–20 Feb 2026"),
        (dt.date(2026, 2, 3), dt.date(2026, 3, 5), "3 Feb – 5 Mar 2026"),
        (dt.date(2025, 12, 3), dt.date(2026, 3, 5), "3 Des 2025 – 5 Mar 2026"),
        (dt.date(2026, 2, 3), None, "3 Feb 2026"),
        (None, None, ""),
    ],
)
def test_a_period_says_no_part_twice(start, end, words):
    with translation.override("id"):
        assert formats.date_range(start, end) == words


def test_a_session_has_a_start_and_an_end():
    with translation.override("id"):
        end = EVENING + dt.timedelta(minutes=90)
        assert formats.time_range(EVENING, end) == f"19.30–21.00{NBSP}WIB"
        assert formats.time_range(EVENING, None) == f"19.30{NBSP}WIB"


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (1000, "1.000", "1,000"),
        (1234567, "1.234.567", "1,234,567"),
        (Decimal("87.50"), "87,5", "87.5"),
        (Decimal("87.00"), "87", "87"),
        (Decimal("87.555"), "87,56", "87.56"),
        (-3, "\N{MINUS SIGN}3", "\N{MINUS SIGN}3"),
        (0, "0", "0"),
        (None, "", ""),
        ("", "", ""),
        ("many", "", ""),
        (float("nan"), "", ""),
    ],
)
def test_figures_follow_the_language(value, indonesian, english):
    with translation.override("id"):
        assert formats.number(value) == indonesian
    with translation.override("en"):
        assert formats.number(value) == english


def test_money_is_whole_rupiah():
    with translation.override("id"):
        assert formats.rupiah(50000) == "Rp50.000"
        assert formats.rupiah(0) == "Rp0"
        assert formats.rupiah(-2500) == "\N{MINUS SIGN}Rp2.500"
        assert formats.rupiah(None) == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (75, f"75{NBSP}%"),
        (Decimal("74.5"), f"75{NBSP}%"),
        (Decimal("99.6"), f"99{NBSP}%"),
        (100, f"100{NBSP}%"),
        (Decimal("0.2"), f"1{NBSP}%"),
        (0, f"0{NBSP}%"),
        (None, ""),
    ],
)
def test_a_percentage_is_whole_and_full_only_when_it_is_full(value, words):
    assert formats.percent(value) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, f"0{NBSP}kB"),
        (1, f"1{NBSP}kB"),
        (47_200, f"48{NBSP}kB"),
        (999_001, f"1{NBSP}MB"),
        (2_340_000, f"2,3{NBSP}MB"),
        (1_500_000_000, f"1,5{NBSP}GB"),
        (None, ""),
    ],
)
def test_data_is_told_in_the_units_that_providers_sell(size, words):
    with translation.override("id"):
        assert formats.data_size(size) == words


def test_what_data_costs_is_rounded_up():
    with translation.override("id"):
        assert formats.data_cost(200_000, 250) == f"≈{NBSP}Rp50"
        assert formats.data_cost(200_001, 250) == f"≈{NBSP}Rp51"
        # Less than fifty rupiah says nothing.
        assert formats.data_cost(199_000, 250) == f"≈{NBSP}Rp50"
        assert formats.data_cost(196_000, 250) == ""
        assert formats.data_cost(10_000_000, 250) == f"≈{NBSP}Rp2.500"
        assert formats.data_cost(48_000, None) == ""


def test_minutes_become_hours():
    with translation.override("en"):
        assert [formats.duration(minutes) for minutes in (1, 45, 60, 80, 120, None)] == [
            "1 minute",
            "45 minutes",
            "1 hour",
            "1 h 20 min",
            "2 hours",
            "",
        ]


def test_what_plays_says_how_long_in_words():
    with translation.override("id"):
        assert [formats.running_time(seconds) for seconds in (24.4, 60, 127, 3_720, None)] == [
            "24 detik", "1 menit", "2 menit 7 detik", "1 jam 2 menit", "",
        ]  # fmt: skip
