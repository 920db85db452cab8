"""The line, the academy or the sign-in is away for a while: what was given stays, and arrives."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys import learning
from tests.journeys.applying import OWN_PIN
from tests.journeys.forms import before_the_scripts, submit
from tests.services.visiting import enter, sign_in

pytestmark = pytest.mark.browser

SAVED = re.compile("^Tersimpan")


class Line:
    """What goes to one address from a page, and how the academy is made to answer there."""

    def __init__(self, page: Page, address: str):
        self.page, self.address, self.count = page, re.compile(address), 0

    def answers(self, status: int) -> None:
        """Let the academy be away, or fail; 0 breaks the line."""

        def answer(route: Route) -> None:
            self.count += 1
            if status:
                route.fulfill(status=status, body="<h1>Sebentar</h1>")
            else:
                route.abort()

        self.count = 0
        self.page.unroute(self.address)
        self.page.route(self.address, answer)

    def is_back(self) -> None:
        """Let the academy itself answer, and tell the page that the line is there."""
        self.page.unroute(self.address)
        self.page.evaluate("window.dispatchEvent(new Event('online'))")


def begin_quiz(page: Page, learner: str, batch: str) -> None:
    """Open an attempt; the clock is ours from then on."""
    sign_in(page, learner, OWN_PIN)
    learning.open_activity(page, batch, learning.QUIZ)
    # One that is open is gone on with.
    submit(page, ".button--next")
    page.wait_for_url("**/percobaan/*/")
    page.clock.install()


def give(page: Page, number: int) -> Locator:
    """Answer a question otherwise than now; return the place that says what became of it."""
    question = page.locator("[data-question]").nth(number)
    question.locator(":is([type=radio], [type=checkbox]):not(:checked)").first.click()
    return question.locator("[data-saved]")


def words(page: Page, form: str, name: str) -> str:
    """Return the sentence that the form has for this."""
    return page.locator(form).get_attribute(f"data-words-{name}")


def minutes_pass(page: Page, minutes: int) -> None:
    """Let the clock of the page run; what it asks for meanwhile is answered in between."""
    for _minute in range(minutes):
        page.clock.run_for(61_000)
        page.wait_for_timeout(200)


def comes_back(page: Page) -> None:
    """Turn from another tab to this one; the browser of a test shows all of its pages at once."""
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def test_answers_given_after_the_sign_in_ended_arrive_once_one_has_signed_in_in_another_tab(
    page, learner, small_batch
):
    begin_quiz(page, learner, small_batch)
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.context.clear_cookies(name="sessionid")
    first = give(page, 0)
    expect(first).to_have_text(words(page, "[data-quiz]", "signed-out"))
    # Nothing is paid for while nobody can sign in.
    minutes_pass(page, 2)
    assert len(sent) == 1
    sign_in(page.context.new_page(), learner, OWN_PIN)
    second = give(page, 1)
    expect(first).to_have_text(SAVED)
    expect(second).to_have_text(SAVED)
    # The session may also end and begin again between two answers.
    page.context.clear_cookies(name="sessionid")
    sign_in(page.context.new_page(), learner, OWN_PIN)
    expect(give(page, 0)).to_have_text(SAVED)
    page.reload()
    for number in range(2):
        answer = page.locator("[data-question]").nth(number).locator("input:checked")
        expect(answer).not_to_have_count(0)


def test_an_answer_given_before_the_script_has_come_over_a_slow_line_is_sent_too(
    page, learner, small_batch
):
    begin_quiz(page, learner, small_batch)
    with before_the_scripts(page):
        said = give(page, 1)
    expect(said).to_have_text(SAVED)


def test_an_answer_waits_while_the_academy_is_away_and_is_not_sent_for_ever_where_it_fails(
    page, learner, small_batch
):
    begin_quiz(page, learner, small_batch)
    line = Line(page, "/simpan/")
    line.answers(503)
    said = give(page, 0)
    expect(said).to_have_text(words(page, "[data-quiz]", "unsaved"))
    minutes_pass(page, 10)
    # A pause grows to a minute.
    assert 5 < line.count < 15
    line.is_back()
    expect(said).to_have_text(SAVED)

    line.answers(500)
    said = give(page, 0)
    minutes_pass(page, 10)
    expect(said).to_have_text(words(page, "[data-quiz]", "given-up"))
    assert line.count == 5
    line.is_back()
    expect(said).to_have_text(SAVED)

    line.answers(404)
    said = give(page, 0)
    expect(said).to_have_text(words(page, "[data-quiz]", "refused"))
    minutes_pass(page, 2)
    assert line.count == 1


def choose_photo(page: Page, photo: dict) -> Locator:
    """Choose a photo for the assignment; return the line that says how far it is."""
    page.set_input_files("#files", photo)
    return page.locator("[data-sending] li")


def drafts(page: Page) -> Locator:
    return page.locator(".photos--draft li")


@pytest.fixture
def assignment(page, learner, small_batch) -> Page:
    """The page of an assignment on a phone, without a draft; the clock is ours."""
    sign_in(page, learner, OWN_PIN)
    learning.open_activity(page, small_batch, learning.ASSIGNMENT)
    page.on("dialog", lambda dialog: dialog.accept())
    while drafts(page).count():
        submit(page, "[name=hapus]")
    page.clock.install()
    return page


@pytest.mark.parametrize("status", [0, 503])
def test_a_photo_is_sent_when_the_line_or_the_academy_is_back_after_ten_minutes(assignment, status):
    line = Line(assignment, "/tambah/")
    line.answers(status)
    sending = choose_photo(assignment, learning.photo(f"lama-{status}.jpg", "#335577"))
    expect(sending).to_contain_text(words(assignment, "[data-hand-in]", "failed"))
    minutes_pass(assignment, 10)
    expect(sending).to_contain_text(words(assignment, "[data-hand-in]", "failed"))
    assert line.count > 5
    line.is_back()
    expect(drafts(assignment)).to_have_count(1)
    expect(sending).to_have_count(0)


def test_a_photo_that_the_academy_fails_at_five_times_is_given_up(assignment):
    line = Line(assignment, "/tambah/")
    line.answers(500)
    sending = choose_photo(assignment, learning.photo("gagal.jpg", "#557733"))
    minutes_pass(assignment, 10)
    expect(sending).to_contain_text(words(assignment, "[data-hand-in]", "given-up"))
    assert line.count == 5


def test_a_photo_waits_for_the_sign_in_of_the_same_person_and_goes_to_nobody_else(
    assignment, learner
):
    assignment.context.clear_cookies(name="sessionid")
    sending = choose_photo(assignment, learning.photo("keluar.jpg", "#775533"))
    expect(sending).to_contain_text(words(assignment, "[data-hand-in]", "signed-out"))
    # Somebody else of the same handset.
    other = assignment.context.new_page()
    enter(other, "peserta")
    other.goto("/belajar/")
    posts = []
    assignment.on("request", lambda request: request.method == "POST" and posts.append(request))
    with assignment.expect_response(lambda answer: answer.request.method == "GET"):
        comes_back(assignment)
    expect(sending).to_contain_text(words(assignment, "[data-hand-in]", "signed-out"))
    assert posts == []
    other.context.clear_cookies(name="sessionid")
    sign_in(other, learner, OWN_PIN)
    comes_back(assignment)
    expect(drafts(assignment)).to_have_count(1)
    expect(sending).to_have_count(0)


def see_through() -> dict:
    """Return a picture whose product stands before nothing, too large to be sent as it is."""
    picture = Image.new("RGBA", (1800, 1800), (0, 0, 0, 0))
    noise = Image.effect_noise((900, 900), 80).convert("RGBA")
    picture.paste(noise, (450, 450))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return {"name": "sambal.png", "mimeType": "image/png", "buffer": buffer.getvalue()}


def test_what_is_transparent_in_a_picture_is_white_where_it_is_handed_in(assignment):
    choose_photo(assignment, see_through())
    expect(drafts(assignment)).to_have_count(1)
    link = drafts(assignment).last.locator("a[href*='/berkas-']").first.evaluate("one => one.href")
    with Image.open(io.BytesIO(assignment.request.get(link).body())) as taken:
        assert (taken.format, max(taken.size)) == ("JPEG", 1600)
        assert taken.convert("RGB").getpixel((20, 20)) == (255, 255, 255)


def test_a_note_that_was_sent_over_a_dead_line_stands_there_again(assignment):
    choose_photo(assignment, learning.photo("catatan.jpg", "#aa8855"))
    expect(drafts(assignment)).to_have_count(1)
    assignment.fill("[name=note]", "Cahaya dari kiri, kain batik di belakang.")
    act = assignment.locator("[data-draft] [name=client_id]").last.input_value()
    assignment.route("**/kumpulkan/", lambda route: route.abort())
    assignment.locator("[data-draft] .button--next").click()
    assignment.wait_for_url("chrome-error://**")
    assignment.go_back()
    note = assignment.locator("[name=note]")
    expect(note).to_have_value("Cahaya dari kiri, kain batik di belakang.")
    # Had it arrived all the same, it would be the same act.
    assert assignment.locator("[data-draft] [name=client_id]").last.input_value() == act
