"""What goes wrong on real devices: each gets a sentence, and nothing is lost or doubled."""

import io
import re
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys import learning, working
from tests.journeys.applying import (
    OWN_PIN,
    Person,
    apply,
    begin,
    choose_pesantren,
    consent_and_send,
    tell_about_oneself,
)
from tests.journeys.forms import follow, submit
from tests.services.visiting import sign_in

pytestmark = pytest.mark.browser

FIRST = Person("Nur'aini <b>Kembar</b>", born="2001-09-09")
AGAIN = Person("NUR AINI <B>KEMBAR</B>", born="2001-09-09")
LATE = Person("Terlambat Percobaan")
MARKUP = "<img src=x onerror=\"document.title='dibobol'\">'; DROP TABLE people_user; --"
MEGABYTE = 1024 * 1024


def on_disk(path: Path, content: bytes) -> Path:
    """Write a file to be chosen: where Chromium is told the content itself, that takes long."""
    path.write_bytes(content)
    return path


def huge_picture() -> bytes:
    """Return a PNG of 20,000 × 20,000 white dots in 50 kB."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    packer, dots = zlib.compressobj(9), io.BytesIO()
    row = b"\0" + b"\xff" * 2500
    for _number in range(20_000):
        dots.write(packer.compress(row))
    dots.write(packer.flush())
    head = struct.pack(">IIBBBBB", 20_000, 20_000, 1, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", dots.getvalue()), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_a_wrong_pin_gets_one_sentence_that_says_where_help_is(page):
    page.goto("/masuk/")
    page.fill("[name=login]", "peserta")
    page.fill("[name=password]", "000001")
    submit(page, "form .actions button")
    expect(page.locator("[role=alert]")).to_have_text(
        re.compile(
            "Nama pengguna dan PIN ini tidak cocok. Lihat lagi kartu Anda, "
            "atau minta PIN baru kepada pendamping atau koordinator."
        )
    )
    expect(page.locator("[name=login]")).to_have_value("peserta")


def test_a_code_that_was_never_issued_is_told_from_a_certificate(page):
    page.goto("/sertifikat/ABCDE-FGHJK/")
    expect(page.locator("h1")).to_have_text("Tidak ada sertifikat dengan kode ini")


def test_a_full_batch_second_spellings_markup_and_a_closed_form(page, device, coordinator):
    batch = working.open_batch(coordinator, "Angkatan Satu Kursi", seats=1)
    begin(page, batch, FIRST)
    choose_pesantren(page)
    tell_about_oneself(page, MARKUP)
    consent_and_send(page)
    # Back to the page with the button, and once more.
    page.go_back()
    if page.locator("main .button--next").count():
        submit(page, ".button--next")
    page.goto(f"/daftar/{batch}/")
    page.wait_for_url("**/daftar/status/*/")
    page.locator("details summary").last.click()
    expect(page.locator("main")).to_contain_text(MARKUP)
    apply(device(), batch, AGAIN)
    late = device()
    begin(late, batch, LATE)

    coordinator.goto(f"/kerja/angkatan/{batch}/pendaftaran/?state=submitted")
    expect(coordinator.locator("main tbody tr")).to_have_count(2)
    expect(coordinator.locator("main tbody tr").get_by_text("ganda?")).to_have_count(2)
    follow(coordinator.get_by_role("link", name=FIRST.name, exact=True))
    expect(coordinator.locator("h1")).to_have_text(re.compile(re.escape(FIRST.name)))
    expect(coordinator.locator("main")).to_contain_text(MARKUP)
    assert "dibobol" not in coordinator.title() + page.title()

    working.decide(coordinator, batch, "submitted", "verify")
    working.decide(coordinator, batch, "verified", "accept")
    coordinator.goto(f"/kerja/angkatan/{batch}/pendaftaran/?state=accepted")
    expect(coordinator.locator("main tbody tr")).to_have_count(1)

    coordinator.goto(f"/kerja/angkatan/{batch}/pengaturan/")
    coordinator.fill("[name=applications_close_at]", working.moment(minutes=-1))
    submit(coordinator, "form .actions button")
    late.fill("[name=q]", "miftahul")
    submit(late, "[name=search]")
    expect(late.locator("h1")).to_have_text("Pendaftaran ditutup")
    expect(late.locator("main")).to_contain_text("isian Anda", ignore_case=True)


def camera_photo() -> bytes:
    """Return a photo as a phone takes it: twelve megapixels, full of detail."""
    buffer = io.BytesIO()
    Image.effect_noise((4000, 3000), 60).convert("RGB").save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


def test_each_file_that_is_not_taken_gets_its_own_sentence(device, small_batch, tmp_path):
    page = device(java_script_enabled=False)
    begin(page, small_batch, Person("Berkas Percobaan"))
    html = b"<html><script>1</script></html>"
    refused = [
        ("suara.mp3", b"ID3" + bytes(3000), "Jenis berkas ini tidak diterima"),
        ("foto.jpg", html, "Jenis berkas ini tidak diterima"),
        ("kosong.jpg", b"", "Berkas ini kosong"),
        ("besar.jpg", bytes(25 * MEGABYTE), "Berkas ini lebih besar dari 20 MB"),
        ("luas.png", huge_picture(), "Piksel gambar ini terlalu banyak"),
    ]
    for name, content, sentence in refused:
        page.goto(f"/daftar/{small_batch}/berkas/")
        page.set_input_files("[name=file]", on_disk(tmp_path / name, content))
        submit(page, "form[enctype] button")
        expect(page.locator(".error-summary")).to_contain_text(sentence)
    page.set_input_files("[name=file]", learning.photo("kartu.jpg"))
    submit(page, "form[enctype] button")
    expect(page.locator("main")).to_contain_text("kartu.jpg")


def test_a_paper_is_made_smaller_on_the_phone_and_what_is_too_large_is_told_before_sending(
    device, small_batch, tmp_path
):
    page = device()
    begin(page, small_batch, Person("Kartu Besar"))
    page.goto(f"/daftar/{small_batch}/berkas/")
    large = on_disk(tmp_path / "besar.pdf", bytes(25 * MEGABYTE))
    photo = on_disk(tmp_path / "kartu.jpg", camera_photo())
    page.set_input_files("[name=file]", large)
    expect(page.get_by_text("Berkas ini lebih besar dari 20 MB")).to_be_visible()
    assert page.locator("[name=file]").input_value() == ""
    page.set_input_files("[name=file]", photo)
    expect(page.locator("[data-previews] li")).to_have_count(1)
    expect(page.locator("[data-told]")).to_be_hidden()
    size = page.locator("[name=file]").evaluate("field => field.files[0].size")
    assert size < photo.stat().st_size / 2
    page.click("form[enctype] button")
    expect(page.locator("main")).to_contain_text("kartu.jpg")


def test_two_tabs_a_lost_connection_and_a_second_hand_in_of_a_quiz(page, learner, small_batch):
    sign_in(page, learner, OWN_PIN)
    learning.open_activity(page, small_batch, learning.PRE_TEST)
    submit(page, "form .button--next")
    page.wait_for_url("**/percobaan/*/")
    other = page.context.new_page()
    other.goto(page.url)

    first = page.locator("[data-question='1']")
    first.locator("input[type=radio]").nth(0).check()
    expect(first.locator("[data-saved]")).to_have_text(re.compile("^Tersimpan"))
    older = other.locator("[data-question='1']")
    older.locator("input[type=radio]").nth(1).check()
    expect(older.locator("[data-saved]")).to_have_text(re.compile("^Tersimpan"))
    page.reload()
    expect(first.locator("input[type=radio]").nth(1)).to_be_checked()

    second = page.locator("[data-question='2']")
    page.context.set_offline(True)
    second.locator("input:not([type=hidden])").first.click()
    expect(second.locator("[data-saved]")).to_have_text(re.compile("^Belum tersimpan"))
    page.locator("form.quiz .button--next").click()
    expect(page.locator("[data-quiz-state]")).not_to_be_empty()
    page.context.set_offline(False)
    expect(second.locator("[data-saved]")).to_have_text(re.compile("^Tersimpan"), timeout=20_000)

    submit(page, "form.quiz .button--next")
    expect(page.locator("main")).to_contain_text("belum dijawab")
    submit(page, "form.quiz .button--next")
    page.wait_for_url("**/hasil/")
    submit(other, "form.quiz .button--next")
    other.wait_for_url("**/hasil/")
    learning.open_activity(page, small_batch, learning.PRE_TEST)
    expect(page.locator("main a[href$='/hasil/']")).to_have_count(1)


def test_a_form_sent_after_the_session_has_ended_is_kept_and_sent_again(page, learner):
    sign_in(page, learner, OWN_PIN)
    page.goto("/akun/profil/")
    page.fill("[name=title]", MARKUP[:20])
    page.context.clear_cookies(name="sessionid")
    submit(page, "form .actions button")
    expect(page).to_have_url(re.compile("/masuk/"))
    page.fill("[name=login]", learner)
    page.fill("[name=password]", OWN_PIN)
    submit(page, "form .actions button")
    expect(page.locator("main")).to_contain_text(MARKUP[:20])
    submit(page, ".button--next")
    page.goto("/akun/profil/")
    expect(page.locator("[name=title]")).to_have_value(MARKUP[:20])


def test_what_was_typed_survives_a_signal_that_is_gone(page, coordinator):
    batch = working.open_batch(coordinator, "Angkatan Tanpa Sinyal")
    page.goto(f"/daftar/{batch}/")
    page.fill("[name=full_name]", "Siti Tanpa Sinyal")
    page.context.set_offline(True)
    page.click("main [name=save]")
    expect(page.locator(".toast")).to_contain_text("Tidak ada sambungan")
    expect(page.locator("[name=full_name]")).to_have_value("Siti Tanpa Sinyal")
    page.context.set_offline(False)


def test_what_was_typed_comes_back_after_a_page_of_the_browser_s_own(page, coordinator):
    batch = working.open_batch(coordinator, "Angkatan Sinyal Putus")
    page.goto("/angkatan/")
    page.goto(f"/daftar/{batch}/")
    page.fill("[name=full_name]", "Siti Sinyal Putus")
    page.fill("[name=secret]", "495827")
    page.route(
        "**/*",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    page.click("main [name=save]")
    page.wait_for_url("chrome-error://**")
    page.go_back()
    page.goto(f"/daftar/{batch}/")
    expect(page.locator("[name=full_name]")).to_have_value("Siti Sinyal Putus")
    expect(page.locator("[name=secret]")).to_have_value("")
    # Once the academy has answered and the page is left, it is gone from the phone.
    page.unroute("**/*")
    page.click("main [name=save]")
    page.locator("[role=alert]").wait_for()
    page.goto("/angkatan/")
    page.wait_for_function("sessionStorage.length === 0")


def test_a_refused_form_loaded_anew_is_not_sent_again_and_keeps_what_was_typed(page, small_batch):
    asked = []
    page.on(
        "request",
        lambda request: asked.append(request.method) if request.is_navigation_request() else None,
    )
    page.goto(f"/daftar/{small_batch}/")
    page.fill("[name=full_name]", "Siti Muat Ulang")
    page.fill("[name=secret]", "495827")
    submit(page, "[name=save]")
    expect(page.locator("[data-focus]")).to_be_visible()
    for _time in range(2):
        page.reload()
        expect(page.locator("[name=full_name]")).to_have_value("Siti Muat Ulang")
        expect(page.locator("[name=secret]")).to_have_value("")
    assert asked.count("POST") == 1
    # Whoever holds the handset next, and opens the form, finds it empty.
    page.goto("/angkatan/")
    page.goto(f"/daftar/{small_batch}/")
    expect(page.locator("[name=full_name]")).to_have_value("")
