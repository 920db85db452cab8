"""A coordinator finds all of one pesantren in a list of hundreds, to give them more time."""

import pytest
from playwright.sync_api import Page, expect

from tests.services.visiting import enter

pytestmark = pytest.mark.browser


def form_of(page: Page) -> None:
    enter(page, "koordinator")
    page.goto("/kerja/angkatan/")
    batch = page.locator("main a[href^='/kerja/angkatan/']", has_text="Angkatan III").first
    page.goto(f"{batch.get_attribute('href')}kelonggaran/beri/")


def test_a_name_is_found_and_all_that_is_shown_is_ticked_at_once(device):
    page = device()
    page.set_viewport_size({"width": 1280, "height": 800})
    form_of(page)
    people = page.locator("[data-choosing] fieldset label:visible")
    whole = people.count()
    page.fill("[data-choosing-find]", "miftahul")
    found = people.count()
    assert 0 < found < whole
    page.locator("[data-choosing-all]").click()
    expect(page.locator("[data-choosing-count]")).to_have_text(f"{found} / {whole}")
    # The button to grant is near, however many the batch has.
    assert page.evaluate("document.documentElement.scrollHeight") < 2400
    # In the search, Enter is no answer to the form.
    page.fill("[data-choosing-find]", "siti")
    page.press("[data-choosing-find]", "Enter")
    expect(page.locator("[data-choosing-find]")).to_have_value("siti")


def test_a_name_is_found_however_it_is_written_and_that_nothing_is_found_is_said(device):
    page = device()
    form_of(page)
    people = page.locator("[data-choosing] fieldset label:visible")
    nothing = page.get_by_role("status").locator("[data-choosing-none]")
    name = people.first.inner_text().strip().split("\n")[0].split(" (")[0]
    for written in (name.upper(), name.replace(" ", "  "), name.replace(" ", "-"), f"é{name}"[1:]):
        page.fill("[data-choosing-find]", written)
        assert people.count() >= 1, written
        expect(nothing).to_be_hidden()
    page.fill("[data-choosing-find]", "zzzz")
    expect(nothing).to_be_visible()
    assert people.count() == 0


def test_without_a_script_the_list_is_there_whole(device):
    page = device(java_script_enabled=False)
    form_of(page)
    assert page.locator("[data-choosing] input[type=checkbox]").count() > 100
    expect(page.locator("[data-choosing-tools]")).to_be_hidden()
