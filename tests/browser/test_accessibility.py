"""WCAG 2.2 A and AA on every page, light and dark, on a phone and on a desk."""

import pytest

from tests.browser.pages import PLACES, enter, visit
from tests.services.visiting import ALL_RULES, COLOURS, accessibility_faults

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
# In the dark only the colours are others.
LOOKS = [
    (scheme, size, rules)
    for size in (DESK, PHONE)
    for scheme, rules in (("light", ALL_RULES), ("dark", COLOURS))
]


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
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found[f"{place.name}, width"] = ["wider than the phone"]
    assert found == {}
