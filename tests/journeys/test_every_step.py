"""Pages that one comes to by doing something: no fault on any of them, however small the phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import PHONE, faults, faults_where_it_is_tight
from tests.journeys import applying, learning
from tests.journeys.applying import OWN_PIN, Person
from tests.journeys.forms import follow, submit
from tests.services.visiting import enter, sign_in

pytestmark = pytest.mark.browser

LONG = Person("Muhammad Abdul Qodir Jaelani Al-Baghdadi Percobaan")
# As a camera app and a chat leave it: no sign at which a line could break.
LONG_FILE = f"IMG{'20261201WA0012' * 6}.jpg"


class Steps:
    """Notes what is wrong on each page that somebody comes to."""

    def __init__(self, page: Page):
        self.page, self.found = page, {}

    def at(self, name: str) -> None:
        self.found |= faults(self.page, name, [PHONE])
        self.found |= faults_where_it_is_tight(self.page, name)


def test_no_step_of_applying_has_a_fault(page, small_batch):
    steps = Steps(page)
    applying.begin(page, small_batch, LONG)
    steps.at("pesantren")
    page.fill("[name=q]", "miftahul")
    submit(page, "[name=search]")
    steps.at("pesantren found")
    page.check(".found [name=pesantren] >> nth=0")
    page.check("[name=membership_role][value=alumni]")
    submit(page, "[name=save]")
    steps.at("about oneself")
    submit(page, "[name=save]")
    steps.at("about oneself, refused")
    applying.tell_about_oneself(page)
    steps.at("papers")
    page.set_input_files("[name=file]", learning.photo(LONG_FILE))
    submit(page, "form[enctype] button")
    steps.at("papers, with one")
    submit(page, ".button--next")
    steps.at("consent")
    page.check("[name=agreed]")
    submit(page, "[name=save]")
    steps.at("before it is sent")
    submit(page, ".button--next")
    page.wait_for_url("**/daftar/status/*/")
    steps.at("status")
    page.goto(f"{page.url}mundur/")
    steps.at("withdrawing")
    assert steps.found == {}


def test_no_page_of_a_quiz_or_of_a_draft_has_a_fault(page, learner, small_batch):
    steps = Steps(page)
    sign_in(page, learner, OWN_PIN)
    learning.open_activity(page, small_batch, learning.QUIZ)
    submit(page, ".button--next")
    page.wait_for_url("**/percobaan/*/")
    steps.at("quiz")
    first = page.locator("[data-question]").first
    first.locator("input[type=radio], input[type=checkbox]").first.click()
    expect(first.locator("[data-saved]")).not_to_be_empty()
    submit(page, "form.quiz .button--next")
    steps.at("quiz with gaps")
    learning.open_activity(page, small_batch, learning.ASSIGNMENT)
    page.set_input_files("#files", learning.photo(LONG_FILE))
    page.locator(".photos--draft li").first.wait_for()
    steps.at("draft of a hand-in")
    page.on("dialog", lambda dialog: dialog.accept())
    submit(page, "[name=hapus]")
    follow(page.locator("main a[href*='/tanya/']").last)
    follow(page.locator("main a[href$='/baru/']").first)
    page.fill("[name=text]", "Kain batik saya tampak kusut di foto. Disetrika dulu?")
    submit(page, ".button--next")
    follow(page.locator("main a[href$='/ubah/']").first)
    steps.at("changing a question")
    page.context.clear_cookies()
    enter(page, "peserta")
    page.goto("/belajar/ulang/")
    submit(page, ".actions button >> nth=-1")
    steps.at("answer in practice")
    assert steps.found == {}
