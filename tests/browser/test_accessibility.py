"""WCAG 2.2 A and AA on every page, light and dark."""

import pytest

from tests.browser.pages import PLACES, enter, open_place
from tests.services.visiting import accessibility_faults

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("username", PLACES)
def test_no_page_has_a_fault_that_axe_can_find(page, username, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    enter(page, username)
    found = {}
    for place in PLACES[username]:
        open_place(page, place)
        found[place.name] = accessibility_faults(page)
    assert found == {place.name: [] for place in PLACES[username]}


@pytest.mark.parametrize("username", PLACES)
def test_no_page_is_wider_than_the_phone(page, username):
    enter(page, username)
    wider = []
    for place in PLACES[username]:
        open_place(page, place)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wider.append(place.name)
    assert wider == []
