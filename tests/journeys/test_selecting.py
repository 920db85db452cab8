"""1,250 applications for 250 seats: decided by quota, in few clicks and keys."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import working
from tests.journeys.applicants import COUNT

pytestmark = pytest.mark.browser

SEATS, RESERVE = 250, 50
FILL = "from tests.journeys.applicants import fill; fill('{batch}')"


class Hand:
    """What a person presses on a page, counted: clicks, and keys one by one."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.keys = page, 0, 0

    def click(self, button: str) -> None:
        self.clicks += 1
        with self.page.expect_navigation():
            self.page.locator(f"main {button}").first.click()

    def type(self, field: str, text: str) -> None:
        self.clicks += 1
        self.keys += len(text)
        self.page.fill(f"[name={field}]", text)

    def choose(self, field: str, value: str) -> None:
        self.clicks += 2
        self.page.select_option(f"[name={field}]", value)

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.wait_for_load_state("networkidle")
        with self.page.expect_navigation():
            self.page.keyboard.press(key)


@pytest.fixture
def batch(academy, coordinator):
    """A batch of 250 seats that begins in two weeks, with its 1,250 applicants."""
    made = working.open_batch(coordinator, "Angkatan Kuota", seats=SEATS, starts_in=14)
    academy.manage("shell", "-c", FILL.format(batch=made))
    return made


def test_a_season_of_applications_is_decided_in_few_clicks_and_keys(coordinator, batch):
    hand = Hand(coordinator)
    coordinator.goto(f"/kerja/angkatan/{batch}/kuota/")
    hand.choose("new0_what", "pesantren:*")
    hand.type("new0_most", "2")
    hand.choose("new1_what", "gender:female")
    hand.type("new1_least", "80")
    hand.choose("new2_what", "regency:*")
    hand.type("new2_least", "3")
    hand.click(".actions button")
    coordinator.goto(f"/kerja/angkatan/{batch}/seleksi/")
    hand.press("b")
    accepted = coordinator.locator('.tabs a[href*="outcome=accept"] .badge')
    expect(accepted).to_be_visible(timeout=120_000)
    proposed = int(accepted.inner_text().replace(".", ""))
    hand.press("t")
    hand.click(".actions button")
    coordinator.goto(f"/kerja/angkatan/{batch}/pendaftaran/")
    expect(coordinator.locator(".deciding .alert--good")).to_be_visible(timeout=300_000)
    coordinator.goto(f"/kerja/angkatan/{batch}/pendaftaran/?state=accepted")
    current = coordinator.locator('.tabs [aria-current="page"] .badge')
    assert int(current.inner_text()) == proposed <= SEATS
    coordinator.goto(f"/kerja/angkatan/{batch}/pendaftaran/?state=reserve")
    assert int(current.inner_text()) == RESERVE
    assert proposed + RESERVE < COUNT
    assert (hand.clicks, hand.keys) == (11, 6)
