"""The clock of a quiz on a phone that slept, or whose own clock was set."""

import re

import pytest
from playwright.sync_api import expect

from tests.services.academy import PROJECT

pytestmark = pytest.mark.browser

HERE = "http://localhost/percobaan/"
# The clock of a device goes on, or is set, while that of the script stands still.
AHEAD = "() => { const now = Date.now; Date.now = () => now() + 5 * 60_000; }"


class Phone:
    """A phone with the page of an attempt open. `left`: the seconds that the server gives it."""

    def __init__(self, page):
        self.page, self.left, self.handed_in = page, 600, []
        self.portal = ""
        page.route("**/percobaan/", lambda route: self.answer(route, self.portal or self.paper()))
        script = (PROJECT / "static" / "js" / "quiz_clock.js").read_text()
        page.route("**/clock.js", lambda route: self.answer(route, script, "text/javascript"))
        page.route("**/serah/", self.take)
        page.goto(HERE)

    def answer(self, route, body, kind="text/html"):
        route.fulfill(body=body, content_type=kind)

    def take(self, route):
        self.handed_in.append(route.request.post_data)
        self.answer(route, "<p>Hasil</p>")

    def paper(self):
        left = f'data-time-left="{self.left}" data-words-left="sisa MM:SS" data-words-over="habis"'
        return (
            f'<!doctype html><form data-quiz="/simpan/" action="/serah/" method="post"><p>'
            f"{f'<span {left}></span>' if self.left else ''}</p></form>"
            '<script type="module" src="/clock.js"></script>'
        )

    def sleeps(self, *, left):
        self.left = left
        self.page.evaluate(AHEAD)


@pytest.fixture
def phone(browser):
    with browser.new_context() as context:
        found = Phone(context.new_page())
        expect(found.page.locator("span")).to_have_text(re.compile("sisa (10:00|9:5.)"))
        yield found


def test_after_sleep_the_clock_says_what_the_server_says(phone):
    phone.sleeps(left=290)
    expect(phone.page.locator("span")).to_have_text(re.compile("sisa 4:[45]."))
    assert phone.handed_in == []


def test_who_slept_past_the_end_is_handed_in(phone):
    phone.sleeps(left=0)
    expect(phone.page.get_by_text("Hasil")).to_be_visible()
    assert phone.handed_in == ["confirmed=1"]


def test_a_clock_that_was_set_takes_no_time_away(phone):
    phone.sleeps(left=598)
    phone.page.wait_for_timeout(2500)
    expect(phone.page.locator("span")).to_have_text(re.compile("sisa 9:5."))
    assert phone.handed_in == []


def test_a_page_of_the_network_that_wants_a_sign_in_ends_no_attempt(phone):
    phone.portal = "<!doctype html><h1>Masuk ke Wi-Fi</h1>"
    phone.sleeps(left=290)
    phone.page.wait_for_timeout(2500)
    expect(phone.page.locator("span")).to_have_text(re.compile("sisa 9:5."))
    assert phone.handed_in == []
