"""Forms as people use them: press a button, see the page that follows."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, Route

SCRIPTS = "**/js/**/*.js"


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


@contextmanager
def before_the_scripts(page: Page) -> Iterator[None]:
    """Open the page anew over a slow line: people see and use it, its scripts come afterwards."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(SCRIPTS, hold)
    page.reload(wait_until="commit")
    yield
    for one in held:
        one.continue_()
    page.unroute(SCRIPTS)
