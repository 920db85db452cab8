"""A large file is sent by a browser where the academy takes nothing for a while."""

import json
import re

import pytest
from playwright.sync_api import Page, Request, Route, expect

from academy.demo.accounts import PASSWORD
from tests.factories.films import film
from tests.services.visiting import enter, sign_in

pytestmark = pytest.mark.browser
NO_ROOM = "<!doctype html><title>503</title><main><h1>Tidak ada ruang untuk menyimpan</h1></main>"


def choose_film(page: Page) -> None:
    enter(page, "pemateri")
    page.goto("/admin/media/video/add/")
    page.set_input_files(
        "[name=file]", {"name": "botol.mp4", "mimeType": "video/mp4", "buffer": film()}
    )


def nothing_new(route: Route, request: Request) -> None:
    """Answer a piece as if none of it had arrived."""
    state = request.url.rstrip("/").rpartition("/")[0] + "/"
    route.fulfill(response=route.fetch(url=state, method="GET", post_data=""))


def no_room(route: Route, _request: Request) -> None:
    route.fulfill(status=503, content_type="text/html; charset=utf-8", body=NO_ROOM)


@pytest.mark.parametrize(
    ("answered", "said"),
    [(nothing_new, "Sambungan terputus"), (no_room, "Tidak ada ruang untuk menyimpan")],
)
def test_what_is_not_taken_is_sent_again_after_longer_and_longer_pauses(device, answered, said):
    page, sent, is_taken = device(), [], []

    def answer(route: Route, request: Request) -> None:
        if request.method != "PUT" or is_taken:
            return route.continue_()
        sent.append(request.url)
        return answered(route, request)

    page.route(re.compile(r"/admin/unggah/"), answer)
    choose_film(page)
    expect(page.locator(".sending")).to_contain_text(said)
    page.wait_for_timeout(8_000)
    # At once, after 1, 3 and 7 seconds.
    assert 2 <= len(sent) <= 4
    is_taken.append(True)
    expect(page.get_by_text("sudah tiba")).to_be_visible(timeout=30_000)


def test_what_the_academy_fails_at_five_times_is_given_up_and_said(device):
    page, sent = device(), []

    def answer(route: Route, request: Request) -> None:
        if request.method != "PUT":
            return route.continue_()
        sent.append(request.url)
        return route.fulfill(status=500, body="<h1>Ada yang salah</h1>")

    page.route(re.compile(r"/admin/unggah/"), answer)
    choose_film(page)
    words = json.loads(page.locator("[name=file]").get_attribute("data-words"))
    # Pauses of 1, 2, 4 and 8 seconds.
    expect(page.locator(".sending")).to_have_text(words["failed"], timeout=30_000)
    assert len(sent) == 5


def test_a_file_waits_for_the_sign_in_of_its_owner_and_goes_to_nobody_else(device):
    """On a computer of many: whoever signs in next gets neither the file nor the form."""
    page = device()
    enter(page, "pemateri")
    page.goto("/admin/media/video/add/")
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    page.context.clear_cookies()
    sign_in(page.context.new_page(), "editor", PASSWORD)
    page.set_input_files(
        "[name=file]", {"name": "botol.mp4", "mimeType": "video/mp4", "buffer": film()}
    )
    expect(page.locator(".sending")).to_contain_text("Masuklah di tab lain")
    page.wait_for_timeout(3_000)
    assert page.locator("[name=csrfmiddlewaretoken]").first.input_value() == token
    assert page.locator("[name=upload]").count() == 0
