"""The outline of a course is put in order with the mouse and with the keyboard."""

import pytest
from playwright.sync_api import Locator, Page

from tests.journeys.forms import follow, submit

pytestmark = pytest.mark.browser

HOLDS_KEYBOARD = "key => document.activeElement.closest('[data-key-of]')?.dataset.keyOf === key"


@pytest.fixture
def outline(worker) -> Page:
    """The outline of a course of the trainer's, at a desk."""
    page = worker("pemateri")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/kerja/kursus/")
    follow(page.locator("main a[href^='/kerja/kursus/']").filter(has_text="Fotografi Produk").first)
    page.locator("[data-key-of][draggable=true]").first.wait_for()
    return page


def rows(page: Page) -> Locator:
    """Return the activities of the first module."""
    return page.locator(".arrange__activities").first.locator("> [data-key-of]")


def keys(page: Page) -> list[str]:
    return [row.get_attribute("data-key-of") for row in rows(page).all()]


def take_back(page: Page) -> None:
    submit(page, "[data-arrange] .row button[name=move]")


def test_a_row_is_dragged_to_another_place_and_the_move_is_taken_back(outline):
    first, second, third, *rest = keys(outline)
    with outline.expect_navigation():
        # Where it is dropped on the upper half of another row, it stands before that.
        at = {"x": 300, "y": 4}
        rows(outline).nth(2).drag_to(rows(outline).first, source_position=at, target_position=at)
    assert keys(outline) == [third, first, second, *rest]
    take_back(outline)
    assert keys(outline) == [first, second, third, *rest]


def test_a_row_is_moved_by_alt_and_an_arrow_and_the_keyboard_stays_with_it(outline):
    first, second, *rest = keys(outline)
    rows(outline).first.locator(".arrange__moves button").first.focus()
    for order in ([second, first, *rest], [first, second, *rest]):
        key = "Alt+ArrowDown" if order[0] == second else "Alt+ArrowUp"
        with outline.expect_navigation():
            outline.keyboard.press(key)
        assert keys(outline) == order
        outline.wait_for_function(HOLDS_KEYBOARD, arg=first)
