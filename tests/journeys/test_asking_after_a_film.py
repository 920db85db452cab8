"""While a video is converted its page in the content admin asks how far it is; not for ever."""

import re

import pytest
from playwright.sync_api import Page, Route

from tests.journeys.forms import follow
from tests.services.visiting import enter

pytestmark = pytest.mark.browser
STATE = "/admin/video-dan-audio/1/keadaan/"
ASKS = f'id="media-told" data-ask-again="{STATE}"'


@pytest.fixture
def watching(device) -> Page:
    """The page of a video that says of itself that it is still being converted."""
    page = device()
    enter(page, "pemateri")
    page.goto("/admin/media/")
    page.clock.install()

    def in_work(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('id="media-told"', ASKS))

    page.route(re.compile(r"/admin/media/edit/"), in_work)
    follow(page.locator("main a[href*='/media/edit/'] >> visible=true").first)
    return page


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        # Signed out, or refused: once; what the academy fails at: five times.
        ([401] * 40, 1),
        ([404] * 40, 1),
        ([500] * 40, 5),
        # A fault that passes is none; what is away is asked again as long as it takes.
        ([500, 500, 200, 404], 4),
        ([503] * 12 + [404], 13),
    ],
)
def test_what_is_refused_is_asked_once_and_what_fails_five_times(watching, answers, asked):
    tries = []

    def answer(route: Route) -> None:
        tries.append(route.request.url)
        status = answers[len(tries) - 1]
        route.fulfill(status=status, content_type="text/html", body=f"<div {ASKS}></div>")

    watching.route(f"**{STATE}", answer)
    for _ in range(asked + 3):
        watching.clock.run_for(3_001)
        watching.wait_for_timeout(150)
    assert len(tries) == asked
