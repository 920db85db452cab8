"""A trainer's evening at the review desk: twenty by keyboard with two marks each, ten by thumb."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import PLACES, open_place
from tests.journeys.forms import press_key
from tests.journeys.working import open_next_hand_in
from tests.services.visiting import enter

pytestmark = pytest.mark.browser
BY_KEYS, BY_THUMB = 20, 10


def kept(page: Page) -> None:
    expect(page.locator("[data-draft-state]")).to_have_text("Draf tersimpan.")


def empty(page: Page) -> None:
    """Take away what a review that was begun has on its photos."""
    for row in page.locator(".pin-row:visible").all():
        row.locator("[data-pin-text]").focus()
        row.locator("[data-pin-gone]").click()


def test_twenty_are_reviewed_by_keys_alone_with_two_marks_each(new_context):
    page = new_context().new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    enter(page, "pemateri.cahaya")
    open_next_hand_in(page)
    for number in range(BY_KEYS):
        page.wait_for_load_state("networkidle")
        empty(page)
        page.locator("h1").click()
        page.keyboard.press("m")
        page.keyboard.press("Shift+ArrowLeft")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("+")
        page.keyboard.press("Enter")
        # Letters are words here, and no shortcuts.
        page.keyboard.type("arnu: label belum terbaca")
        page.keyboard.press("Enter")
        page.keyboard.press("m")
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Enter")
        page.keyboard.type(f"Geser ke jendela {number}")
        page.keyboard.press("Enter")
        if number == 0:
            kept(page)
            page.reload()
            page.wait_for_load_state("networkidle")
            page.locator(".pin").last.focus()
        places = [one.input_value().split()[1:] for one in page.locator("[data-pin-at]").all()]
        assert places == [["0.45", "0.49", "0.06"], ["0.55", "0.5", "0"]]
        here = page.url
        press_key(page, "r")
        assert page.url != here
    expect(page.locator("main [data-key=u]")).to_be_visible()


def test_ten_are_reviewed_by_thumb_on_a_small_phone(new_context):
    page = new_context(has_touch=True, is_mobile=True).new_page()
    enter(page, "pemateri.sunting")
    open_next_hand_in(page)
    for _number in range(BY_THUMB):
        page.wait_for_load_state("networkidle")
        empty(page)
        photo = page.locator("[data-photo]").first
        photo.scroll_into_view_if_needed()
        # The first tap makes it large, the next one marks it.
        photo.tap()
        expect(page.locator(".desk.is-marking")).to_be_visible()
        box = photo.bounding_box()
        assert box["width"] > 150
        photo.tap(position={"x": box["width"] * 0.3, "y": box["height"] * 0.6})
        row = page.locator(".pin-row:visible").first
        expect(row.locator("[data-pin-text]")).to_be_focused()
        page.keyboard.type("Labelnya kabur")
        row.locator("[data-pin-size='1']").tap()
        _file, x, y, r = row.locator("[data-pin-at]").input_value().split()
        assert (abs(float(x) - 0.3) < 0.02, abs(float(y) - 0.6) < 0.02, r) == (True, True, "0.06")
        here = page.url
        with page.expect_navigation():
            page.locator(".desk__foot [value=revision]").tap()
        assert page.url != here


def test_the_participant_reads_the_marks_without_a_script(new_context):
    page = new_context(java_script_enabled=False).new_page()
    enter(page, "peserta")
    open_place(page, next(place for place in PLACES["peserta"] if place.name == "assignment"))
    marks = page.locator(".pin-list li")
    expect(marks.first).to_contain_text("Labelnya kabur.")
    assert marks.count() == 4
    expect(page.locator(".pinned svg").first).to_be_visible()
