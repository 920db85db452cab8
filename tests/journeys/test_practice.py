"""Practising on a phone of 360 pixels: one tap from home, stopped at any time, with no script."""

import pytest
from playwright.sync_api import Page, expect

from tests.services.visiting import enter

pytestmark = pytest.mark.browser

QUESTION = ".quiz__question"


def answer_something(page: Page) -> None:
    """Give any answer, by the keyboard alone."""
    field = page.locator(f"{QUESTION} input:not([type=hidden])").first
    field.focus()
    if field.get_attribute("type") in {"radio", "checkbox"}:
        page.keyboard.press("Space")
    else:
        page.keyboard.type("7")
    button = page.get_by_role("button", name="Periksa")
    button.focus()
    page.keyboard.press("Enter")


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("has_script", [True, False])
def test_a_participant_practises_from_home_stops_and_goes_on(device, has_script):
    page = device(java_script_enabled=has_script)
    enter(page, "peserta")
    page.goto("/belajar/")
    card = page.get_by_role("link", name="Ulang hari ini")
    card.click()
    expect(page.get_by_text("dari 5,")).to_be_visible()
    answer_something(page)
    expect(page.get_by_text("Soal ini kembali pada")).to_be_visible()
    expect(page.get_by_role("heading", name="Baca lagi")).to_be_visible()
    page.goto("/belajar/jadwal/")
    page.goto("/belajar/")
    card.click()
    expect(page.locator(QUESTION)).to_be_visible()
    page.get_by_role("button", name="Saya tidak ingat").click()
    expect(page.get_by_text("belum tepat").first).to_be_visible()
    page.set_viewport_size({"width": 320, "height": 640})
    assert not has_script or fits(page)
