"""What a participant does: sign in for the first time, read, answer, hand in."""

import io

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page

from academy.demo.load import sources
from tests.journeys.forms import submit
from tests.services.visiting import sign_in

PRE_TEST = "Prates Fotografi Produk"
LESSON = "Sembilan kotak di layar"
QUIZ = "Kuis: Komposisi dan Sudut"
ASSIGNMENT = "Tugas: Satu produk, tiga sudut"


def first_sign_in(page: Page, username: str, printed_pin: str, own_pin: str) -> None:
    """Sign in with the PIN of a slip and choose another one, as is asked then."""
    sign_in(page, username, printed_pin)
    page.wait_for_url("**/akun/pin-baru/**")
    page.fill("[name=new]", own_pin)
    page.fill("[name=again]", own_pin)
    submit(page, "form .actions button")


def open_activity(page: Page, batch: str, title: str) -> None:
    """Open the activity by its link in the outline, whose modules fold."""
    page.goto(f"/belajar/{batch}/")
    link = page.locator("main a.outline__row", has_text=title)
    page.goto(link.get_attribute("href"))


def read_lesson(page: Page, batch: str, title: str = LESSON) -> None:
    open_activity(page, batch, title)
    submit(page, ".lesson-end form button")


def pass_quiz(page: Page, batch: str, title: str = QUIZ) -> None:
    """Answer every question rightly and hand in."""
    open_activity(page, batch, title)
    submit(page, "form .button--next")
    page.wait_for_url("**/percobaan/*/")
    keys = {question["text"]: question for question in answers(title)}
    for field in page.locator("[data-question]").all():
        words = field.locator("legend").inner_text().split(". ", 1)[1]
        answer(field, keys[words.strip()])
    submit(page, "form.quiz .button--next")


def answers(title: str) -> list[dict]:
    """Return the questions of a quiz with their keys, from the sources of the course."""
    for course in sources.courses():
        for path in course.path.parent.glob("*/*.yaml"):
            source = sources.read(path)
            if source.data["title"] == title:
                return source.data["questions"]
    raise LookupError(title)


def answer(field: Locator, question: dict) -> None:
    right = {option["text"] for option in question.get("options", ()) if option.get("correct")}
    if right:
        for choice in field.locator("label.choice").all():
            if choice.inner_text().strip() in right:
                choice.locator("input").check()
    elif question["kind"] == "true_false":
        field.locator("input[type=radio]").nth(0 if question["answer"] else 1).check()
    else:
        given = question["answer"] if "answer" in question else question["accepted"][0]
        field.locator("input:not([type=hidden])").fill(str(given))


def photo(name: str = "sambal.jpg", color: str = "#B3432B") -> dict:
    """Return a picture that nobody else hands in, as a file input takes it."""
    picture = Image.new("RGB", (900, 1200), "#FBF6EA")
    ImageDraw.Draw(picture).rounded_rectangle((250, 350, 650, 1000), 60, color)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def heavy_photo(name: str = "pasar.jpg") -> dict:
    """Return a picture that a phone sends in five pieces at least: nothing in it is smooth."""
    buffer = io.BytesIO()
    Image.effect_noise((1100, 1100), 100).convert("RGB").save(buffer, "JPEG", quality=95)
    return {"name": name, "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def hand_in(page: Page, batch: str, *photos: dict, note: str = "") -> None:
    """Add photos to the draft and hand it in, with or without JavaScript."""
    open_activity(page, batch, ASSIGNMENT)
    for one in photos:
        count = page.locator(".photos--draft li").count()
        page.set_input_files("#files", one)
        button = page.locator("[data-without-script]")
        if button.is_visible():
            button.click()
        page.locator(".photos--draft li").nth(count).wait_for()
    page.fill("[name=note]", note)
    page.check("[name=checked]")
    page.check("[name=own_work]")
    submit(page, "[data-draft] .button--next")
