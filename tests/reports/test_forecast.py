"""Where the batches lead: their own dates and seats, at the rate of those that are over."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from academy.reports.pages import outlook
from academy.reports.queries import burn_up, forecast
from academy.reports.queries.forecast import Stage
from tests.factories.courses import BatchFactory, ProgramFactory, days
from tests.factories.reports import certificate, seat
from tests.reports.reading import page

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def on(days_from_now: int) -> dt.date:
    return timezone.localdate() + days(days_from_now)


def batch(program, starts, ends, **fields):
    return BatchFactory(program=program, starts_on=on(starts), ends_on=on(ends), **fields)


@pytest.fixture
def program():
    """One batch over (3 of 4 passed, 2 certified), one running, one planned."""
    program = ProgramFactory(starts_on=on(-100), ends_on=on(300), target=50)
    over = batch(program, -90, -30, name="Dulu")
    passed = [seat(over, "completed") for _number in range(3)]
    seat(over, "failed")
    seat(over, "withdrawn")
    for one in passed[:2]:
        certificate(one)
    running = batch(program, -10, 20, name="Kini", closing_days=5, seats=40)
    for _number in range(8):
        seat(running)
    batch(program, 60, 120, name="Nanti", seats=80)
    return program


def test_each_batch_adds_at_its_own_end_what_the_rate_of_those_that_are_over_makes(
    program, django_assert_num_queries
):
    with django_assert_num_queries(1):
        found = forecast.read(program)
    assert (found.certified, found.percent, found.is_assumed) == (2, 75, False)
    steps = [(step.batch.stage, step.batch.on, step.adds, step.sum) for step in found.steps]
    assert steps == [
        # Passed already, and waits for the certificate.
        (Stage.OVER, on(0), 1, 3),
        # Eight people, not forty seats; the days after the last one count.
        (Stage.RUNNING, on(25), 6, 9),
        (Stage.PLANNED, on(120), 60, 69),
    ]
    assert found.reached is found.steps[-1]
    first, rests, *_more = outlook.with_forecast(burn_up.read(program), found)
    assert first.startswith("2 of 50 are certified")
    assert "with Nanti" in first
    assert "75%" in rests.replace("\u202f", "").replace("\xa0", "").replace(" %", "%")


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_once_however_many_batches(count, django_assert_num_queries):
    program = ProgramFactory()
    for number in range(count):
        batch(program, number + 1, number + 20, seats=10)
    with django_assert_num_queries(1):
        found = forecast.read(program)
    assert len(found.steps) == count


def test_without_a_batch_that_is_over_the_assumption_is_said_and_what_is_missing():
    program = ProgramFactory(starts_on=on(-10), ends_on=on(90), target=1000)
    batch(program, 10, 40, seats=100)
    found = forecast.read(program)
    assert (found.is_assumed, found.sum, found.reached) == (True, 75, None)
    first, rests, *_more = outlook.with_forecast(burn_up.read(program), found)
    assert "925 are missing" in first
    assert "assumed" in rests


def test_the_page_draws_it_and_has_the_same_as_a_table(client, sign_in, program):
    sign_in(program_manager=True)
    shown = client.get(page(program))
    for chart in shown.context["forecast_charts"]:
        assert len(chart.dots) == 3
        assert all(0 <= x <= chart.plot.width for x, _y in chart.dots)
        assert all(0 <= y <= chart.plot.height for _x, y in chart.dots)
        assert all(0 <= label.y <= chart.plot.height for label in chart.labels)
    table = shown.text.split('id="ahead"')[1].split("</table>")[0]
    assert all(name in table for name in ("Dulu", "Kini", "Nanti"))
