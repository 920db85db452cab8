"""What a page costs a participant who buys data in small packets."""

import pytest
from playwright.sync_api import expect

from cms.blocks.streams import LessonStreamBlock
from tests.browser.pages import CATALOGUE, HOME, LESSON, OUTLINE, OWN_HOME, open_place
from tests.services.visiting import enter

pytestmark = pytest.mark.browser

FIRST_VISIT = 60_000
NEXT_PAGE = 15_000
CONTENT_IMAGES = ("/media/", "/berkas/", "/gambar/")
# Beside a lesson, another one with a block of each kind: as the demo's lessons have it, or new.
ALL_KINDS = """
import json, sys
from cms.models import LessonPage
from tests.factories.files import document, recording
file, medium = document(), recording()
kinds = {
    "audio": {"audio": medium.pk, "caption": "Menyapa pembeli"},
    "file": {"document": file.pk, "title": ""},
    "embed": {"title": "BPJPH", "url": "https://bpjph.halal.go.id/", "description": "Syarat"},
}
kinds = {kind: {"type": kind, "value": value} for kind, value in kinds.items()}
for page in LessonPage.objects.live():
    kinds |= {block["type"]: block for block in page.body.raw_data if block["type"] not in kinds}
beside = LessonPage.objects.get(activity_id=%r)
made = LessonPage(title="Semua bagian", minutes=10, body=json.dumps(list(kinds.values())))
beside.get_parent().add_child(instance=made)
made.save_revision().publish()
print(made.activity_id, *sorted(kinds))
"""


class Meter:
    """Counts the bytes that come over the wire, without images of the content."""

    def __init__(self, page):
        self.bytes = 0
        self.urls = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self.remember)
        session.on("Network.loadingFinished", self.count)

    def remember(self, event):
        self.urls[event["requestId"]] = event["response"]["url"]

    def count(self, event):
        url = self.urls.get(event["requestId"], "")
        if not any(part in url for part in CONTENT_IMAGES):
            self.bytes += int(event["encodedDataLength"])

    def take(self, page) -> int:
        """Return the bytes since the last call, when the page has come to rest."""
        page.wait_for_load_state("networkidle")
        found, self.bytes = self.bytes, 0
        return found


@pytest.fixture
def address_of(browser, browser_context_args):
    """Return a function that finds a place's address in a browser of its own."""

    def find(username, place):
        with browser.new_context(**browser_context_args) as context:
            page = context.new_page()
            enter(page, username)
            open_place(page, place)
            return page.url

    return find


@pytest.mark.parametrize(
    ("username", "place"),
    [("", HOME), ("", CATALOGUE), ("peserta", OWN_HOME), ("peserta", LESSON)],
    ids=lambda value: getattr(value, "name", value or "anybody"),
)
def test_the_first_visit_costs_60_kilobytes_at_most(page, context, address_of, username, place):
    address = address_of(username, place)
    if username:
        enter(page, username)
        context.new_cdp_session(page).send("Network.clearBrowserCache")
        page.goto("about:blank")
    meter = Meter(page)
    page.goto(address)
    assert 0 < meter.take(page) <= FIRST_VISIT


def test_a_lesson_with_blocks_of_all_kinds_costs_60_kilobytes_without_its_media(
    page, context, academy, address_of
):
    address = address_of("peserta", LESSON)
    lesson = address.rstrip("/").rpartition("/")[2]
    made, *kinds = academy.manage("shell", "--no-imports", "-c", ALL_KINDS % lesson).split()
    assert set(kinds) == set(LessonStreamBlock().child_blocks)
    enter(page, "peserta")
    context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.goto("about:blank")
    meter = Meter(page)
    page.goto(f"{address.replace(lesson, made)}?buka=1")
    expect(page.locator("h1")).to_have_text("Semua bagian")
    assert 0 < meter.take(page) <= FIRST_VISIT
    answer_over_a_broken_line(page)


def answer_over_a_broken_line(page):
    """What a lesson asks is answered by the same button when the line is back."""
    asked = page.locator("[data-asked]", has=page.locator("[type=radio]")).first
    place = asked.get_attribute("id")
    page.route("**/jawab/**", lambda route: route.abort())
    asked.locator("[type=radio]").first.check()
    asked.locator("button").last.click()
    expect(page.locator(".toast")).to_be_visible()
    page.unroute_all()
    asked.locator("button").last.click()
    expect(page.locator(f"#{place} [data-said]")).to_be_visible()


def test_each_next_page_costs_15_kilobytes_at_most(page):
    enter(page, "peserta")
    open_place(page, OWN_HOME)
    meter = Meter(page)
    meter.take(page)
    costs = {}
    for place in (OWN_HOME, OUTLINE, LESSON, CATALOGUE):
        open_place(page, place)
        page.wait_for_load_state("networkidle")
        meter.take(page)
        page.reload()
        costs[place.name] = meter.take(page)
    assert {name: cost for name, cost in costs.items() if not 0 < cost <= NEXT_PAGE} == {}
