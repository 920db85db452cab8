"""WCAG 2.2 A and AA on every page, light and dark, on a phone and on a desk."""

import pytest
from playwright.sync_api import Page

from tests.browser.pages import PLACES, visit
from tests.services.visiting import ALL_RULES, COLOURS, accessibility_faults, enter

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
# In the dark only the colours are others.
LOOKS = [
    (scheme, size, rules)
    for size in (DESK, PHONE)
    for scheme, rules in (("light", ALL_RULES), ("dark", COLOURS))
]

# Who comes with a small phone: WCAG 1.4.4 and 1.4.10 are looked at on every page of theirs.
SMALLEST = ("", "peserta")
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# What can be reached by keyboard or thumb.
TARGETS = """[...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter(one => one.offsetParent && !one.closest(".visually-hidden, .skip-link"))"""
NAMED = """.map(one => `${one.tagName} ${one.className} ${one.textContent.trim()}`)"""
# A target is 24 pixels at least (WCAG 2.5.8) unless it stands in a line of text; a text field
# of several lines is no line high.
SMALL = f"""() => {TARGETS}
    .filter(one => getComputedStyle(one).display !== "inline")
    .filter(one => {{
        const {{width, height}} = one.getBoundingClientRect();
        return width < 24 || height < (one.matches("textarea") ? 90 : 24);
    }})
    {NAMED}"""
# Who goes on by keyboard sees where they are: no bar covers the focused field (WCAG 2.4.11).
COVERED = f"""() => {TARGETS}.filter(one => {{
        one.focus();
        const {{left, right, top, bottom}} = one.getBoundingClientRect();
        const seen = (y) => {{
            const found = document.elementFromPoint((left + right) / 2, y);
            return found && (one.contains(found) || found.contains(one));
        }};
        const heights = [top + 3, (top + bottom) / 2, bottom - 3];
        return document.activeElement === one && !heights.some(seen);
    }})
    {NAMED}"""


@pytest.mark.parametrize("username", PLACES, ids=lambda username: username or "anybody")
def test_no_page_has_a_fault_that_axe_can_find_or_is_wider_than_the_phone(page, username):
    enter(page, username)
    found = {}
    for place in visit(page, PLACES[username]):
        for scheme, size, rules in LOOKS:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size(size)
            if faults := accessibility_faults(page, rules):
                found[f"{place.name}, {scheme}, {size['width']}"] = faults
        # The last look was the phone's.
        if page.evaluate(WIDER):
            found[f"{place.name}, width"] = ["wider than the phone"]
        # The gallery holds the workspace's parts too.
        if username in SMALLEST and place.name != "components":
            found |= faults_where_it_is_tight(page, place.name)
    assert found == {}


def faults_where_it_is_tight(page: Page, name: str) -> dict[str, list[str]]:
    """Return what is wrong on the open page at 320 pixels, and with letters of double size."""
    found = {}
    page.set_viewport_size({"width": 320, "height": 640})
    if page.evaluate(WIDER):
        found[f"{name}, 320"] = ["scrolls sideways"]
    if covered := page.evaluate(COVERED):
        found[f"{name}, behind a bar"] = covered
    if small := page.evaluate(SMALL):
        found[f"{name}, targets"] = small
    page.set_viewport_size(PHONE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if page.evaluate(WIDER):
        found[f"{name}, letters of 200 %"] = ["scrolls sideways"]
    page.evaluate("document.documentElement.style.fontSize = ''")
    return found
