"""A coordinator notes who was there, one pesantren after the other, in a list of hundreds."""

import pytest
from playwright.sync_api import Page, expect

from tests.services.visiting import enter

pytestmark = pytest.mark.browser
ROWS = "[data-roster] tr[data-name]"


@pytest.fixture
def roster(device) -> Page:
    """The list of the first session of a batch that runs, as before anybody was noted."""
    page = device()
    page.set_viewport_size({"width": 1280, "height": 800})
    enter(page, "koordinator")
    page.goto("/kerja/angkatan/")
    batch = page.locator("main a[href^='/kerja/angkatan/']", has_text="Angkatan III").first
    page.goto(f"{batch.get_attribute('href')}sesi/")
    page.goto(page.locator("main a[href^='/kerja/sesi/']").first.get_attribute("href"))
    page.locator("[data-roster]").evaluate(
        """form => {
            form.querySelectorAll("input:checked").forEach(tick => { tick.checked = false; });
            form.dispatchEvent(new Event("change"));
        }"""
    )
    return page


def test_the_rest_present_are_those_whom_the_search_shows(roster):
    whole = roster.locator(ROWS).count()
    pesantren = roster.locator(f"{ROWS} th .muted").first.inner_text()
    roster.fill("[data-find]", pesantren)
    shown = roster.locator(f"{ROWS}:visible").count()
    assert 0 < shown < whole
    roster.locator("[data-all]").click()
    expect(roster.locator("[data-roster-count]")).to_have_text(f"{shown} / {whole}")
    # Without the search the others are as they were, and are meant now.
    roster.fill("[data-find]", "")
    assert roster.locator(f"{ROWS} input:checked").count() == shown
    roster.locator("[data-all]").click()
    expect(roster.locator("[data-roster-count]")).to_have_text(f"{whole} / {whole}")


def test_a_name_is_found_however_it_is_written_and_that_nobody_is_found_is_said(roster):
    names = roster.locator(ROWS).evaluate_all("rows => rows.map(row => row.dataset.name)")
    name = next((name for name in names if "'" in name), names[0])
    nobody = roster.locator("[data-find-none]")
    for written in (
        name.replace("'", ""),
        name.replace("'", "’"),
        name.replace(" ", "-"),
        name.upper(),
    ):
        roster.fill("[data-find]", written)
        assert roster.locator(f"{ROWS}:visible").count() >= 1, written
        expect(nobody).to_be_hidden()
    roster.fill("[data-find]", "zzzz")
    expect(nobody).to_be_visible()
    assert roster.locator(f"{ROWS}:visible").count() == 0
    # In the search, Enter saves no attendance.
    address = roster.url
    roster.press("[data-find]", "Enter")
    expect(roster.locator("[data-find]")).to_have_value("zzzz")
    assert roster.url == address
