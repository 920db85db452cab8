"""Seeing and being seen, on a phone of 360 pixels without a script."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.forms import follow
from tests.services.visiting import enter

pytestmark = pytest.mark.browser

ASSIGNMENT = "Tugas: Satu produk, tiga sudut"


def phone(device, username: str) -> Page:
    page = device(java_script_enabled=False)
    enter(page, username)
    page.goto("/belajar/kursus/")
    return page


def test_a_participant_looks_at_the_gallery_and_gives_feedback_on_a_work(device):
    page = phone(device, "peserta")
    follow(page.get_by_role("link", name="Galeri angkatan Anda"))
    expect(page.get_by_role("heading", name="Galeri")).to_be_visible()
    follow(page.locator(".photos a").first)
    expect(page.get_by_text("Mengapa karya ini baik")).to_be_visible()
    picture = page.locator(".photos a").first.get_attribute("href")
    assert page.request.get(picture).headers["content-type"].startswith("image/")
    page.goto("/belajar/kursus/")
    page.goto(page.locator("main a.outline__row", has_text=ASSIGNMENT).get_attribute("href"))
    expect(page.get_by_text("sudah menulis tentang karya Anda")).to_be_visible()
    follow(page.get_by_role("link", name="beri umpan balik"))
    for group in page.get_by_role("group").all():
        group.get_by_label("cukup", exact=True).check()
    page.fill("[name=good]", "Labelnya terbaca dari jauh.")
    page.fill("[name=advice]", "Coba latar yang lebih terang.")
    page.get_by_role("button", name="Beri umpan balik").click()
    expect(page.get_by_text("Seorang teman tentang karya Anda").first).to_be_visible()
