"""A photo goes over a line that breaks: what has arrived is not paid for again."""

import re

import pytest
from playwright.sync_api import Page, Request, Route, expect

from courses.models.work.piece import PIECE
from tests.journeys import learning
from tests.journeys.applying import OWN_PIN
from tests.journeys.forms import submit
from tests.journeys.test_away import comes_back
from tests.services.visiting import enter, sign_in

pytestmark = pytest.mark.browser


class PoorLine:
    """Counts the bytes of a photo that leave a phone; some posts are lost, or their answers are."""

    def __init__(self, page: Page, *, lost=(), unanswered=()):
        self.lost, self.unanswered = lost, unanswered
        self.sent: list[int] = []
        self.size = 0
        page.route(re.compile("/tambah/"), self.carry)

    def carry(self, route: Route, request: Request) -> None:
        content = request.post_data_buffer or b""
        if "/bagian/" in request.url:
            self.size = int(re.search(r"size=(\d+)", request.url)[1])
        if "/bagian/" in request.url and not content:
            return route.continue_()
        self.sent.append(len(content))
        number = len(self.sent)
        if number in self.unanswered:
            route.fetch()
        if number in self.lost or number in self.unanswered:
            return route.abort()
        return route.continue_()

    @property
    def pieces(self) -> int:
        """Bytes of the photo itself: the last post only names it."""
        return sum(self.sent[:-1])


def open_assignment(page: Page, batch: str) -> Page:
    learning.open_activity(page, batch, learning.ASSIGNMENT)
    page.on("dialog", lambda dialog: dialog.accept())
    while page.locator(".photos--draft li").count():
        submit(page, "[name=hapus]")
    return page


def says(page: Page, name: str) -> None:
    """Wait until the line of the photo has the sentence that the form has for this."""
    words = page.locator("[data-hand-in]").get_attribute(f"data-words-{name}")
    expect(page.locator("[data-sending] li")).to_contain_text(words)


def arrived(page: Page) -> None:
    expect(page.locator(".photos--draft li")).to_have_count(1, timeout=30_000)
    expect(page.locator("[data-sending] li")).to_have_count(0)


@pytest.fixture
def phone(page, learner, small_batch) -> Page:
    sign_in(page, learner, OWN_PIN)
    return open_assignment(page, small_batch)


def test_over_a_line_that_breaks_twice_no_more_than_one_piece_is_sent_again(phone):
    # Of the second piece nothing arrives; of the fourth the answer is lost.
    line = PoorLine(phone, lost=[2], unanswered=[5])
    phone.set_input_files("#files", learning.heavy_photo())
    arrived(phone)
    assert line.size > 4 * PIECE
    assert line.pieces == line.size + PIECE
    assert line.sent[-1] < 2000


def test_chosen_again_after_the_page_was_closed_a_photo_goes_on_where_it_was(phone, small_batch):
    photo = learning.heavy_photo()
    line = PoorLine(phone, lost=range(3, 1000))
    phone.set_input_files("#files", photo)
    says(phone, "failed")
    again = phone.context.new_page()
    phone.close()
    rest = PoorLine(open_assignment(again, small_batch))
    again.set_input_files("#files", photo)
    arrived(again)
    assert line.sent[:3] == [PIECE] * 3
    assert rest.pieces == rest.size - 2 * PIECE


def test_a_lost_answer_to_the_last_post_makes_no_second_file(phone):
    tries = []

    def carry(route: Route) -> None:
        tries.append(route.request.url)
        if len(tries) > 1:
            return route.continue_()
        route.fetch()
        return route.abort()

    phone.route(re.compile("/tambah/$"), carry)
    phone.set_input_files("#files", learning.heavy_photo())
    arrived(phone)
    assert len(tries) == 2
    expect(phone.locator("[data-refused] .alert")).to_have_count(0)


def test_the_rest_of_a_photo_waits_for_the_same_person_and_goes_to_nobody_else(phone, learner):
    PoorLine(phone, lost=range(3, 1000))
    phone.set_input_files("#files", learning.heavy_photo())
    says(phone, "failed")
    phone.unroute(re.compile("/tambah/"))
    rest = PoorLine(phone)
    # Somebody else of the same handset.
    phone.context.clear_cookies(name="sessionid")
    other = phone.context.new_page()
    enter(other, "peserta")
    comes_back(phone)
    says(phone, "signed-out")
    assert rest.sent == []
    other.context.clear_cookies(name="sessionid")
    sign_in(other, learner, OWN_PIN)
    comes_back(phone)
    arrived(phone)
    assert rest.pieces == rest.size - 2 * PIECE
