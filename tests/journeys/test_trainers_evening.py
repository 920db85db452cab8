"""A trainer's evening at a computer: a Word file, a video with captions and a file of questions
become a lesson and a quiz; a participant opens them on a phone."""

import re

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.factories.films import film
from tests.factories.word import a_lesson
from tests.journeys import writing
from tests.journeys.forms import follow
from tests.services.visiting import enter

pytestmark = pytest.mark.browser

MODULE = "Mengenal Cahaya"
LESSON = "Memutar botol di depan jendela"
FILM = "Botol diputar pelan"
CAPTION = "Putar botol pelan-pelan."
GIFT = """::malam-1:: Kapan cahaya jendela paling lembut? {
=Saat langit berawan
~Saat matahari masuk langsung
}

::malam-2:: Berapa derajat botol diputar? {#90:5}
"""


def lesson_of_word(page: Page) -> None:
    """Make a draft of a Word file, which is shown first."""
    page.goto(f"/admin/materi-dari-word/{writing.page_id(page, MODULE)}/")
    page.set_input_files(
        "[name=file]", {"name": "botol.docx", "mimeType": "", "buffer": a_lesson()}
    )
    writing.press(page, "main form button[type=submit]")
    expect(page.frame_locator("main iframe").get_by_text("Letakkan stoples")).to_be_visible()
    page.fill("[name=title]", LESSON)
    writing.press(page, "main form button[type=submit]")


def video_over_a_broken_line(page: Page) -> str:
    """Send a film whose first piece is lost on the way; return the address of its form."""
    lost = []

    def lose_once(route: Route, request: Request) -> None:
        if request.method == "PUT" and not lost:
            lost.append(request.url)
            route.abort()
        else:
            route.continue_()

    page.route(re.compile(r"/admin/unggah/"), lose_once)
    page.goto("/admin/media/video/add/")
    page.fill("[name=title]", FILM)
    sent = {"name": "botol.mp4", "mimeType": "video/mp4", "buffer": film(width=640, height=360)}
    page.set_input_files("[name=file]", sent)
    expect(page.get_by_text("sudah tiba")).to_be_visible(timeout=30_000)
    assert lost
    writing.press(page, "main form [type=submit]")
    page.goto("/admin/media/")
    follow(page.get_by_role("link", name=FILM))
    return page.url


def type_captions(page: Page, form: str) -> None:
    """Type one caption beside the video; a page with typed words asks before it is left."""
    page.goto(form)
    follow(page.get_by_role("link", name="Takarir"))
    page.locator("[name=start]").first.fill("0:00")
    page.locator("[name=end]").first.fill("0:02")
    page.locator("[name=text]").first.fill(CAPTION)
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Kembali ke video").click()
    expect(page.locator("[name=text]").first).to_have_value(CAPTION)
    assert asked == ["beforeunload"]
    writing.press(page, ".captions__form [type=submit]")
    expect(page.locator("[name=text]").first).to_have_value(CAPTION)


def put_video_into_lesson(page: Page) -> None:
    page.goto(f"/admin/pages/{writing.page_id(page, LESSON)}/edit/")
    page.locator("[data-contentpath=body] .c-sf-add-button").first.click()
    page.get_by_role("option", name="Video", exact=True).first.click()
    page.locator("[data-contentpath=body] button", has_text="Pilih").first.click()
    page.locator(".modal a", has_text=FILM).first.click()
    page.locator("[data-contentpath=body] [name$='-value-caption']").first.fill(
        "Botol dari empat sisi"
    )
    writing.press_publish(page)


def questions_of_a_file(page: Page) -> None:
    page.goto("/admin/bank-soal/berkas/")
    page.select_option("[name=course]", label="Fotografi Produk")
    page.set_input_files(
        "[name=file]", {"name": "malam.gift", "mimeType": "text/plain", "buffer": GIFT.encode()}
    )
    writing.press(page, "main form button[type=submit]")
    expect(page.get_by_text("Kapan cahaya jendela")).to_be_visible()
    page.check("[name=publish]")
    writing.press(page, "main form button[type=submit]")


def ten_typed_questions(page: Page) -> None:
    """Type ten questions without leaving the keyboard."""
    page.goto("/admin/bank-soal/ketik/")
    page.select_option("[name=course]", label="Fotografi Produk")
    page.focus("[name=soal_1]")
    for number in range(10):
        page.keyboard.type(f"Malam {number}: cahaya dari mana?")
        page.keyboard.press("Enter")
        page.keyboard.type("* Dari samping")
        page.keyboard.press("Enter")
        page.keyboard.type("Dari belakang saya")
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto("/admin/snippets/cms/question/?q=Malam")
    expect(page.get_by_text("dari mana?")).to_have_count(10)


def play_on_a_phone(page: Page) -> None:
    """Open the lesson by the outline, choose the small picture, and play it with its captions."""
    page.goto("/belajar/")
    # What else stands on the home of this person depends on what was done in other journeys.
    follow(page.get_by_role("link", name="Semua modul").first)
    link = page.locator("main a.outline__row", has_text=LESSON)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(link.get_attribute("href"))
    page.locator("[name=way][value='240p']").click()
    video = page.locator("main video").first
    expect(video).to_be_visible()
    assert not [address for address in fetched if "/berkas/rekaman/" in address]
    video.evaluate("video => { video.muted = true; return video.play(); }")
    expect(video).to_have_js_property("videoHeight", 240)
    cues = "video => [...video.textTracks[0].cues].map(cue => cue.text)"
    assert video.evaluate(cues) == [CAPTION]


def test_from_word_file_video_and_questions_to_a_lesson_on_a_phone(worker, device):
    page = worker("pemateri")
    page.set_viewport_size({"width": 1280, "height": 800})
    lesson_of_word(page)
    form = video_over_a_broken_line(page)
    questions_of_a_file(page)
    ten_typed_questions(page)
    type_captions(page, form)
    put_video_into_lesson(page)
    phone = device()
    enter(phone, "peserta")
    play_on_a_phone(phone)
