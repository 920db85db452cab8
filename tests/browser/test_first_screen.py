"""A list is for its rows: the first one stands on the first screen, on a phone and on a desk."""

import pytest

from tests.browser.pages import (
    APPLICATIONS,
    CERTIFICATES,
    ISSUED,
    PERSON,
    PLACES,
    PROGRAM,
    PROGRAM_SETTINGS,
    REVIEW,
    SANTRI,
    SELECTION,
    SESSIONS,
    UUID,
    WAITING,
    WORK_BATCH,
    WORK_BATCHES,
    Place,
    open_place,
    visit,
)
from tests.journeys.forms import follow
from tests.services.visiting import enter

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
LISTS: dict[str, list[Place]] = {
    "koordinator": [
        WORK_BATCHES,
        WORK_BATCH,
        APPLICATIONS,
        Place("pesantren", "/kerja/pesantren/"),
    ],
    "pengelola": [
        place
        for place in PLACES["pengelola"]
        if place.before == PROGRAM and place != PROGRAM_SETTINGS
    ]
    + [Place("who works here", "/kerja/petugas/")],
    "pemateri": [REVIEW],
    "pendamping": [SANTRI],
}
FOOT_OF_FIRST_ROW = """() => {
  const row = document.querySelector(".table--list tbody tr");
  return row ? Math.round(row.getBoundingClientRect().bottom + window.scrollY) : null;
}"""


# Beyond LISTS. The grids alone, a column for each module or activity, go on beside the screen.
GRIDS = ".grid-table, .gradebook table"
MARKS = Place("marks of a batch", f"/kerja/angkatan/{UUID}/nilai/", WORK_BATCH)
MORE_LISTS = {
    "koordinator": [
        SELECTION, CERTIFICATES, ISSUED, WAITING, SESSIONS, PERSON,
        Place("register", "/kerja/sertifikat/"),
        Place("activities of a batch", f"/kerja/angkatan/{UUID}/aktivitas/", WORK_BATCH),
        MARKS,
        Place("tasks of a batch", f"/kerja/angkatan/{UUID}/tugas/", WORK_BATCH),
        Place("extensions", f"/kerja/angkatan/{UUID}/kelonggaran/", WORK_BATCH),
        Place("marks of a person", f"/kerja/peserta/{UUID}/nilai/", MARKS),
        Place("people found", "/kerja/cari/?q=ahmad"),
        Place("questions of a coordinator", "/kerja/pertanyaan/?answered="),
        Place("announcements", "/kerja/pengumuman/"), Place("reports", "/kerja/dilaporkan/"),
        Place("gallery desk", "/kerja/galeri/"), Place("quizzes", "/kerja/kuis/"),
        Place("forgotten", "/kerja/terlupa/"), Place("long work", "/kerja/proses/"),
    ],
    "pengelola": [
        PROGRAM, Place("record of accesses", "/kerja/petugas/akses/"),
        Place("inbox", "/kerja/pesan-masuk/"), Place("calibrations", "/kerja/kalibrasi/"),
    ],
    "pemateri": [
        Place("reviewed", "/kerja/ulasan/selesai/"), Place("questions", "/kerja/pertanyaan/"),
        Place("own calibrations", "/kerja/kalibrasi/"),
    ],
}  # fmt: skip
TOO_WIDE = """grids => [...document.querySelectorAll(".table--list")]
  .filter(table => !table.matches(grids))
  .map(table => table.scrollWidth - table.closest(".table-frame").clientWidth)
  .filter(beyond => beyond > 1)"""


@pytest.mark.parametrize("username", LISTS)
def test_a_list_is_not_pushed_sideways_on_a_phone_and_begins_on_the_first_screen(page, username):
    enter(page, username)
    more = MORE_LISTS.get(username, [])
    wide, late = {}, {}
    for place in visit(page, LISTS[username] + more):
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            foot = page.evaluate(FOOT_OF_FIRST_ROW)
            if place not in more and (foot is None or foot > size["height"]):
                late[f"{place.name}, {size['width']}"] = foot
        # The last look was the phone's.
        if beyond := page.evaluate(TOO_WIDE, GRIDS):
            wide[place.name] = beyond
    assert (wide, late) == ({}, {})


def test_keys_go_down_the_list_open_a_row_and_tell_what_they_do(page):
    enter(page, "koordinator")
    open_place(page, WORK_BATCH)
    # The module of the keys comes after the page.
    page.wait_for_load_state("networkidle")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kerja/peserta/**")


def test_all_of_a_list_can_be_chosen_without_ticking_and_is_counted(page):
    enter(page, "koordinator")
    page.set_viewport_size(DESK)
    open_place(page, APPLICATIONS)
    if page.locator("[name=everything]").count() == 0:
        page.goto("/kerja/pendaftaran/")
        follow(page.locator("main .table--list a").first)
    total = page.locator("[name=everything]").get_attribute("data-total")
    page.locator("[name=everything]").check()
    chosen = page.locator("[data-bulk-count]").inner_text()
    assert chosen.replace(".", "") == total
    assert page.locator("[data-needs-rows]").first.is_enabled()


@pytest.mark.parametrize("width", [360, 800, 1000, 1280])
def test_why_somebody_is_behind_is_seen_at_every_width_and_once(page, width):
    enter(page, "koordinator")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/kerja/")
    follow(page.locator("main .today a[href*='behind=any']").first)
    page.wait_for_url("**behind=any**")
    reasons = page.locator("main .table--list tbody tr").first.locator(".why")
    seen = [one for one in reasons.all() if one.is_visible()]
    assert len(seen) == 1
    assert seen[0].inner_text()
    box = seen[0].bounding_box()
    assert box["x"] + box["width"] <= width
