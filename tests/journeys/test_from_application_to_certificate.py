"""The way of one santri, from applying on a phone to a certificate that anybody can check."""

import pytest
from playwright.sync_api import expect

from tests.journeys import learning, working
from tests.journeys.applying import OWN_PIN, Person, apply
from tests.journeys.forms import submit
from tests.journeys.paper import scan
from tests.services.visiting import sign_in

pytestmark = pytest.mark.browser

SANTRI = Person("Nur'aini Percobaan")
FRIEND = Person("Sulastri Percobaan", born="2000-02-03")
OTHER = Person("Ma'ruf Percobaan", born="1999-07-08", gender="male")
NEXT_PIN = "583920"
# Activities, mean mark, attendance; the course has no final assignment to ask for.
ALL = [True, True, True]


def test_a_santri_applies_learns_and_gets_a_certificate_that_can_be_checked(
    page, device, worker, coordinator, small_batch, tmp_path
):
    username = apply(page, small_batch, SANTRI)
    apply(device(), small_batch, FRIEND)
    working.decide(coordinator, small_batch, "submitted", "verify")
    working.decide(coordinator, small_batch, "verified", "accept")
    pin = working.slip(coordinator, small_batch, SANTRI.name)

    phone = device()
    learning.first_sign_in(phone, username, pin, NEXT_PIN)
    phone.goto("/belajar/")
    submit(phone, ".hero form button")
    learning.read_lesson(phone, small_batch)
    learning.pass_quiz(phone, small_batch)
    learning.hand_in(phone, small_batch, learning.photo("pertama.jpg"))

    trainer = worker("pemateri")
    working.review(trainer, SANTRI.name, "revision", "Putar label ke arah kamera.")
    learning.open_activity(phone, small_batch, learning.ASSIGNMENT)
    expect(phone.locator("#handed-in")).to_contain_text("Putar label ke arah kamera.")
    learning.hand_in(phone, small_batch, learning.photo("kedua.jpg", "#1C6B4C"))
    working.review(trainer, SANTRI.name, "accepted", "Label kini terbaca.")
    assert working.requirements_met(coordinator, small_batch, SANTRI.name) != ALL

    working.note_present(coordinator, small_batch, SANTRI.name)
    assert working.requirements_met(coordinator, small_batch, SANTRI.name) == ALL
    working.issue(coordinator, small_batch)

    phone.goto("/belajar/sertifikat/")
    with phone.expect_download() as download:
        phone.locator("main a[download]").click()
    pdf = tmp_path / "sertifikat.pdf"
    download.value.save_as(pdf)
    anybody = device()
    anybody.goto(scan(pdf))
    expect(anybody.locator("h1")).to_have_text("Sertifikat ini berlaku")
    expect(anybody.locator("main")).to_contain_text(SANTRI.name)
    working.revoke(coordinator, small_batch, SANTRI.name)
    anybody.reload()
    expect(anybody.locator("h1")).to_have_text("Sertifikat ini dicabut")


def test_without_javascript_a_santri_applies_learns_and_hands_in(
    device, worker, coordinator, small_batch
):
    page = device(java_script_enabled=False)
    username = apply(page, small_batch, OTHER)
    for state, action in (("submitted", "verify"), ("verified", "accept")):
        working.decide(coordinator, small_batch, state, action)

    phone = device(java_script_enabled=False)
    sign_in(phone, username, OWN_PIN)
    learning.read_lesson(phone, small_batch)
    learning.pass_quiz(phone, small_batch)
    learning.hand_in(phone, small_batch, learning.photo("tanpa-skrip.jpg", "#E2A32B"))
    trainer = worker("pemateri")
    working.review(trainer, OTHER.name, "accepted", "Latarnya rapi.")
    working.note_present(coordinator, small_batch, OTHER.name)
    assert working.requirements_met(coordinator, small_batch, OTHER.name) == ALL
