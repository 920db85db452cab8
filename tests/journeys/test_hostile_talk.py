"""What a hostile participant says to others, shows to others and hands in, where staff meet it.

In the demo, whose people give one another feedback and look at one another's works. Nothing
runs, nothing is fetched from elsewhere, nothing is drawn outside of its place.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from academy.demo.accounts import PARTICIPANT_PIN
from tests.journeys import hostile, learning, working
from tests.journeys.forms import follow, submit
from tests.journeys.hostile import LINE, MARK, NAME, WORDS, Watch
from tests.services.visiting import sign_in

pytestmark = pytest.mark.browser

CALLED = "Ainun Kamilah Zahro"
RENAMED = f"{NAME[:90]} IV"
# Whose work is looked at, and who reads what is said about it.
CLASSMATE = "m.asad2"


def look(watch: Watch, page: Page, *addresses: str, sees: bool = True) -> None:
    """Open each of `addresses` and note what is wrong with it."""
    for address in addresses:
        page.goto(address)
        watch.looked_at(page, sees=sees)


def link_of(links: Locator) -> str:
    return links.first.evaluate("link => link.href")


def links_in(page: Page, part: str) -> list[str]:
    """Return the addresses with `part` in them to which `page` leads."""
    links = page.locator(f"main a[href*='{part}']").evaluate_all("all => all.map(a => a.href)")
    return sorted(set(links))


def rename(coordinator: Page) -> str:
    """Let the demo's participant have a name that an applicant can give; return the seat."""
    coordinator.goto(f"/kerja/cari/?q={CALLED}")
    seat = hostile.identity(link_of(coordinator.locator("main a[href*='/kerja/peserta/']")))
    coordinator.goto(f"/kerja/peserta/{seat}/koreksi/")
    coordinator.fill("[name=full_name]", RENAMED)
    coordinator.fill("[name=reason]", "Sesuai pendaftaran.")
    submit(coordinator, "form.form .actions button")
    submit(coordinator, "[name=seen]")
    return seat


def say_of_a_work(own: Page) -> None:
    """Give feedback on the work that waits for it."""
    follow(own.locator("main a.button--next[href*='/umpan-balik/']").first)
    for group in own.get_by_role("group").all():
        group.get_by_label("cukup", exact=True).check()
    for name in ("good", "advice"):
        # A line's end counts twice where the form arrives.
        own.fill(f"[name={name}]", WORDS[:290])
    submit(own, "form.form .button--next")
    expect(own.get_by_text("Seorang teman tentang karya Anda").first).to_be_visible()


def report(page: Page, link: Locator) -> None:
    follow(link.first)
    page.check("[name=reason] >> nth=0")
    page.fill("[name=text]", WORDS[:490])
    submit(page, "form .button")


def hand_in_anew(own: Page, batch: str) -> None:
    """Hand in once more, with files under hostile names and hostile words beside them."""
    learning.open_activity(own, batch, learning.ASSIGNMENT)
    address = own.locator("[data-hand-in]").get_attribute("action")
    hostile.send_files(own, address, "files", hostile.TAKEN)
    own.reload()
    own.fill("[name=note]", WORDS[:1000])
    own.check("[name=checked]")
    own.check("[name=own_work]")
    submit(own, "[data-draft] .button--next")


def compare(watch: Watch, trainer: Page, batch: str, assignment: str) -> None:
    """Begin a round in which trainers mark the hand-in apart from each other, and look at it."""
    trainer.goto(f"/kerja/ulasan/?q={MARK}")
    hand_in = hostile.identity(link_of(trainer.locator("main tbody a")))
    trainer.goto(f"/kerja/kalibrasi/baru/{batch}/{assignment}/")
    watch.looked_at(trainer, sees=False)
    # Of another pesantren than those before it: it is proposed.
    expect(trainer.locator(f"[name=works][value='{hand_in}']")).to_be_checked()
    submit(trainer, "form.form .actions button:not([name])")
    trainer.wait_for_url(re.compile(r"/kalibrasi/[0-9a-f-]{36}/$"))
    watch.looked_at(trainer, sees=False)
    for work in links_in(trainer, "/kiriman/"):
        look(watch, trainer, work, sees=False)
        for file in links_in(trainer, "/kalibrasi/berkas/"):
            answer = trainer.request.get(file)
            assert answer.headers["content-type"].startswith("image/"), file


