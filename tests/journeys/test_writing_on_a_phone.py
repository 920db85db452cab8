"""A trainer corrects a lesson on a phone of 360 pixels; a participant answers what it asks."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.forms import follow
from tests.services.visiting import enter

pytestmark = pytest.mark.browser

LESSON = "Arah cahaya mengubah rasa"
QUESTION = "Sebelum melihat gambarnya"
EXPLANATION = "peralihan terang ke teduh"


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def open_lesson(page: Page) -> None:
    """Find the lesson by the search, as who remembers a word of it."""
    page.goto("/belajar/cari/?q=arah+cahaya")
    follow(page.get_by_role("link", name=LESSON).first)
    if page.get_by_role("link", name="Buka sekarang").count():
        follow(page.get_by_role("link", name="Buka sekarang"))


@pytest.mark.parametrize("has_script", [True, False])
def test_a_participant_guesses_first_and_the_explanation_opens(device, has_script):
    page = device(java_script_enabled=has_script)
    enter(page, "peserta")
    open_lesson(page)
    block = page.locator("section.asked", has_text=QUESTION)
    expect(block).to_be_visible()
    again = block.get_by_role("button", name="Ubah jawaban").count()
    if not again:
        assert EXPLANATION not in page.content()
    block.get_by_role("radio").nth(1).check()
    block.get_by_role("button", name="Ubah jawaban" if again else "Jawab").click()
    expect(page.locator("section.asked", has_text=EXPLANATION)).to_be_visible()
    expect(block.get_by_role("radio").nth(1)).to_be_checked()
    assert re.search(r"/materi/", page.url)
    assert not has_script or fits(page)


@pytest.mark.parametrize("has_script", [True, False])
def test_a_trainer_corrects_a_lesson_publishes_it_and_takes_it_back(device, has_script):
    page = device(java_script_enabled=has_script)
    enter(page, "pemateri")
    page.goto("/kerja/kursus/")
    if page.get_by_role("link", name="Fotografi Produk").count():
        follow(page.get_by_role("link", name="Fotografi Produk").first)
    row = page.locator("li.arrange__row", has_text=LESSON)
    follow(row.get_by_role("link", name="Betulkan di sini"))
    assert not has_script or fits(page)
    follow(page.get_by_role("link", name="Betulkan bagian 1 (Teks)"))
    field = page.get_by_role("textbox", name="Teks")
    before = field.input_value()
    field.fill(f"{before} **Cobalah sendiri.**")
    follow(page.get_by_role("button", name="Simpan dan terbitkan"))
    expect(page.get_by_text("Sudah diterbitkan.")).to_be_visible()
    expect(page.locator(".piece b", has_text="Cobalah sendiri.")).to_be_visible()
    page.get_by_text("Versi sebelumnya").click()
    follow(page.get_by_role("button", name="Kembalikan").first)
    expect(page.locator(".piece b", has_text="Cobalah sendiri.")).to_have_count(0)
    follow(page.get_by_role("button", name="Terbitkan draf ini"))
    expect(page.get_by_text("Sudah diterbitkan.")).to_be_visible()


def test_rows_are_moved_by_a_button_and_taken_back_without_a_script(device):
    page = device(java_script_enabled=False)
    enter(page, "pemateri")
    page.goto("/kerja/kursus/")
    if page.get_by_role("link", name="Fotografi Produk").count():
        follow(page.get_by_role("link", name="Fotografi Produk").first)
    rows = page.locator(".arrange__activities li.arrange__row h3")
    before = rows.all_inner_texts()
    follow(page.get_by_role("button", name=f"Naikkan “{LESSON}”"))
    expect(page.get_by_text("Urutan sudah diubah")).to_be_visible()
    assert rows.all_inner_texts() != before
    follow(page.get_by_role("button", name="Kembalikan pemindahan"))
    assert rows.all_inner_texts() == before
