"""A trainer says what is good and what to change, and the participant listens to it."""

import re

import pytest
from playwright.sync_api import Page, expect

from academy.demo.accounts import PASSWORD
from tests.journeys.forms import submit
from tests.journeys.working import open_next_hand_in
from tests.services.visiting import enter, sign_in

pytestmark = pytest.mark.browser
# Gives the participant of a hand-in a password, and tells where the assignment is.
PARTICIPANT = """
from courses.models import Submission
found = Submission.objects.get(public_id=%r)
user = found.enrollment.user
user.set_password(%r)
user.must_change_secret = False
user.save()
print(user.username, found.enrollment.batch.public_id, found.assignment.activity_id)
"""


def record(page: Page, seconds: float) -> None:
    """Press the key, say something, and stop."""
    page.wait_for_load_state("networkidle")
    page.locator("h1").click()
    page.keyboard.press("v")
    expect(page.locator("[data-stop]")).to_be_focused()
    page.wait_for_timeout(seconds * 1000)


def stop(page: Page) -> None:
    page.locator("[data-stop]").click()
    expect(page.locator("[data-told]")).to_contain_text("ada di draf", timeout=60_000)


def played(page: Page) -> float:
    """Press play, and return how far it has come once it is heard."""
    heard = """sound => new Promise((done, failed) => {
        sound.ontimeupdate = () => sound.currentTime > 0.3 && done(sound.currentTime);
        sound.play().catch(failed);
    })"""
    return page.locator("audio").evaluate(heard)


def test_what_is_said_at_the_desk_is_kept_given_and_heard(new_context, academy):
    page = new_context().new_page()
    enter(page, "pemateri")
    open_next_hand_in(page)
    here = page.url
    record(page, 2)
    # No verdict while one still speaks.
    page.locator("[name=verdict][value=accepted]").click()
    expect(page.locator("[data-told]")).to_contain_text("masih merekam")
    assert page.url == here
    stop(page)
    page.reload()
    assert played(page) > 0
    record(page, 1)
    stop(page)
    expect(page.locator("#voice audio")).to_have_count(1)
    page.fill("[name=mark]", "85")
    submit(page, "[name=verdict][value=accepted]")
    assert page.url != here

    submission = re.search(r"ulasan/([0-9a-f-]{36})/", here).group(1)
    told = academy.manage("shell", "--no-imports", "-c", PARTICIPANT % (submission, PASSWORD))
    username, batch, activity = told.split()
    phone = new_context().new_page()
    sign_in(phone, username, PASSWORD)
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(f"/belajar/{batch}/tugas/{activity}/")
    phone.wait_for_load_state("networkidle")
    expect(phone.locator(".voice-note__title")).to_contain_text("Catatan suara dari pemateri")
    assert [url for url in asked if "suara" in url] == []
    assert played(phone) > 0
    scripts = phone.locator("script[src]").evaluate_all("found => found.map(one => one.src)")
    assert [src for src in scripts if "recorder" in src] == []


def test_a_recording_that_cannot_be_sent_stays_and_is_sent_again(new_context):
    page = new_context().new_page()
    enter(page, "pemateri")
    open_next_hand_in(page)
    here = page.url
    record(page, 1)
    page.route("**/kerja/ulasan/**", lambda route: route.abort())
    page.locator("[data-stop]").click()
    expect(page.locator("[data-told]")).to_contain_text("rekamannya tetap ada di sini")
    page.unroute_all()
    page.locator("[name=verdict][value=accepted]").click()
    assert page.url == here
    page.locator("[data-again]").click()
    expect(page.locator("#voice audio")).to_be_visible(timeout=60_000)
    submit(page, "[name=then][value=silent]")
    expect(page.locator("#voice audio")).to_have_count(0)


def test_where_there_is_no_microphone_a_file_is_chosen(new_context):
    context = new_context()
    context.add_init_script("delete window.MediaRecorder")
    page = context.new_page()
    enter(page, "pemateri")
    open_next_hand_in(page)
    expect(page.locator("[data-record]")).to_be_hidden()
    broken = {"name": "suara.m4a", "mimeType": "audio/mp4", "buffer": b"bukan suara"}
    page.set_input_files("#voice [name=sound]", broken)
    expect(page.locator("#voice .field__error")).to_contain_text("bukan rekaman")
    expect(page.locator("#voice [name=sound]")).to_be_visible()
    # The file is still where it was chosen: nothing holds the page.
    expect(page.locator("[data-discard]")).to_be_hidden()


def test_what_was_recorded_stays_until_it_is_discarded_also_where_it_was_refused(new_context):
    context = new_context()
    # A microphone that gives a sound of no format.
    context.add_init_script("window.Blob = class extends Blob { constructor(_parts, kind) {"
                            " super(['bukan suara'], kind); } };")  # fmt: skip
    page = context.new_page()
    enter(page, "pemateri")
    open_next_hand_in(page)
    here = page.url
    record(page, 1)
    page.locator("[data-stop]").click()
    expect(page.locator("#voice .field__error")).to_contain_text("bukan rekaman", timeout=60_000)
    expect(page.locator("[data-again]")).to_be_visible()
    page.locator("[name=verdict][value=accepted]").click()
    assert page.url == here
    page.locator("[data-discard]").click()
    expect(page.locator("[data-record]")).to_be_visible()


def signed_out_while_recording(page: Page) -> None:
    """Speak at the desk, and find that the sign-in has ended meanwhile."""
    enter(page, "pemateri")
    open_next_hand_in(page)
    record(page, 1)
    page.context.clear_cookies(name="sessionid")
    page.locator("[data-stop]").click()
    expect(page.locator("[data-told]")).to_contain_text("tab lain", timeout=60_000)


def test_after_signing_in_on_another_tab_the_recording_is_sent_again(new_context):
    page = new_context().new_page()
    signed_out_while_recording(page)
    page.locator("[data-again]").click()
    expect(page.locator("[data-told]")).to_contain_text("tab lain")
    sign_in(page.context.new_page(), "pemateri", PASSWORD)
    page.locator("[data-again]").click()
    expect(page.locator("[data-told]")).to_contain_text("ada di draf", timeout=60_000)
    # The other buttons have the new token, too.
    submit(page, "[name=then][value=silent]")
    expect(page.locator("#voice audio")).to_have_count(0)


def test_the_draft_takes_the_recording_along_over_a_new_sign_in(new_context):
    page = new_context().new_page()
    signed_out_while_recording(page)
    here = page.url
    page.locator(".desk__foot [name=then][value=draft]").click()
    page.wait_for_url(lambda url: "/masuk/" in url)
    page.fill("[name=login]", "pemateri")
    page.fill("[name=password]", PASSWORD)
    submit(page, "form button:not([type])")
    submit(page, "form .button--next")
    assert page.url == here
    expect(page.locator("#voice audio")).to_have_count(1)
    submit(page, "[name=then][value=silent]")
