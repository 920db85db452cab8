"""Everything that an applicant or a participant can give, hostile, and opened by all staff.

Nothing runs, nothing is fetched from elsewhere, nothing is drawn outside of its place.
"""

import pytest
from playwright.sync_api import Error, Page, expect

from tests.journeys import hostile, learning, working
from tests.journeys.applying import OWN_PIN, Person, begin
from tests.journeys.forms import follow, submit
from tests.journeys.hostile import LINE, MARK, NAME, WORDS, Watch
from tests.services.visiting import sign_in

pytestmark = pytest.mark.browser

CHILD = Person(NAME, born="2011-05-06")
GROWN = Person(f"{NAME[:90]} II")


def apply(page: Page, batch: str, person: Person, pesantren: str) -> None:
    """Apply with hostile words in every field, and papers of every kind."""
    begin(page, batch, person)
    if pesantren:
        name, _comma, regency = pesantren.rpartition(", ")
        page.fill("[name=q]", name)
        submit(page, "[name=search]")
        page.locator(".found label", has_text=regency).first.click()
        page.check("[name=membership_role][value=alumni]")
        submit(page, "[name=save]")
    else:
        page.fill("[name=pesantren_note]", LINE)
        page.check("[name=membership_role][value=alumni]")
        submit(page, "[name=save]")
    page.check("[name=pillar] >> nth=0")
    page.check("[name=has_phone][value=no]")
    for name in ("motivation", "experience"):
        page.fill(f"[name={name}]", WORDS)
    submit(page, "[name=save]")
    hostile.send_files(page, page.url, "file", hostile.REFUSED)
    page.reload()
    assert hostile.links_to_files(page) == []
    hostile.send_files(page, page.url, "file", hostile.TAKEN)
    page.reload()
    assert len(hostile.links_to_files(page)) == len(hostile.TAKEN)
    submit(page, ".button--next")
    if page.locator("[name=giver_name]").count():
        page.check("[name=giver][value=guardian]")
        page.fill("[name=giver_name]", LINE)
    page.check("[name=agreed]")
    submit(page, "[name=save]")
    submit(page, ".button--next")
    page.wait_for_url("**/daftar/status/*/")


def take_part(page: Page, batch: str) -> None:
    """Give a profile, answers of a quiz and a hand-in."""
    page.goto("/akun/profil/")
    for name in ("title", "certificate_name", "arabic_name"):
        field = page.locator(f"[name={name}]")
        field.fill(LINE[: int(field.get_attribute("maxlength") or 100)])
    submit(page, "form .actions button")
    learning.open_activity(page, batch, "Kuis: Menyunting")
    submit(page, "form .button--next")
    for field in page.locator("[data-question] input:not([type=hidden])").all():
        if field.get_attribute("type") == "text":
            field.fill(LINE)
    submit(page, "form.quiz .button--next")
    learning.open_activity(page, batch, learning.ASSIGNMENT)
    address = page.locator("[data-hand-in]").get_attribute("action")
    hostile.send_files(page, address, "files", hostile.REFUSED | hostile.TAKEN)
    page.reload()
    expect(page.locator(".photos--draft li")).to_have_count(2)
    page.fill("[name=note]", WORDS[:1000])
    page.check("[name=checked]")
    page.check("[name=own_work]")
    submit(page, "[data-draft] .button--next")


def write_to_us(page: Page) -> None:
    """Fill every field of the contact form, which is open to everybody."""
    page.goto("/kontak/")
    # Whoever fills in the field that nobody sees is no person, and is not read.
    page.locator(".contact-form textarea").fill(WORDS)
    for field in page.locator(".contact-form input[type=text]:not([tabindex])").all():
        field.fill(LINE)
    submit(page, ".contact-form .actions button")


def open_files(watch: Watch, page: Page, count: int) -> None:
    """Open each file of the page by itself, as the browser does with a link."""
    links = hostile.links_to_files(page)
    if len(links) < count:
        watch.faults.append(f"{page.url}: {len(links)} files")
    tab = page.context.new_page()
    for link in links:
        try:
            tab.goto(link)
        except Error as saved:
            if "Download is starting" not in saved.message:
                raise
    tab.close()


