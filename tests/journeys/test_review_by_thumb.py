"""A trainer reviews on a phone: the decision is in reach, photos open at their full size."""

import pytest
from playwright.sync_api import Page

from tests.browser.looks import PHONE
from tests.journeys.working import open_next_hand_in
from tests.services.visiting import enter

pytestmark = pytest.mark.browser
VERDICTS = ("accepted", "revision")
FULL = """() => {
    const frame = document.querySelector("dialog .picture"), image = frame.querySelector("img");
    return [image.clientWidth === image.naturalWidth, frame.scrollWidth > frame.clientWidth];
}"""
SHOWN = "() => document.querySelector('dialog .picture img').src"


@pytest.fixture
def phone(new_context) -> Page:
    page = new_context(has_touch=True, is_mobile=True).new_page()
    enter(page, "pemateri.cahaya")
    open_next_hand_in(page)
    page.wait_for_load_state("networkidle")
    return page


def foot_of(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    return box["y"] + box["height"]


def test_the_first_points_and_the_decision_stand_on_the_first_screen_and_it_stays(phone):
    bar = phone.locator(".desk__foot").bounding_box()["y"]
    assert foot_of(phone, "ul.rubric input") <= bar
    for share in (0, 0.5, 1):
        phone.evaluate(f"window.scrollTo(0, {share} * document.body.scrollHeight)")
        for verdict in VERDICTS:
            assert foot_of(phone, f".desk__foot [value={verdict}]") <= PHONE["height"]


def test_a_photo_is_opened_at_full_size_moved_and_followed_by_the_next(phone):
    phone.locator("[data-photo]").first.tap()
    phone.locator("[data-picture]").first.tap()
    phone.locator("dialog .picture img").tap()
    assert phone.evaluate(FULL) == [True, True]
    first = phone.evaluate(SHOWN)
    phone.get_by_role("button", name="Foto berikutnya").tap()
    assert phone.evaluate(SHOWN) != first
