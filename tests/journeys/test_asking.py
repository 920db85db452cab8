"""A santri asks on a phone without JavaScript, the trainer answers on another, the santri reads."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.forms import follow, submit
from tests.services.visiting import enter

pytestmark = pytest.mark.browser

WORDS = "Alas kain batik saya tampak kusut di foto. Disetrika dulu atau ada cara lain?"
ANSWER = "Setrika dari sisi belakang, lalu tarik ujungnya dengan jepitan."


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_question_is_asked_answered_and_read_on_phones(device):
    santri = device(java_script_enabled=False)
    enter(santri, "peserta")
    santri.goto("/belajar/")
    follow(santri.get_by_role("link", name="Semua modul"))
    # The modules of the outline fold.
    santri.goto(santri.locator("main a.outline__row").first.get_attribute("href"))
    follow(santri.get_by_role("link", name="Tanya pemateri"))
    follow(santri.get_by_role("link", name="Ajukan pertanyaan"))
    santri.fill("[name=text]", f"{WORDS} WA 0812-3456-7890")
    submit(santri, ".button--next")
    expect(santri.get_by_text("tampaknya nomor telepon").first).to_be_visible()
    santri.fill("[name=text]", WORDS)
    submit(santri, ".button--next")
    expect(santri.get_by_text("Terkirim.")).to_be_visible()
    place = santri.url

    trainer = device()
    enter(trainer, "pemateri")
    trainer.goto("/kerja/pertanyaan/?answered=no&q=batik")
    follow(trainer.get_by_role("link", name="Alas kain batik"))
    assert fits(trainer)
    trainer.fill("[name=text]", ANSWER)
    submit(trainer, "button:has-text('Kirim jawaban')")
    expect(trainer.get_by_text("Penanya diberi tahu")).to_be_visible()

    santri.goto("/akun/pesan/")
    expect(santri.get_by_text("sudah ada yang menjawab").first).to_be_visible()
    santri.goto(place)
    expect(santri.get_by_text(ANSWER)).to_be_visible()
    submit(santri, "button:has-text('Ini jawabannya')")
    expect(santri.get_by_text("jawaban tepat")).to_be_visible()
