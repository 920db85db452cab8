"""Two people of the workspace on one page: what one saves, the other's older page does not undo."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import working
from tests.journeys.applying import Person, apply
from tests.journeys.forms import follow, press_key, submit
from tests.services.visiting import enter

pytestmark = pytest.mark.browser


@pytest.fixture
def two(worker):
    """The browsers of a coordinator and of the program's manager."""
    return worker("koordinator"), worker("pengelola")


def open_roster(page: Page, batch: str) -> None:
    page.goto(f"/kerja/angkatan/{batch}/sesi/")
    follow(page.get_by_role("link", name=working.SESSION))


def status(page: Page, name: str) -> str:
    return page.locator(f"tr[data-name*='{name.lower()}'] input:checked").get_attribute("value")


def test_the_rest_present_of_an_older_roster_leaves_a_correction(two, small_batch, learner):
    first, second = two
    open_roster(first, small_batch)
    open_roster(second, small_batch)
    first.get_by_label("Siti Percobaan: sakit").check()
    submit(first, ".actions button")

    second.locator("[data-all]").click()
    submit(second, ".actions button")

    assert status(second, "Siti Percobaan") == "ill"
    expect(second.locator("main")).to_contain_text("Siti Percobaan", use_inner_text=True)
    assert status(first, "Siti Percobaan") == "ill"
    # Looked at again and marked, it counts.
    second.get_by_label("Siti Percobaan: hadir").check()
    submit(second, ".actions button")
    first.reload()
    assert status(first, "Siti Percobaan") == "present"


def test_back_from_another_page_a_roster_shows_what_is_noted_now(two, small_batch, learner):
    first, second = two
    open_roster(second, small_batch)
    second.get_by_label("Siti Percobaan: hadir").check()
    submit(second, ".actions button")
    second.goto("/kerja/")
    open_roster(first, small_batch)
    first.get_by_label("Siti Percobaan: izin").check()
    submit(first, ".actions button")

    second.go_back()
    submit(second, ".actions button")

    first.reload()
    assert status(first, "Siti Percobaan") == "excused"


def test_marks_put_by_the_button_for_all_ask_before_the_page_is_left(two, small_batch, learner):
    page, _other = two
    open_roster(page, small_batch)
    page.get_by_label("Siti Percobaan: alpa").check()
    submit(page, ".actions button")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Siti Percobaan: sakit").check()
    page.get_by_label("Siti Percobaan: alpa").check()
    page.goto("/kerja/")
    assert asked == []
    open_roster(page, small_batch)
    # What a script puts there is as unsaved as what is typed.
    page.evaluate("document.querySelector('tr[data-name] input[value=ill]').checked = true")
    page.locator("[data-find]").click()
    page.goto("/kerja/")
    assert asked == ["beforeunload"]


def test_two_on_one_settings_page_keep_what_each_has_changed(two, small_batch):
    first, second = two
    path = f"/kerja/angkatan/{small_batch}/pengaturan/"
    first.goto(path)
    second.goto(path)
    first.fill("[name=place]", "Aula Dinas, Surabaya")
    first.fill("[name=minimum_mark]", "65")
    submit(first, "form .actions button")

    second.fill("[name=summary]", "Untuk santri yang berdagang.")
    second.fill("[name=seats]", "12")
    # Another button of the page saves all of it too.
    submit(second, "[name=publish]")

    first.reload()
    found = {name: first.input_value(f"[name={name}]") for name in WATCHED}
    assert found == {
        "place": "Aula Dinas, Surabaya",
        "minimum_mark": "65",
        "summary": "Untuk santri yang berdagang.",
        "seats": "12",
    }
    submit(first, "[name=publish]")


WATCHED = ("place", "minimum_mark", "summary", "seats")


def test_leaving_settings_that_are_not_saved_asks(two, small_batch):
    page, _other = two
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"/kerja/angkatan/{small_batch}/pengaturan/")
    page.fill("[name=place]", "Sidoarjo")
    page.goto("/kerja/")
    assert asked == ["beforeunload"]
    page.goto(f"/kerja/angkatan/{small_batch}/pengaturan/")
    page.fill("[name=place]", "Sidoarjo")
    submit(page, "form .actions button")
    assert asked == ["beforeunload"]


@pytest.fixture(scope="module")
def waiting(browser, browser_context_args, small_batch, learner):
    """Applicants of the small batch, verified: one for each test that decides.

    After the learner, with whom everybody is accepted who waits then.
    """
    with (
        browser.new_context(**browser_context_args) as phone,
        browser.new_context(**browser_context_args) as other,
        browser.new_context(**browser_context_args) as third,
        browser.new_context(**browser_context_args) as office,
    ):
        apply(phone.new_page(), small_batch, Person("Budi Menunggu"))
        apply(other.new_page(), small_batch, Person("Wati Menunggu"))
        apply(third.new_page(), small_batch, Person("Sari Menunggu"))
        page = office.new_page()
        enter(page, "koordinator")
        working.decide(page, small_batch, "submitted", "verify")
    return small_batch


def open_application(page: Page, batch: str, name: str) -> None:
    page.goto(f"/kerja/angkatan/{batch}/pendaftaran/?state=&q={quote(name)}")
    follow(page.get_by_role("link", name=name).first)
    page.locator("[name=points_c1]").wait_for()


def test_declining_by_keyboard_declines_with_the_reason_typed(two, waiting):
    page, _other = two
    open_application(page, waiting, "Budi Menunggu")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("d")
    page.keyboard.type("alamat pesantren belum jelas; verifikasi ulang, nanti daftar lagi")
    # Out of the field, but not out of the panel.
    page.locator("h1").click()
    page.keyboard.press("a")
    page.keyboard.press("n")
    expect(page.locator("[name=reason]")).to_have_value(
        "alamat pesantren belum jelas; verifikasi ulang, nanti daftar lagi"
    )
    submit(page, "[value=decline]")
    open_application(page, waiting, "Budi Menunggu")
    expect(page.locator("main")).to_contain_text("belum diterima")


def test_an_acceptance_by_keyboard_is_taken_back_in_place_by_one(two, waiting):
    page, _other = two
    open_application(page, waiting, "Wati Menunggu")
    here = page.url.split("?")[0]
    press_key(page, "a")
    press_key(page, "u")
    assert page.url.split("?")[0] == here
    expect(page.locator("[name=action][value=accept]")).to_have_count(1)


def test_two_on_one_application_lose_no_word_and_undo_nothing(two, waiting):
    first, second = two
    open_application(first, waiting, "Sari Menunggu")
    open_application(second, waiting, "Sari Menunggu")
    second.fill("[name=points_c1]", "27")
    second.keyboard.press("Enter")
    second.locator("[role=status], .alert").first.wait_for()
    second.locator("summary", has_text="Tolak").click()
    second.fill("[name=reason]", "Berkas kurang.")
    submit(first, "[name=action][value=reserve]")

    submit(second, "[name=action][value=decline]")

    # The first has decided; the words of the second are still there, for one who knows.
    expect(second.locator("main")).to_contain_text("Orang lain sudah memutuskan")
    expect(second.locator("[name=reason]")).to_have_value("Berkas kurang.")
    expect(second.locator("[name=points_c1]")).to_have_value("27")
    submit(second, "[name=action][value=decline]")
    open_application(first, waiting, "Sari Menunggu")
    expect(first.locator("main")).to_contain_text("Berkas kurang.")
