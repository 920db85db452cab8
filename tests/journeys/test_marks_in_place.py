"""Marks are set right in the table itself; over a broken line or the end of a sign-in nothing
that was typed is lost."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from academy.demo.accounts import PASSWORD
from tests.journeys.forms import follow
from tests.services.visiting import sign_in

pytestmark = pytest.mark.browser

MARK = re.compile(r"^\s*\d+(,\d+)?\s*$")
REASON = "Foto kedua belum ikut dinilai."


@pytest.fixture
def table(worker) -> Page:
    """All marks of a batch that a trainer teaches, at a desk."""
    page = worker("pemateri")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/kerja/nilai/")
    follow(page.get_by_role("link", name="Angkatan III", exact=True))
    page.locator("[data-gradebook].can-set").wait_for()
    return page


def a_mark(page: Page) -> Locator:
    """Return the first cell with a mark that is not yet the best."""
    cells = page.locator("[data-gradebook] tbody td").filter(has_text=MARK)
    texts = cells.all_inner_texts()
    return cells.nth(next(at for at, text in enumerate(texts) if text.strip() != "100"))


def type_mark(page: Page, cell: Locator, mark: str) -> None:
    cell.click()
    page.fill("#set-mark [name=mark]", mark)
    page.fill("#set-mark [name=reason]", REASON)
    press(page)


def press(page: Page) -> None:
    page.locator("#set-mark .actions button").first.click()


def place_of(cell: Locator) -> tuple[int, int]:
    return tuple(cell.evaluate("cell => [cell.parentElement.rowIndex, cell.cellIndex]"))


def cell_at(page: Page, place: tuple[int, int]) -> Locator:
    row, column = place
    return page.locator("[data-gradebook] tr").nth(row).locator("th, td").nth(column)


def test_a_mark_is_set_right_by_keyboard_and_stays_so(table):
    cell = a_mark(table)
    place = place_of(cell)
    cell = cell_at(table, place)
    cell.evaluate("cell => { cell.tabIndex = -1; cell.focus(); }")
    table.keyboard.press("ArrowRight")
    assert place_of(table.locator(":focus")) == (place[0], place[1] + 1)
    table.keyboard.press("ArrowLeft")
    table.keyboard.press("Enter")
    expect(table.locator("#set-mark [name=mark]")).to_be_focused()
    table.keyboard.type("99,50")
    table.fill("#set-mark [name=reason]", REASON)
    press(table)
    expect(table.locator("#set-mark")).to_be_hidden()
    expect(cell).to_have_text("99,5")
    expect(cell).to_be_focused()
    table.reload()
    expect(cell_at(table, place)).to_have_text("99,5")


def test_what_is_no_mark_is_told_in_the_dialog(table):
    cell = a_mark(table)
    before = cell.inner_text()
    type_mark(table, cell, "120")
    expect(table.locator("[data-wrong]")).to_contain_text("100")
    table.keyboard.press("Escape")
    expect(table.locator("#set-mark")).to_be_hidden()
    expect(cell).to_have_text(before)


@pytest.mark.parametrize("how", ["offline", "abort", "503"])
def test_over_a_broken_line_what_was_typed_stays_and_is_sent_by_the_same_button(table, how):
    cell = cell_at(table, place_of(a_mark(table)))
    if how == "offline":
        table.context.set_offline(True)
    elif how == "abort":
        table.route("**/nilai/*/", lambda route: route.abort())
    else:
        table.route("**/nilai/*/", lambda route: route.fulfill(status=503, body="<p>Sebentar</p>"))
    mark = {"offline": "98", "abort": "97", "503": "96"}[how]
    type_mark(table, cell, mark)
    unsaved = table.locator("#set-mark form").get_attribute("data-words-unsaved")
    expect(table.locator("[data-wrong]")).to_have_text(unsaved)
    assert table.input_value("#set-mark [name=reason]") == REASON
    table.context.set_offline(False)
    table.unroute_all()
    press(table)
    expect(table.locator("#set-mark")).to_be_hidden()
    expect(cell).to_have_text(mark)


def test_after_a_new_sign_in_in_another_tab_the_same_button_saves(table):
    place = place_of(a_mark(table))
    cell = cell_at(table, place)
    table.context.clear_cookies(name="sessionid")
    type_mark(table, cell, "95")
    signed_out = table.locator("#set-mark form").get_attribute("data-words-signed-out")
    expect(table.locator("[data-wrong]")).to_have_text(signed_out)
    sign_in(table.context.new_page(), "pemateri", PASSWORD)
    press(table)
    expect(table.locator("#set-mark")).to_be_hidden()
    expect(cell).to_have_text("95")
    table.reload()
    expect(cell_at(table, place)).to_have_text("95")


def test_a_late_answer_belongs_to_its_cell_and_sends_no_other(table):
    marks = table.locator("[data-gradebook] tbody td").filter(has_text=MARK)
    first, other = (cell_at(table, place_of(marks.nth(at))) for at in (1, 2))
    held = []

    def hold(route: Route) -> None:
        held.append(route)

    table.route("**/nilai/*/", hold)
    type_mark(table, first, "93")
    table.keyboard.press("Escape")
    other.click()
    table.fill("#set-mark [name=mark]", "7")
    [one] = held
    one.continue_()
    expect(first).to_have_text("93")
    expect(table.locator("#set-mark [name=mark]")).to_have_value("7")
    expect(table.locator("[data-wrong]")).to_be_hidden()


def test_the_help_of_the_keys_names_what_works_in_the_table(table):
    table.keyboard.press("?")
    help_of_keys = table.locator("#keys")
    expect(help_of_keys).to_contain_text("dari nilai ke nilai")
    expect(help_of_keys).to_contain_text("koreksi nilai")


def test_a_mark_typed_and_not_yet_set_right_asks_before_the_table_is_left(table):
    asked = []
    table.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    a_mark(table).click()
    table.reload()
    assert asked == []
    a_mark(table).click()
    table.keyboard.press("Escape")
    a_mark(table).click()
    table.fill("#set-mark [name=reason]", REASON)
    table.reload()
    assert asked == ["beforeunload"]
    # What is closed has been given up.
    a_mark(table).click()
    table.fill("#set-mark [name=reason]", REASON)
    table.locator("#set-mark [data-closes]").click()
    table.reload()
    assert asked == ["beforeunload"]
