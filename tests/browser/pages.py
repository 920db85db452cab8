"""Pages of ours by who opens them; addresses with an id are found by following links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from playwright.sync_api import Page

UUID = "[0-9a-f-]{36}"
LEADS = (
    "all => all.map(one => one.getAttribute('href') ?? one.getAttribute('action')).filter(Boolean)"
)


@dataclass(frozen=True)
class Place:
    """A page: an address, or a link (a pattern) to follow from another place."""

    name: str
    address: str
    before: "Place | None" = None
    which: int = 0  # of the links that fit; -1 is the last


HOME = Place("home", "/")
CATALOGUE = Place("catalogue", "/kursus/")
COURSE = Place("course", "/kursus/[a-z-]+/", CATALOGUE)
BATCHES = Place("batches", "/angkatan/")
BATCH = Place("batch", f"/angkatan/{UUID}/", BATCHES)
OWN_HOME = Place("participant's home", "/belajar/")
OUTLINE = Place("outline", f"/belajar/{UUID}/", OWN_HOME)
LESSON = Place("lesson", f"/belajar/{UUID}/materi/{UUID}/", OUTLINE)
ASSIGNMENT = Place("assignment", f"/belajar/{UUID}/tugas/{UUID}/", OUTLINE)
QUIZ = Place("quiz", f"/belajar/{UUID}/kuis/{UUID}/", OUTLINE)
ASKED_HERE = Place("questions of a lesson", f"/belajar/{UUID}/tanya/{UUID}/", LESSON)
ASKED = Place("questions of a batch", f"/belajar/{UUID}/tanya/", ASKED_HERE)
QUESTION = Place("question", f"/belajar/pertanyaan/{UUID}/", ASKED)
OWN_QUESTION = Place("own question", f"/belajar/pertanyaan/{UUID}/", ASKED, which=2)
# One whose words are explained; by its own id: journeys add, move and withdraw others.
STEADY = "23960b45-182c-50d0-a2d4-b075ea8e9374"
WORDY = Place("lesson with words", f"/belajar/{UUID}/materi/{STEADY}/", OUTLINE)
GALLERY = Place("gallery", f"/belajar/{UUID}/galeri/", OUTLINE)
GALLERY_WORK = Place("work in the gallery", f"/belajar/{UUID}/galeri/{UUID}/", GALLERY)
OWN_DATA = Place("own data", "/akun/privasi/")
# What a participant comes to less often than to PLACES; looked at as a phone shows it.
FURTHER = [
    Place("used card", "/masuk/kartu/sulastri482/dipakai/"),
    Place("tasks", "/belajar/tugas/"), Place("search of lessons", "/belajar/cari/?q=foto"),
    Place("practice", "/belajar/ulang/"), Place("notes", "/belajar/catatan/"),
    Place("note", f"/belajar/{UUID}/materi/{UUID}/catatan/", LESSON),
    WORDY, Place("glossary", f"/belajar/{UUID}/istilah/", WORDY),
    Place("result of a quiz", f"/belajar/{UUID}/kuis/{UUID}/percobaan/{UUID}/hasil/", QUIZ),
    ASKED_HERE, ASKED, QUESTION, OWN_QUESTION,
    Place("question taken back", f"/belajar/tulisan/{UUID}/tarik/", OWN_QUESTION),
    Place("ask", f"/belajar/{UUID}/tanya/{UUID}/baru/", ASKED_HERE),
    Place("report", f"/belajar/laporkan/[a-z_]+/{UUID}/", QUESTION),
    GALLERY, GALLERY_WORK,
    Place("feedback", f"/belajar/umpan-balik/{UUID}/", ASSIGNMENT),
    Place("announcements", f"/belajar/{UUID}/pengumuman/", OWN_HOME),
    Place("announcement", f"/belajar/pengumuman/{UUID}/", OWN_HOME),
    Place("own e-mail address", "/akun/email/"), Place("own calendar", "/akun/kalender/"),
    Place("copy of own data", "/akun/privasi/salinan/", OWN_DATA),
    Place("consent withdrawn", "/akun/privasi/tarik/", OWN_DATA),
]  # fmt: skip
WORK_BATCHES = Place("batches at work", "/kerja/angkatan/")
# The first batch is over: it has people, sessions, results and certificates.
WORK_BATCH = Place("batch at work", f"/kerja/angkatan/{UUID}/", WORK_BATCHES, which=-1)
PERSON = Place("person", f"/kerja/peserta/{UUID}/", WORK_BATCH)
SESSIONS = Place("sessions", f"/kerja/angkatan/{UUID}/sesi/", WORK_BATCH)
ROSTER = Place("roster", f"/kerja/sesi/{UUID}/", SESSIONS)
GROUPS = Place("groups of a session", f"/kerja/sesi/{UUID}/kelompok/", SESSIONS)
SELECTION = Place("selection", "/kerja/pendaftaran/")
APPLICATIONS = Place("applications", f"/kerja/angkatan/{UUID}/pendaftaran/", SELECTION, which=-1)
CHOOSING = Place("choosing by quota", f"/kerja/angkatan/{UUID}/seleksi/", APPLICATIONS)
SETTINGS = Place("settings of a batch", f"/kerja/angkatan/{UUID}/pengaturan/", WORK_BATCH)
CERTIFICATES = Place("certificates of a batch", f"/kerja/angkatan/{UUID}/sertifikat/", WORK_BATCH)
# Of a batch whose certificates are all issued its page shows those.
ISSUED = Place("issued certificates", ".*tab=issued.*", CERTIFICATES)
WAITING = Place("waiting certificates", ".*tab=waiting.*", CERTIFICATES)
REVIEW = Place("review queue", "/kerja/ulasan/")
# The only program opens at once.
PROGRAM = Place("program", "/kerja/program/")
PROGRAM_SETTINGS = Place("settings of a program", f"/kerja/program/{UUID}/pengaturan/", PROGRAM)
SANTRI = Place("own santri", "/kerja/pendampingan/")
HELP = Place("help to hand in", f"/kerja/peserta/{UUID}/bantu/", SANTRI)

PLACES = {
    "": [
        HOME, CATALOGUE, COURSE, BATCHES, BATCH,
        Place("teaser", "/kursus/fotografi-produk/mengenal-cahaya/jendela-adalah-studio/"),
        Place("apply", f"/daftar/{UUID}/", BATCH),
        Place("news", "/kabar/"), Place("article", "/kabar/[a-z-]+/", Place("news", "/kabar/")),
        Place("search", "/cari/?q=foto"), Place("privacy", "/privasi/"),
        Place("check a certificate", "/sertifikat/"),
        Place("unknown certificate", "/sertifikat/ABCDE-FGHJK/"),
        Place("sign-in", "/masuk/"), Place("forgotten PIN", "/masuk/lupa-pin/"),
        Place("not found", "/tidak-ada/"), Place("offline", "/tanpa-sambungan/"),
        Place("components", "/komponen/"),
    ],
    "peserta": [
        # Who has one batch is led from the own courses to this outline.
        OWN_HOME, OUTLINE, LESSON, QUIZ, ASSIGNMENT,
        Place("marks", f"/belajar/{UUID}/nilai/", OUTLINE),
        Place("schedule", "/belajar/jadwal/"), Place("own certificates", "/belajar/sertifikat/"),
        Place("account", "/akun/"), Place("profile", "/akun/profil/"),
        OWN_DATA, Place("notices", "/akun/pesan/"),
        Place("own PIN", "/akun/pin/"), Place("devices", "/akun/perangkat/"),
        *FURTHER,
    ],
    "koordinator": [
        Place("start of work", "/kerja/"), WORK_BATCHES, WORK_BATCH, PERSON, SESSIONS, ROSTER,
        Place("new PIN", f"/kerja/peserta/{UUID}/pin/", PERSON),
        Place("consent on paper", f"/kerja/peserta/{UUID}/persetujuan/", PERSON),
        Place("sheets on paper", f"/kerja/sesi/{UUID}/kertas/", ROSTER),
        Place("session's form", f"/kerja/sesi/{UUID}/ubah/", SESSIONS), GROUPS,
        Place("new group", f"/kerja/sesi/{UUID}/kelompok/baru/", GROUPS),
        SELECTION, APPLICATIONS,
        Place("application", rf"/kerja/pendaftaran/{UUID}/(\?.*)?", APPLICATIONS),
        CHOOSING, Place("quotas of a batch", f"/kerja/angkatan/{UUID}/kuota/", CHOOSING),
        Place("activities", f"/kerja/angkatan/{UUID}/aktivitas/", WORK_BATCH), SETTINGS,
        Place("lists of people", f"/kerja/angkatan/{UUID}/daftar/", WORK_BATCH),
        Place("schedule of a batch", f"/kerja/angkatan/{UUID}/pengaturan/jadwal/", SETTINGS),
        Place("copy of a batch", f"/kerja/angkatan/{UUID}/salin/", SETTINGS),
        Place("timetable that moves", f"/kerja/angkatan/{UUID}/geser-jadwal/", SETTINGS),
        Place("new batch", "/kerja/angkatan/baru/"), WAITING, ISSUED,
        Place("checked certificate", "/sertifikat/[A-Z0-9-]+/", ISSUED),
        Place("revoke", f"/kerja/sertifikat/{UUID}/cabut/", ISSUED),
        Place("replace", f"/kerja/sertifikat/{UUID}/ganti/", ISSUED),
        Place("saved filters", f"/kerja/angkatan/{UUID}/saringan/", WORK_BATCH),
        Place("long work", "/kerja/proses/"),
    ],
    "pengelola": [
        PROGRAM, Place("new program", "/kerja/program/baru/"),
        Place("people", rf"/kerja/program/{UUID}/peserta/(\?.*)?", PROGRAM),
        Place("applicants", rf"/kerja/program/{UUID}/pendaftaran/(\?.*)?", PROGRAM),
        Place("pesantren", rf"/kerja/program/{UUID}/pesantren/(\?.*)?", PROGRAM),
        PROGRAM_SETTINGS,
        Place("rubric of a program", f"/kerja/program/{UUID}/rubrik/", PROGRAM_SETTINGS),
    ],
    "pemateri": [REVIEW, Place("review", f"/kerja/ulasan/{UUID}/", REVIEW)],
    "pendamping": [
        SANTRI, Place("santri", f"/kerja/peserta/{UUID}/", SANTRI), HELP,
        Place("week of the santri", r"/kerja/pendampingan/pekan-ini/(\?.*)?", SANTRI),
        Place("hand in for a santri", f"/kerja/peserta/{UUID}/bantu/{UUID}/", HELP),
    ],
    "mitra": [Place("figures", "/kerja/mitra/")],
}  # fmt: skip


def open_place(page: Page, place: Place) -> None:
    """Go to `place`, following a link from the place before it where it has one.

    Raises LookupError where that place has no such link.
    """
    if place.before is None:
        page.goto(place.address)
        return
    open_place(page, place.before)
    page.goto(link_to(page, place))


def link_to(page: Page, place: Place) -> str:
    links = page.eval_on_selector_all("a[href], form[role=search]", LEADS)
    fitting = [link for link in links if fits(link, place.address)]
    if not fitting:
        raise LookupError(f"{page.url} has no link to {place.name}")
    return urljoin(page.url, fitting[place.which])


def visit(page: Page, places: list[Place]) -> Iterator[Place]:
    """Open `places` one after the other; links are read where their page is open anyway."""
    on_the_way = {step for place in places for step in way_to(place)}
    known: dict[Place, str] = {}

    def reach(place: Place) -> None:
        if place.before is not None and place not in known:
            reach(place.before)
        page.goto(known.get(place, place.address))
        known.update({step: link_to(page, step) for step in on_the_way if step.before == place})

    for place in places:
        reach(place)
        yield place


def way_to(place: Place) -> Iterator[Place]:
    """Return `place` and the places before it."""
    yield place
    if place.before is not None:
        yield from way_to(place.before)


def fits(link: str, pattern: str) -> bool:
    return re.fullmatch(pattern, link) is not None
