"""A trainer changes the course of a batch that runs; what people have done stays done."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import learning, writing
from tests.journeys.forms import submit

pytestmark = pytest.mark.browser

RENAMED = "Latar tanpa garis dari selembar kertas"
NEW_NAME = "Latar tanpa garis, diperbarui"
WITHDRAWN = "Kain, kayu, dan warna yang mendukung"
MOVED, TARGET = "Benda pendamping yang berkata benar", "Mengenal Cahaya"
ORIGINAL, ADDED = "Bersih sebelum memotret", "Materi tambahan dari pemateri"


def done(page: Page, batch: str) -> set[str]:
    """Return the addresses of all activities that the outline shows as done."""
    page.goto(f"/belajar/{batch}/")
    rows = page.locator("main a.outline__row.is-done")
    return {re.sub(r"[?#].*", "", row.get_attribute("href")) for row in rows.all()}


def progress(page: Page) -> tuple[int, int]:
    """Return how many activities the home page says are done, and of how many."""
    page.goto("/belajar/")
    words = page.get_by_text(re.compile(r"^\d+ dari \d+ aktivitas selesai$")).inner_text()
    return tuple(int(figure) for figure in re.findall(r"\d+", words))


def test_finished_work_stays_and_an_adopted_activity_counts(worker):
    phone, trainer, coordinator = map(worker, ("peserta", "pemateri", "koordinator"))
    phone.goto("/belajar/")
    link = phone.locator("main a[href$='/nilai/']").first.get_attribute("href")
    batch = link.split("/")[2]
    before, figures = done(phone, batch), progress(phone)

    writing.add_like(trainer, ORIGINAL, ADDED)
    writing.rename(trainer, RENAMED, NEW_NAME)
    writing.move(trainer, MOVED, TARGET)
    writing.unpublish(trainer, WITHDRAWN)
    assert done(phone, batch) == before
    assert progress(phone) == figures
    phone.goto(f"/belajar/{batch}/")
    for title in (NEW_NAME, MOVED, WITHDRAWN):
        expect(phone.locator("main a.outline__row.is-done", has_text=title)).to_have_count(1)
    expect(phone.locator("main a.outline__row", has_text=ADDED)).to_contain_text("tidak wajib")

    coordinator.goto(f"/kerja/angkatan/{batch}/aktivitas/")
    row = coordinator.locator("main tr", has_text=ADDED)
    with coordinator.expect_navigation():
        row.locator("button[value^=adopt]").click()
    expect(row.locator("button[value^=release]")).to_have_count(1)
    assert progress(phone) == (figures[0], figures[1] + 1)
    learning.open_activity(phone, batch, ADDED)
    submit(phone, ".lesson-end form button")
    assert progress(phone) == (figures[0] + 1, figures[1] + 1)
    assert before < done(phone, batch)
