"""Browsers of several people, and a small batch that a journey can finish."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys import learning, working
from tests.journeys.applying import Person, apply
from tests.journeys.hostile import Watch
from tests.services.visiting import enter, forget_sessions

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
def watched(device, browser_context_args):
    """Return a function that opens a page for a user name, with its watch."""

    def open_page(username: str = "") -> tuple[Page, Watch]:
        page = device()
        watch = Watch(page.context, browser_context_args["base_url"])
        enter(page, username)
        return page, watch

    return open_page


@pytest.fixture
def coordinator(worker):
    return worker("koordinator")


@pytest.fixture(scope="session")
def made_once(academy, tmp_path_factory):
    """Return a function that makes something once, and later goes back to where it was made."""
    known: dict[str, tuple[str, Path]] = {}

    def reach(name: str, make: Callable[[], str]) -> str:
        if name not in known:
            made, state = make(), tmp_path_factory.mktemp("states") / name
            academy.keep(state)
            known[name] = made, state
        else:
            academy.go_back(known[name][1])
            forget_sessions()
        return known[name][0]

    return reach


@pytest.fixture(scope="module")
def small_batch(made_once, browser, browser_context_args) -> str:
    """A batch of one course that demands three activities and a session; made in the workspace."""

    def make() -> str:
        with browser.new_context(**browser_context_args) as context:
            page = context.new_page()
            enter(page, "koordinator")
            batch = working.open_batch(page, "Angkatan Percobaan")
            working.require_only(page, batch, *TITLES)
            working.plan_session(page, batch)
        return batch

    return made_once("small batch", make)


@pytest.fixture(scope="module")
def learner(made_once, browser, browser_context_args, small_batch) -> str:
    """The user name of somebody with a seat in the small batch, whose PIN is their own."""

    def make() -> str:
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

    return made_once("learner", make)
