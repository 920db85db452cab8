"""Browsers of several people, and a small batch that a journey can finish."""

import pytest

from tests.journeys import learning, working
from tests.journeys.applying import Person, apply
from tests.services.visiting import enter

TITLES = (learning.LESSON, learning.QUIZ, learning.ASSIGNMENT)


@pytest.fixture
def device(new_context):
    """Return a function that opens a page in a browser of its own; `options` as Playwright's."""
    return lambda **options: new_context(**options).new_page()


@pytest.fixture
def worker(device):
    """Return a function that opens a page where a worker of the demo is signed in."""

    def open_page(username: str):
        page = device()
        enter(page, username)
        return page

    return open_page


@pytest.fixture
def coordinator(worker):
    return worker("koordinator")


@pytest.fixture(scope="session")
def small_batch(browser, browser_context_args) -> str:
    """A batch of one course that demands three activities and a session; made in the workspace."""
    with browser.new_context(**browser_context_args) as context:
        page = context.new_page()
        enter(page, "koordinator")
        batch = working.open_batch(page, "Angkatan Percobaan")
        working.require_only(page, batch, *TITLES)
        working.plan_session(page, batch)
    return batch


@pytest.fixture(scope="session")
def learner(browser, browser_context_args, small_batch) -> str:
    """The user name of somebody with a seat in the small batch, whose PIN is their own."""
    with (
        browser.new_context(**browser_context_args) as phone,
        browser.new_context(**browser_context_args) as office,
    ):
        username = apply(phone.new_page(), small_batch, Person("Siti Percobaan"))
        page = office.new_page()
        enter(page, "koordinator")
        working.decide(page, small_batch, "submitted", "verify")
        working.decide(page, small_batch, "verified", "accept")
    return username
