"""WCAG 2.2 A and AA on every page, light and dark, on a phone and on a desk."""

import pytest

from tests.browser.looks import DESK, PHONE, faults, faults_where_it_is_tight
from tests.browser.pages import FURTHER, PLACES, visit
from tests.services.visiting import enter

pytestmark = pytest.mark.browser

# Who comes with a small phone: WCAG 1.4.4 and 1.4.10 are looked at on every page of theirs.
SMALLEST = ("", "peserta")


@pytest.mark.parametrize("username", PLACES, ids=lambda username: username or "anybody")
def test_no_page_has_a_fault_that_axe_can_find_or_is_wider_than_the_phone(page, username):
    enter(page, username)
    found = {}
    for place in visit(page, PLACES[username]):
        found |= faults(page, place.name, [PHONE] if place in FURTHER else [DESK, PHONE])
        # The gallery holds the workspace's parts too.
        if username in SMALLEST and place.name != "components":
            found |= faults_where_it_is_tight(page, place.name)
    assert found == {}
