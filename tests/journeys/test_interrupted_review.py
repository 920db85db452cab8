"""A review interrupted in six ways, and once without any script: not a word is lost."""

import time

import pytest
from playwright.sync_api import Page, Route, expect

from academy.demo.accounts import PASSWORD
from tests.journeys.forms import before_the_scripts, press_key, submit
from tests.journeys.working import open_next_hand_in
from tests.services.visiting import sign_in

pytestmark = pytest.mark.browser

WORDS = "Cahayanya bagus.\nLabel belum terbaca; putar ke arah kamera."
KEPT = "Draf tersimpan."


@pytest.fixture
def desk(worker) -> Page:
    """A trainer's page at the desk with the oldest free hand-in and an empty form."""
    page = worker("pemateri")
    open_next_hand_in(page)
    for field in page.locator("#review input[type=number], #review textarea").all():
        field.fill("")
    submit_draft(page)
    return page


def submit_draft(page: Page) -> None:
    submit(page, ".desk__foot [value=draft]")


def begin(page: Page) -> dict[str, str]:
    """Type half a review as a person does: some points and two lines."""
    page.locator(".rubric input[type=number]").first.fill("2")
    page.locator("[name=feedback]").fill(WORDS)
    return typed(page)


def kept_by_itself(page: Page) -> None:
    expect(page.locator("[data-draft-state]")).to_have_text(KEPT)


def typed(page: Page) -> dict[str, str]:
    fields = page.locator("#review input[type=number], #review textarea, #review [name=mark]")
    return {one.get_attribute("name"): one.input_value() for one in fields.all()}


def test_by_a_script_that_comes_after_the_words(desk):
    with before_the_scripts(desk):
        found = begin(desk)
    kept_by_itself(desk)
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.reload()
    assert typed(desk) == found


def test_by_keeping_a_comment(desk):
    found = begin(desk)
    desk.locator("summary", has_text="Simpan atau hapus komentar").click()
    desk.fill("[name=comment]", "Geser meja ke jendela.")
    submit(desk, "[name=then][value=keep]")
    assert typed(desk) == found


def test_by_going_to_the_next_one_by_key_and_back(desk):
    found, here = begin(desk), desk.url
    desk.locator("h1").click()
    press_key(desk, "n")
    assert desk.url != here
    desk.goto(here)
    assert typed(desk) == found


def test_by_loading_the_page_again_at_once(desk):
    """While the last words are on their way the browser asks; they arrive meanwhile."""

    def read_and_confirm(dialog):
        time.sleep(1)
        dialog.accept()

    found = begin(desk)
    desk.on("dialog", read_and_confirm)
    desk.reload()
    assert typed(desk) == found


def test_by_closing_the_browser_and_going_on_at_another_device(desk, device):
    found, here = begin(desk), desk.url
    kept_by_itself(desk)
    desk.context.close()
    other = device()
    sign_in(other, "pemateri", PASSWORD)
    other.goto(here)
    assert typed(other) == found


def test_by_the_end_of_the_session(desk):
    here = desk.url
    desk.context.clear_cookies(name="sessionid")
    found = begin(desk)
    expect(desk.locator("[data-draft-state]")).to_contain_text("masuk lagi")
    submit_draft(desk)
    desk.fill("[name=login]", "pemateri")
    desk.fill("[name=password]", PASSWORD)
    submit(desk, "form button:not([type])")
    # What was sent too late stands there, and one button sends it on.
    submit(desk, "form .button--next")
    assert desk.url == here
    assert typed(desk) == found


@pytest.mark.parametrize(("status", "most"), [(404, 1), (500, 5)])
def test_by_an_academy_that_does_not_take_it_and_is_not_asked_for_ever(desk, status, most):
    tries = []

    def answer(route: Route) -> None:
        if "X-Part" not in {name.title() for name in route.request.headers}:
            return route.continue_()
        tries.append(route.request)
        return route.fulfill(status=status, body="<h1>Sebentar</h1>")

    desk.clock.install()
    desk.route(desk.url, answer)
    # One change alone: whoever types on is a reason to ask again.
    desk.locator("[name=feedback]").fill(WORDS)
    found = typed(desk)
    for _minute in range(10):
        desk.clock.run_for(61_000)
        desk.wait_for_timeout(100)
    told = desk.locator("#review").get_attribute("data-draft-given-up")
    expect(desk.locator("[data-draft-state]")).to_have_text(told)
    assert len(tries) == most
    assert typed(desk) == found
    # What is typed next is a reason to ask again, and brings everything.
    desk.unroute(desk.url)
    desk.locator("[name=feedback]").press("End")
    desk.keyboard.type(".")
    desk.clock.run_for(1000)
    kept_by_itself(desk)


def test_by_a_verdict_that_was_a_slip_and_is_taken_back_by_key(desk):
    found, here = begin(desk), desk.url
    submit(desk, "[name=verdict][value=revision]")
    assert desk.url != here
    press_key(desk, "u")
    assert desk.url == here
    assert typed(desk) == found


def test_five_criteria_and_acceptance_take_no_more_than_twelve_keys(desk):
    """Points by P, each with Enter to the next; Enter alone decides nothing."""
    here, keys = desk.url, 1
    desk.locator("h1").click()
    desk.wait_for_load_state("networkidle")
    desk.keyboard.press("p")
    count = desk.locator("main ul.rubric:has(input) > li").count()
    for _criterion in range(count):
        desk.keyboard.press("1")
        desk.keyboard.press("Enter")
        keys += 2
    assert desk.url == here
    typed_points = desk.locator("ul.rubric input[type=number]").all()
    first_levels = [
        group.locator("input").first for group in desk.locator("ul.rubric [data-levels]").all()
    ]
    assert [one.input_value() for one in typed_points] == ["1"] * len(typed_points)
    assert all(one.is_checked() for one in first_levels)
    assert len(typed_points) + len(first_levels) == count
    with desk.expect_navigation():
        desk.keyboard.press("Control+Enter")
    assert keys + 1 <= 2 * count + 2 <= 12
    assert desk.url != here
    expect(desk.locator("main [data-key=u]")).to_be_visible()
    press_key(desk, "u")


def test_a_caps_lock_or_a_key_held_down_decides_no_second_one(desk):
    """The next page gets what is still held down."""
    here = desk.url
    desk.locator("h1").click()
    desk.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'n', repeat: true}))")
    assert desk.url == here


def test_without_javascript_every_button_keeps_it(desk, device):
    here = desk.url
    page = device(java_script_enabled=False)
    sign_in(page, "pemateri", PASSWORD)
    page.goto(here)
    found = begin(page)
    submit(page, "[name=then][value=next]")
    page.goto(here)
    assert typed(page) == found
