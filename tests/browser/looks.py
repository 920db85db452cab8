"""What is looked at on a page that somebody opens: what axe finds, what is too wide."""

from collections.abc import Iterable

from playwright.sync_api import Page

from tests.services.visiting import ALL_RULES, COLOURS, accessibility_faults

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
# In the dark only the colours are others.
SCHEMES = (("light", ALL_RULES), ("dark", COLOURS))
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


def faults(page: Page, name: str, sizes: Iterable[dict] = (DESK, PHONE)) -> dict[str, list[str]]:
    """Return what is wrong on the open page in each size, light and dark; the phone comes last."""
    found = {}
    for size in sizes:
        for scheme, rules in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size(size)
            if wrong := accessibility_faults(page, rules):
                found[f"{name}, {scheme}, {size['width']}"] = wrong
    if page.evaluate(WIDER):
        found[f"{name}, width"] = ["wider than the phone"]
    return found


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
