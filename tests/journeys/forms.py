"""Forms as people use them: press a button, see the page that follows."""

from playwright.sync_api import Locator, Page


def submit(page: Page, button: str) -> None:
    """Press `button` (a selector inside the page's main part) and await the next page."""
    with page.expect_navigation():
        page.locator(f"main {button}").first.click()


def follow(leads: Locator) -> None:
    """Press a link or button and await its page: a click alone may return before that begins."""
    with leads.page.expect_navigation():
        leads.click()


def press_key(page: Page, key: str) -> None:
    """Press a shortcut that leads to another page, once the page's modules have arrived."""
    page.wait_for_load_state("networkidle")
    with page.expect_navigation():
        page.keyboard.press(key)