def test_what_a_hostile_participant_says_and_shows_to_others_does_nothing(watched):
    coordinator, of_coordinator = watched("koordinator")
    seat = rename(coordinator)
    look(of_coordinator, coordinator, f"/kerja/peserta/{seat}/koreksi/")

    own, of_own = watched("peserta")
    own.goto("/belajar/")
    own.goto("/belajar/kursus/")
    batch = hostile.identity(own.url)
    learning.open_activity(own, batch, learning.ASSIGNMENT)
    task = own.url
    assignment = hostile.identity(task.partition("/tugas/")[2])
    say_of_a_work(own)
    own.goto(task)
    of_own.looked_at(own, sees=False)
    # Of what others said, one thing is reported.
    report(own, own.locator("main a[href*='/laporkan/peer_feedback/']"))
    hand_in_anew(own, batch)
    look(of_own, own, task, f"/belajar/{batch}/nilai/", sees=False)

    classmate, of_classmate = watched()
    sign_in(classmate, CLASSMATE, PARTICIPANT_PIN)
    learning.open_activity(classmate, batch, learning.ASSIGNMENT)
    of_classmate.looked_at(classmate, sees=False)

    trainer, of_trainer = watched("pemateri")
    compare(of_trainer, trainer, batch, assignment)
    working.review(trainer, MARK, "accepted", "Rapi.")
    trainer.goto(f"/kerja/ulasan/selesai/?q={MARK}")
    follow(trainer.locator("main tbody a").first)
    of_trainer.looked_at(trainer)
    follow(trainer.locator("main a[href*='/kerja/galeri/usul/']"))
    of_trainer.looked_at(trainer)
    trainer.fill("[name=word]", "Labelnya terbaca.")
    submit(trainer, "form.form .button")

    own.goto(task)
    follow(own.locator("main a[href*='/belajar/galeri/']").first)
    own.check("[name=shown_name] >> nth=0")
    own.check("[name=giver] >> nth=0")
    own.fill("[name=giver_name]", LINE)
    own.check("[name=agreed]")
    submit(own, "form.form .button--next")
    of_own.looked_at(own, sees=False)
    expect(own.locator(".alert__title")).to_have_text("Ditampilkan di galeri")
    look(of_classmate, classmate, f"/belajar/{batch}/galeri/?tugas={assignment}")
    follow(classmate.locator("main .photos li", has_text=MARK).locator("figure a").first)
    of_classmate.looked_at(classmate)
    report(classmate, classmate.locator("main a[href*='/laporkan/']"))

    for page, watch in ((trainer, of_trainer), (coordinator, of_coordinator)):
        look(watch, page, f"/kerja/galeri/?q={MARK}")
        follow(page.locator("main tbody a").first)
        watch.looked_at(page)
        look(watch, page, "/akun/pesan/", "/kerja/", sees=False)
    reported = False
    look(of_coordinator, coordinator, "/kerja/dilaporkan/", sees=False)
    for link in links_in(coordinator, "/kerja/dilaporkan/"):
        look(of_coordinator, coordinator, link, sees=False)
        reported |= MARK in coordinator.content()
    assert reported
    work = f"/kerja/angkatan/{batch}/"
    look(of_coordinator, coordinator, f"{work}nilai/?q={MARK}", f"/kerja/peserta/{seat}/nilai/")
    coordinator.goto(f"{work}nilai/berkas/")
    hostile.read_sheet(of_coordinator, coordinator)
    look(of_coordinator, coordinator, f"{work}kelonggaran/", sees=False)

    watches = (of_own, of_classmate, of_trainer, of_coordinator)
    faults = [fault for watch in watches for fault in watch.faults]
    assert faults == [], "\n".join(faults)