def test_nothing_that_strangers_give_runs_or_leaves_its_place(watched, small_batch):
    companion, of_companion = watched("pendamping")
    companion.goto("/kerja/pendampingan/")
    follow(companion.locator("main tbody a").first)
    pesantren = companion.locator("main li:has([href$='#building'])").first.inner_text().strip()

    own, of_own = watched()
    apply(own, small_batch, CHILD, pesantren)
    of_own.looked_at(own, sees=False)
    other, of_other = watched()
    apply(other, small_batch, GROWN, "")

    coordinator, of_coordinator = watched("koordinator")
    batch = f"/kerja/angkatan/{small_batch}/"
    selection = f"{batch}pendaftaran/"
    coordinator.goto(f"{selection}?state=submitted&q={MARK}")
    of_coordinator.looked_at(coordinator)
    hostile.read_sheet(of_coordinator, coordinator)
    for link in coordinator.locator("main tbody a").evaluate_all("all => all.map(a => a.href)"):
        coordinator.goto(link)
        of_coordinator.looked_at(coordinator)
    open_files(of_coordinator, coordinator, len(hostile.TAKEN))
    working.decide(coordinator, small_batch, "submitted", "verify")
    working.decide(coordinator, small_batch, "verified", "accept")

    take_part(own, small_batch)
    for address in (own.url, "/belajar/", "/akun/", "/akun/pesan/", "/akun/privasi/"):
        own.goto(address)
        of_own.looked_at(own, sees=address not in {"/akun/pesan/", "/akun/privasi/", "/belajar/"})

    coordinator.goto(f"{batch}?q={MARK}")
    hostile.read_sheet(of_coordinator, coordinator)
    seat = hostile.identity(
        coordinator.locator("main a[href*='/kerja/peserta/']").first.get_attribute("href")
    )
    for part in ("", "pin/", "persetujuan/", "ganti/"):
        coordinator.goto(f"/kerja/peserta/{seat}/{part}")
        of_coordinator.looked_at(coordinator)
    found, accepted = f"/kerja/cari/?q={MARK}", f"{selection}?state=accepted"
    for address in (batch, f"{batch}sesi/", found, accepted):
        coordinator.goto(address)
        of_coordinator.looked_at(coordinator, sees="sesi" not in address)
    coordinator.goto(f"{batch}sesi/")
    follow(coordinator.locator(f"main a:has-text('{working.SESSION}')").first)
    of_coordinator.looked_at(coordinator)
    coordinator.goto(coordinator.url + "lembar/")
    of_coordinator.looked_at(coordinator)

    trainer, of_trainer = watched("pemateri")
    trainer.goto(f"/kerja/ulasan/?q={MARK}")
    of_trainer.looked_at(trainer)
    follow(trainer.locator("main tbody a").first)
    of_trainer.looked_at(trainer)
    open_files(of_trainer, trainer, 2)

    companion.goto(f"/kerja/pendampingan/?q={MARK}")
    of_companion.looked_at(companion)
    # Of the two, the child alone is of the companion's pesantren.
    follow(companion.locator("main tbody a").first)
    of_companion.looked_at(companion)

    # A slip, and all that is told about one person elsewhere.
    for part in ("koreksi/", "pindah/"):
        coordinator.goto(f"/kerja/peserta/{seat}/{part}")
        of_coordinator.looked_at(coordinator)
    working.slip(coordinator, small_batch, GROWN.name)
    of_coordinator.looked_at(coordinator)

    stranger, of_stranger = watched()
    write_to_us(stranger)
    of_stranger.looked_at(stranger, sees=False)
    manager, of_manager = watched("pengelola")
    manager.goto("/kerja/pesan-masuk/")
    of_manager.looked_at(manager)
    follow(manager.locator("main a[href*='/kerja/pesan-masuk/']").first)
    of_manager.looked_at(manager)
    manager.goto("/kerja/program/")
    people = manager.locator("main a[href*='/kerja/program/'][href*='/peserta/']").first
    program = hostile.identity(people.get_attribute("href"))
    for part in ("peserta", "pendaftaran"):
        manager.goto(f"/kerja/program/{program}/{part}/?q={MARK}")
        of_manager.looked_at(manager)
        hostile.read_sheet(of_manager, manager)
    for address in ("/kerja/petugas/akses/", "/admin/", "/admin/reports/site-history/"):
        manager.goto(address)
        of_manager.looked_at(manager, sees=False)
    watches = (of_own, of_other, of_stranger)
    watches += (of_coordinator, of_trainer, of_companion, of_manager)
    faults = [fault for watch in watches for fault in watch.faults]
    assert faults == [], "\n".join(faults)


def test_the_phone_stops_sending_what_was_refused(device, learner, small_batch):
    page = device()
    sign_in(page, learner, OWN_PIN)
    learning.open_activity(page, small_batch, learning.ASSIGNMENT)
    tries = []
    page.on("request", lambda asked: tries.append(asked.url) if "/tambah/" in asked.url else None)
    # The clock is ours: a minute and more pass at once.
    page.clock.install()
    page.set_input_files("#files", hostile.sent(hostile.HTML, "catatan.jpg"))
    expect(page.locator("[data-refused]")).to_contain_text("catatan.jpg")
    page.clock.run_for(120_000)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_load_state("networkidle")
    assert len(tries) == 1
    assert page.locator("[data-sending] li").count() == 0
