"""A companion helps to hand in, from a phone whose data somebody pays for."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import PLACES, open_place
from tests.journeys import learning
from tests.services.visiting import enter

pytestmark = pytest.mark.browser
HAND_IN = next(place for place in PLACES["pendamping"] if place.name == "hand in for a santri")
SIZE = "input => input.files[0].size"


def test_a_photo_is_made_small_on_the_phone_before_it_is_sent(device):
    page, photo = device(), learning.heavy_photo()
    enter(page, "pendamping")
    open_place(page, HAND_IN)
    chooser = page.locator("main input[type=file]").first
    chooser.set_input_files(photo)
    expect(page.locator("[data-previews] li")).to_have_count(1)
    assert chooser.evaluate(SIZE) < len(photo["buffer"])
