"""The first day of an academy without the demo: from an empty install to a certificate."""

import re
import shutil
import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal import auth
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.journeys import learning, working, writing
from tests.journeys.applying import Person, apply
from tests.journeys.forms import follow, submit
from tests.journeys.paper import scan
from tests.services.academy import PRODUCTION, Academy
from tests.services.academy import empty_academy as prepared_academy
from tests.services.visiting import sign_in

pytestmark = pytest.mark.browser

PASSWORD = "delapan-nampan-sambal-bajak"
OWN_PIN = "583920"
COURSE, MODULE, LESSON = "Kemasan yang Bicara", "Bahan", "Memilih bahan kemasan"
SANTRI = Person("Nur'aini Perdana")


@pytest.fixture(scope="module")
def empty_academy(tmp_path_factory):
    """An academy in production, as it is on its first day; a proxy in front says https."""
    folder = tmp_path_factory.mktemp("first-day")
    shutil.copytree(prepared_academy(), folder, dirs_exist_ok=True)
    found = Academy(folder, PRODUCTION)
    said = found.manage("create_admin", "Siti Pengelola")
    found.start()
    yield found, re.findall(r":\s+(\S+)$", said, re.MULTILINE)
    found.stop()


@pytest.fixture
def visitor(browser, empty_academy) -> Callable[[], Page]:
    """Return a function that opens a page in a browser of its own."""
    contexts = []

    def open_page() -> Page:
        context = browser.new_context(
            base_url=empty_academy[0].url,
            viewport={"width": 1280, "height": 800},
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            extra_http_headers={"X-Forwarded-Proto": "https"},
        )
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def begin_to_work(page: Page, username: str, printed_pin: str) -> None:
    """Sign in for the first time: an own password, and the second step."""
    sign_in(page, username, printed_pin)
    page.fill("[name=new]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    submit(page, "form .actions button")
    page.goto("/kerja/")
    secret = re.search(r"\b[A-Z2-7]{32}\b", page.locator("main").inner_text())[0]
    code = auth.hotp_value(secret, int(time.time()) // 30)
    page.fill("[name=code]", f"{code:06d}")
    submit(page, "form [type=submit], main form button:not([type])")
    page.goto("/kerja/")


def open_step(page: Page, label: str) -> None:
    """Follow the list of the first day."""
    page.goto("/kerja/")
    follow(page.locator("main .first-day").get_by_role("link", name=label))


def publish_notice(page: Page) -> None:
    open_step(page, "Terbitkan pemberitahuan privasi")
    follow(page.get_by_role("link", name="Tulis versi baru").first)
    text = page.locator("[name=text]")
    submit(page, "[name=publish]")
    submit(page, "form .actions button")
    # What the text leaves open is named, and nothing is published.
    expect(page.locator("main")).to_contain_text("[Nama penyelenggara]")
    follow(page.get_by_role("link", name="Kembali ke draf").first)
    text.fill(re.sub(r"\[[^\]]+\]", "Dinas Percobaan", text.input_value()))
    submit(page, "[name=publish]")
    submit(page, "form .actions button")
    expect(page.locator("main tbody")).to_contain_text("Versi 1")


def import_pesantren(page: Page, path) -> None:
    book = Workbook()
    book.active.append(["No", "NSPP", "Nama Pesantren", "Kabupaten/Kota"])
    book.active.append([1, 510035150001, "Miftahul Ulum", "Kab. Sidoarjo"])
    book.active.append([2, "510035780002", "Miftahul Ulum", "Kota Surabaya"])
    book.active.append([3, "51003578", "Nurul Huda", "Kota Surabaya"])
    book.save(path)
    open_step(page, "Masukkan daftar pesantren")
    follow(page.get_by_role("link", name="Impor daftar"))
    page.set_input_files("[name=file]", path)
    submit(page, "form .actions button")
    expect(page.locator("[aria-labelledby=faults] tbody tr")).to_have_count(1)
    submit(page, "form .actions button")
    expect(page.locator("main tbody tr")).to_have_count(2)


def set_up_program(page: Page) -> None:
    open_step(page, "Buat program")
    page.fill("[name=name]", "OPOP Academy Perdana")
    page.fill("[name=slug]", "perdana")
    page.fill("[name=code]", "PD")
    page.fill("[name=target]", "100")
    page.fill("[name=starts_on]", working.day(days=-30))
    page.fill("[name=ends_on]", working.day(days=300))
    page.fill("[name=rupiah_per_mb]", "10")
    submit(page, "form .actions button")


def add_staff(page: Page, name: str, role: str, course: str = "") -> tuple[str, str]:
    """Make an account with a role; return its user name and printed PIN."""
    open_step(page, "Beri peran") if role == "trainer" else page.goto("/kerja/petugas/")
    follow(page.get_by_role("link", name="Tambah").first)
    page.fill("[name=full_name]", name)
    submit(page, "form[method=post] .actions button")
    page.check(f"[name=roles][value={role}]")
    if course:
        page.get_by_label(course, exact=True).check()
    submit(page, "form .actions button")
    follow(page.locator("main a[href$='/pin/']").first)
    submit(page, "form .actions button")
    username, pin = page.locator(".slip__secret").all_inner_texts()
    return username, pin


def write_course(page: Page) -> None:
    open_step(page, "Tulis kursus")
    writing.fill_page(page, title=COURSE, summary="Kemasan yang melindungi dan menjual.", hours="4")
    parent = writing.page_id(page, COURSE)
    page.goto(f"/admin/pages/add/cms/modulepage/{parent}/")
    writing.fill_page(page, title=MODULE, summary="Kertas, plastik, kaca.")
    parent = writing.page_id(page, MODULE)
    page.goto(f"/admin/pages/add/cms/lessonpage/{parent}/")
    writing.add_heading(page, "Kertas atau plastik")
    writing.fill_page(page, title=LESSON, summary="Bahan untuk sambal.", minutes="5")
    # What is shown before that which shows it.
    for title in (LESSON, MODULE, COURSE):
        writing.publish(page, title)


def make_design(page: Page) -> None:
    open_step(page, "Buat desain sertifikat")
    for name, text in {
        "name": "Desain Perdana",
        "heading": "Sertifikat Kelulusan",
        "body": "telah menyelesaikan pelatihan kemasan",
        "city": "Surabaya",
        "signer_name": "Dra. Percobaan",
        "signer_title": "Kepala Dinas Percobaan",
    }.items():
        page.fill(f"[name={name}]", text)
    writing.press(page, "footer [type=submit], form .footer [type=submit]")


def test_an_empty_academy_opens_in_the_browser_and_issues_its_first_certificate(
    empty_academy, visitor, tmp_path
):
    _academy, (username, pin) = empty_academy
    manager = visitor()
    begin_to_work(manager, username, pin)
    expect(manager.locator(".first-day")).to_be_visible()
    publish_notice(manager)
    import_pesantren(manager, tmp_path / "pesantren.xlsx")
    set_up_program(manager)
    write_course(manager)
    add_staff(manager, "Ahmad Pemateri", "trainer", COURSE)
    who, slip = add_staff(manager, "Rina Koordinator", "coordinator")
    open_step(manager, "Coba surel")
    manager.fill("[name=address]", "pengelola@example.org")
    submit(manager, "form .actions button")
    make_design(manager)
    open_step(manager, "Pasang kunci penanda tangan")
    manager.fill("[name=organisation]", "Dinas Percobaan")
    submit(manager, "form .actions button")

    open_step(manager, "Buka angkatan pertama")
    batch = working.open_batch(manager, "Angkatan Perdana", course=COURSE, mark="")
    manager.get_by_label("Rina Koordinator").check()
    submit(manager, "form .actions button")
    working.choose_design(manager, batch)
    manager.goto("/kerja/")
    # All is done: the list is gone.
    expect(manager.locator(".first-day")).to_have_count(0)

    coordinator = visitor()
    begin_to_work(coordinator, who, slip)

    santri = visitor()
    santri_name = apply(santri, batch, SANTRI)
    working.decide(coordinator, batch, "submitted", "verify")
    working.decide(coordinator, batch, "verified", "accept")
    santri_pin = working.slip(coordinator, batch, SANTRI.name)
    phone = visitor()
    learning.first_sign_in(phone, santri_name, santri_pin, OWN_PIN)
    coordinator.goto(f"/kerja/angkatan/{batch}/aktivitas/")
    coordinator.on("dialog", lambda dialog: dialog.accept())
    submit(coordinator, "button[value=pin]")
    learning.read_lesson(phone, batch, LESSON)
    working.plan_session(coordinator, batch)
    working.note_present(coordinator, batch, SANTRI.name)
    met = working.requirements_met(coordinator, batch, SANTRI.name)
    assert met == [True] * len(met)
    working.issue(coordinator, batch)

    phone.goto("/belajar/sertifikat/")
    # Not by a click: Chromium's downloads come without the header of the proxy.
    address = phone.locator("main a[download]").get_attribute("href")
    pdf = tmp_path / "sertifikat.pdf"
    pdf.write_bytes(phone.request.get(address).body())
    anybody = visitor()
    anybody.goto(scan(pdf))
    expect(anybody.locator("h1")).to_have_text("Sertifikat ini berlaku")
