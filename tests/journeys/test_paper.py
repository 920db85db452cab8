"""A sheet of paper becomes attendance: by keys alone, and from a photo of it."""

from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Page, expect

from tests.courses.paper import photographed
from tests.courses.paper.photographed import Shot
from tests.services.visiting import enter

pytestmark = pytest.mark.browser
PRINT = """async form => {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    return [...new Uint8Array(await answer.arrayBuffer())];
}"""


@pytest.fixture
def desk(device) -> Page:
    """The sheets of the last session of a batch that is over, of whom everybody is noted."""
    page = device()
    page.set_viewport_size({"width": 1280, "height": 800})
    enter(page, "koordinator")
    page.goto("/kerja/angkatan/")
    batch = page.locator("main a[href^='/kerja/angkatan/']", has_text="Angkatan III").first
    page.goto(f"{batch.get_attribute('href')}sesi/")
    session = page.locator("main a[href^='/kerja/sesi/']").first.get_attribute("href")
    page.goto(f"{session}kertas/")
    return page


def printed(page: Page, tmp_path: Path) -> Path:
    """Press the button that prints, and return the sheet; the page lists it then."""
    file = tmp_path / "lembar.pdf"
    file.write_bytes(bytes(page.locator("form[action$='/cetak/']").evaluate(PRINT)))
    page.reload()
    return file


def test_a_page_is_written_down_without_a_mouse(desk, tmp_path):
    printed(desk, tmp_path)
    desk.locator("a[href^='/kerja/kertas/']", has_text="baris 21").click()
    before = [is_marked(desk, number) for number in range(21, 26)]
    # Row 23 is ill, the next one excused; then by its last digit row 21.
    for key in "23si":
        desk.keyboard.press(key)
    expect(desk.locator("[data-paper-at]")).to_have_text("25")
    desk.wait_for_timeout(1300)
    for key in "1a-":
        desk.keyboard.press(key)
    marked = [is_marked(desk, number) for number in range(21, 26)]
    assert marked[2:4] == ["ill", "excused"]
    assert marked[0] == "absent"
    assert marked[1] == ""
    assert marked[4] == before[4]
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("baris disalin").first).to_be_visible()
    assert is_marked(desk, 23) == "ill"
    # What the list says otherwise stands until somebody decides, with a reason.
    contested = desk.locator(".paper-contested", has_text="23.")
    contested.get_by_label("Alasan").fill("Surat dokter menyusul.")
    contested.get_by_role("button", name="Kertas yang berlaku").click()
    expect(desk.locator(".paper-contested", has_text="23.")).to_have_count(0)


def is_marked(page: Page, number: int) -> str:
    marked = page.locator(f"[name=says_{number}]:checked")
    return marked.get_attribute("value") if marked.count() else ""


def test_a_photo_of_a_page_marks_what_is_sure_and_shows_what_is_not(desk, tmp_path):
    sheet = printed(desk, tmp_path)
    page, random = photographed.rendered(sheet), Random(7)
    photographed.mark(page, 0, "present", "cross", random, "pen")
    photographed.mark(page, 1, "excused", "tick", random, "blue")
    for status in ("present", "absent"):
        photographed.mark(page, 2, status, "cross", random, "pen")
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(photographed.photographed(page, Shot(askew=0.6, shadow=0.5), random))
    desk.set_input_files("#photos", photo)
    desk.get_by_role("button", name="Kirim foto").click()
    read = desk.locator(".paper-photos a[href^='/kerja/kertas/']", has_text="halaman 1")
    for _second in range(30):
        if read.count():
            break
        desk.wait_for_timeout(1000)
        desk.reload()
    read.first.click()
    assert [is_marked(desk, number) for number in (1, 2, 3, 4)] == ["present", "excused", "", ""]
    expect(desk.get_by_text("Dua kotak ditandai.")).to_be_visible()
    expect(desk.locator(".paper__crop image").first).to_be_visible()
    desk.locator("[data-rest]").click()
    assert [is_marked(desk, number) for number in (3, 4)] == ["", "present"]
