"""Attendance is noted in a hall without a signal; nothing is lost, nothing doubled."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.forms import before_the_scripts
from tests.services.visiting import enter

pytestmark = pytest.mark.browser
ROWS = "[data-roster] tr[data-name]:has(input[type=radio])"
KEPT = "[data-kept]"
COUNT = "[data-kept-count]"


@pytest.fixture
def roster(device) -> Page:
    """The list of the first session of a batch that runs, on a phone."""
    page = device()
    enter(page, "koordinator")
    page.goto("/kerja/angkatan/")
    batch = page.locator("main a[href^='/kerja/angkatan/']", has_text="Angkatan III").first
    page.goto(f"{batch.get_attribute('href')}sesi/")
    page.goto(page.locator("main a[href^='/kerja/sesi/']").first.get_attribute("href"))
    return page


def mark_another(page: Page, row: int) -> tuple[str, str]:
    """Mark somebody otherwise than now; return the row's name and what was chosen."""
    person = page.locator(ROWS).nth(row)
    choice = person.locator("input[type=radio]:not(:checked)").nth(1)
    name, value = choice.get_attribute("name"), choice.get_attribute("value")
    choice.check()
    return name, value


def is_marked(page: Page, mark: tuple[str, str]) -> bool:
    name, value = mark
    return page.locator(f"input[name='{name}'][value='{value}']").is_checked()


def said(page: Page, state: str):
    return page.locator(f"[data-kept-state={state}]")


def save(page: Page) -> None:
    page.locator("[data-roster] .actions button").click()


def test_marks_made_without_a_signal_are_kept_and_sent_once_when_there_is_one(roster):
    posts = []
    roster.on("request", lambda one: posts.append(one) if one.method == "POST" else None)
    roster.context.set_offline(True)
    marks = [mark_another(roster, row) for row in (0, 1)]
    expect(roster.locator(COUNT)).to_have_text("2")
    save(roster)
    expect(said(roster, "waiting")).to_be_visible()
    assert all(is_marked(roster, mark) for mark in marks)
    tried = len(posts)
    with roster.expect_navigation():
        roster.context.set_offline(False)
    expect(roster.locator(KEPT)).to_be_hidden()
    assert len(posts) == tried + 1
    assert all(is_marked(roster, mark) for mark in marks)
    roster.reload()
    assert all(is_marked(roster, mark) for mark in marks)


def test_a_page_closed_without_a_signal_brings_its_marks_back_and_sends_what_was_saved(roster):
    address = roster.url
    roster.context.set_offline(True)
    mark = mark_another(roster, 2)
    save(roster)
    expect(said(roster, "waiting")).to_be_visible()
    roster.goto("about:blank")
    roster.context.set_offline(False)
    with roster.expect_response(lambda one: one.request.method == "POST" and one.ok):
        roster.goto(address)
    expect(roster.locator(KEPT)).to_be_hidden()
    expect(roster.locator(f"input[name='{mark[0]}'][value='{mark[1]}']")).to_be_checked()
    roster.reload()
    assert is_marked(roster, mark)


def test_marks_that_nobody_saved_come_back_unsent_and_can_be_thrown_away(roster):
    address = roster.url
    mark = mark_another(roster, 3)
    expect(said(roster, "kept")).to_be_visible()
    roster.on("dialog", lambda dialog: dialog.accept())
    roster.goto(address)
    expect(roster.locator(COUNT)).to_have_text("1")
    assert is_marked(roster, mark)
    with roster.expect_navigation():
        roster.locator("[data-kept-away]").click()
    expect(roster.locator(KEPT)).to_be_hidden()
    assert not is_marked(roster, mark)


def test_what_is_marked_before_the_script_has_come_over_a_slow_line_counts_too(roster):
    with before_the_scripts(roster):
        mark = mark_another(roster, 4)
    expect(roster.locator(COUNT)).to_have_text("1")
    with roster.expect_navigation():
        save(roster)
    expect(roster.locator(KEPT)).to_be_hidden()
    assert is_marked(roster, mark)


def test_another_person_on_the_same_phone_sees_nothing_of_them(roster):
    address = roster.url
    mark_another(roster, 5)
    expect(said(roster, "kept")).to_be_visible()
    roster.on("dialog", lambda dialog: dialog.accept())
    roster.goto("about:blank")
    roster.context.clear_cookies()
    enter(roster, "pengelola")
    roster.goto(address)
    # One mark of one's own, none of the other person's.
    mark_another(roster, 6)
    expect(roster.locator(COUNT)).to_have_text("1")
