"""Pages of ours by who opens them; addresses with an id are found by following links."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page

from academy.demo.accounts import PASSWORD
from tests.services.visiting import sign_in

UUID = "[0-9a-f-]{36}"


@dataclass(frozen=True)
class Place:
    """A page: an address, or a link (a pattern) to follow from another place."""

    name: str
    address: str
    before: "Place | None" = None


HOME = Place("home", "/")
CATALOGUE = Place("catalogue", "/kursus/")
COURSE = Place("course", "/kursus/[a-z-]+/", CATALOGUE)
BATCHES = Place("batches", "/angkatan/")
BATCH = Place("batch", f"/angkatan/{UUID}/", BATCHES)
OWN_HOME = Place("participant's home", "/belajar/")
OUTLINE = Place("outline", f"/belajar/{UUID}/", OWN_HOME)
LESSON = Place("lesson", f"/belajar/{UUID}/materi/{UUID}/", OUTLINE)
WORK_BATCHES = Place("batches at work", "/kerja/angkatan/")
WORK_BATCH = Place("batch at work", f"/kerja/angkatan/{UUID}/", WORK_BATCHES)
REVIEW = Place("review queue", "/kerja/tinjau/")

PLACES = {
    "": [
        HOME, CATALOGUE, COURSE, BATCHES, BATCH,
        Place("news", "/kabar/"), Place("search", "/cari/?q=foto"), Place("privacy", "/privasi/"),
        Place("check a certificate", "/sertifikat/"), Place("sign-in", "/masuk/"),
        Place("forgotten PIN", "/masuk/lupa-pin/"), Place("not found", "/tidak-ada/"),
    ],
    "peserta": [
        OWN_HOME, OUTLINE, LESSON, Place("own courses", "/belajar/kursus/"),
        Place("quiz", f"/belajar/{UUID}/kuis/{UUID}/", OUTLINE),
        Place("assignment", f"/belajar/{UUID}/tugas/{UUID}/", OUTLINE),
        Place("marks", f"/belajar/{UUID}/nilai/", OUTLINE),
        Place("schedule", "/belajar/jadwal/"), Place("own certificates", "/belajar/sertifikat/"),
        Place("account", "/akun/"), Place("profile", "/akun/profil/"),
        Place("own data", "/akun/privasi/"),
    ],
    "koordinator": [
        Place("start of work", "/kerja/"), WORK_BATCHES, WORK_BATCH,
        Place("applications", "/kerja/pendaftaran/"),
        Place("person", f"/kerja/peserta/{UUID}/", WORK_BATCH),
        Place("sessions", f"/kerja/angkatan/{UUID}/sesi/", WORK_BATCH),
        Place("activities", f"/kerja/angkatan/{UUID}/aktivitas/", WORK_BATCH),
        Place("certificates of a batch", f"/kerja/angkatan/{UUID}/sertifikat/", WORK_BATCH),
        Place("settings of a batch", f"/kerja/angkatan/{UUID}/pengaturan/", WORK_BATCH),
        Place("long work", "/kerja/proses/"), Place("programs", "/kerja/program/"),
    ],
    "pemateri": [REVIEW, Place("review", f"/kerja/tinjau/{UUID}/", REVIEW)],
    "pendamping": [Place("own santri", "/kerja/pendampingan/")],
    "mitra": [Place("figures", "/kerja/mitra/")],
}  # fmt: skip


def open_place(page: Page, place: Place) -> None:
    """Go to `place`, following a link from the place before it where it has one."""
    if place.before is None:
        page.goto(place.address)
        return
    open_place(page, place.before)
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    page.goto(next(link for link in links if fits(link, place.address)))


def fits(link: str, pattern: str) -> bool:
    return re.fullmatch(pattern, link) is not None


def enter(page: Page, username: str) -> None:
    """Sign `username` of the demo in; nobody where it is empty."""
    if username:
        sign_in(page, username, PASSWORD)
