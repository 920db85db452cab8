"""What a hostile participant says and is called: on papers, in tables of marks, among words.

Nothing runs, nothing is fetched from elsewhere, nothing is drawn outside of its place.
"""

import subprocess
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.journeys import hostile, learning, working
from tests.journeys.applying import Person, apply
from tests.journeys.forms import follow, submit
from tests.journeys.hostile import HOST, MARK, NAME, WORDS, Watch

pytestmark = pytest.mark.browser

SANTRI = Person(f"{NAME[:80]} III")
# What a certificate prints, in place of the name of the account and beside it.
PRINTED = f"{MARK} S.Pd.<script src={HOST}/c.js></script>"
ARABIC = f"زبادوت\u202e<img src={HOST}/ar.png>{MARK}"
# Actions that a PDF can have; an address in it leads to the academy alone.
ACTING = ("/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/EmbeddedFile", "/SubmitForm")


def read_paper(watch: Watch, page: Page, address: str, folder: Path, *, has: str = MARK) -> None:
    """Read a PDF as its readers do: the words are there, and it does nothing and leads nowhere."""
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf", address
    path = folder / "kertas.pdf"
    path.write_bytes(answer.body())
    with pikepdf.open(path) as pdf:
        text = "".join(str(one.unparse()) for one in pdf.objects if not is_stream(one))
        leading = [str(one.URI) for one in pdf.objects if is_link(one)]
    watch.faults += [f"{address}: {what}" for what in ACTING if f"{what} " in text]
    watch.faults += [f"{address}: leads to {uri}" for uri in leading if "penyerang" in uri]
    words = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout
    if has not in words.decode():
        watch.faults.append(f"{address}: nothing of it is on the paper")


def is_stream(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Stream)


def is_link(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and "/URI" in one


def call_oneself(page: Page) -> None:
    page.goto("/akun/profil/")
    page.fill("[name=certificate_name]", PRINTED)
    page.fill("[name=arabic_name]", ARABIC)
    submit(page, "form .actions button")
    expect(page).to_have_url("/akun/")


def say_something(page: Page, batch: str) -> str:
    """Ask and note in hostile words; return the address of the question."""
    learning.open_activity(page, batch, learning.LESSON)
    lesson = page.url
    follow(page.locator("main a[href$='/catatan/']").last)
    page.fill("[name=text]", WORDS)
    submit(page, "form .actions button")
    page.goto(lesson)
    follow(page.locator("main a[href*='/tanya/']").first)
    follow(page.locator("main a[href$='/baru/']").first)
    page.fill("[name=text]", WORDS)
    submit(page, ".button--next")
    # It asks about what looks like a number, or like a question that is there already.
    while page.url.endswith("/baru/"):
        for tick in page.locator("[name=anyway]").all():
            tick.check()
        submit(page, ".button--next")
    page.wait_for_url("**/belajar/pertanyaan/*/")
    return page.url


def slips(coordinator: Page, batch: str) -> str:
    """Have the slips of all without an own PIN made as a file; return its address."""
    working.slip(coordinator, batch, SANTRI.name)
    coordinator.goto(f"/kerja/angkatan/{batch}/kartu/")
    submit(coordinator, "form .button")
    made = coordinator.get_by_role("link", name="Unduh berkas")
    made.wait_for(timeout=60_000)
    return made.evaluate("link => link.href")


def test_papers_marks_and_words_of_a_hostile_participant_do_nothing(watched, small_batch, tmp_path):
    own, of_own = watched()
    apply(own, small_batch, SANTRI)
    coordinator, of_coordinator = watched("koordinator")
    working.decide(coordinator, small_batch, "submitted", "verify")
    working.decide(coordinator, small_batch, "verified", "accept")
    call_oneself(own)
    learning.read_lesson(own, small_batch)
    learning.pass_quiz(own, small_batch)
    learning.hand_in(own, small_batch, learning.photo("ketiga.jpg", "#225588"), note=WORDS[:900])
    question = say_something(own, small_batch)

    trainer, of_trainer = watched("pemateri")
    trainer.goto(f"/kerja/pertanyaan/?answered=no&q={MARK}")
    of_trainer.looked_at(trainer)
    follow(trainer.locator("main tbody a").first)
    of_trainer.looked_at(trainer)
    trainer.fill("[name=text]", "Terima kasih, pertanyaannya jelas.")
    submit(trainer, "form.form .button")
    working.review(trainer, MARK, "accepted", "Rapi.")
    trainer.goto(f"/kerja/ulasan/selesai/?q={MARK}")
    of_trainer.looked_at(trainer)

    for address in (question, "/belajar/catatan/", "/belajar/tugas/"):
        own.goto(address)
        of_own.looked_at(own, sees="tugas" not in address)

    batch = f"/kerja/angkatan/{small_batch}/"
    working.note_present(coordinator, small_batch, SANTRI.name)
    coordinator.goto(f"{batch}?q={MARK}")
    seat = hostile.identity(
        coordinator.locator("main a[href*='/kerja/peserta/']").first.get_attribute("href")
    )
    preview = f"{batch}sertifikat/pratinjau/{seat}/"
    for kind in ("completion", "attendance"):
        read_paper(of_coordinator, coordinator, f"{preview}?kind={kind}", tmp_path)
    # For attendance, which alone asks for nothing else.
    working.issue(coordinator, small_batch, "attendance")
    for address in (
        f"{batch}sertifikat/?tab=issued&kind=attendance&q={MARK}",
        f"{batch}sertifikat/?kind=completion",
        f"/kerja/sertifikat/?q={MARK}",
        f"{batch}nilai/?q={MARK}",
        f"{batch}tugas/",
        f"/kerja/peserta/{seat}/nilai/",
    ):
        coordinator.goto(address)
        # Of tasks, figures alone.
        of_coordinator.looked_at(coordinator, sees="tugas" not in address)
        if "format=xlsx" in coordinator.content():
            hostile.read_sheet(of_coordinator, coordinator)

    own.goto("/belajar/sertifikat/")
    of_own.looked_at(own)
    links = own.locator("main a[download]").evaluate_all("all => all.map(a => a.href)")
    read_paper(of_own, own, links[0], tmp_path)
    anybody, of_anybody = watched()
    anybody.goto(own.locator("main a[href^='/sertifikat/']").first.evaluate("a => a.href"))
    of_anybody.looked_at(anybody)
    partner, of_partner = watched("mitra")
    partner.goto("/kerja/mitra/")
    of_partner.looked_at(partner, sees=False)

    # Last of all: a new slip ends the sign-in of whom it is for.
    read_paper(of_coordinator, coordinator, slips(coordinator, small_batch), tmp_path)
    watches = (of_own, of_coordinator, of_trainer, of_anybody, of_partner)
    faults = [fault for watch in watches for fault in watch.faults]
    assert faults == [], "\n".join(faults)
