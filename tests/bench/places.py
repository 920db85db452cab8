"""The pages that are measured: found by their addresses and by links, as people find them."""

import re
from dataclasses import dataclass

from academy.demo.accounts import PASSWORD
from tests.bench.visitor import Visitor

UUID = "[0-9a-f-]{36}"
WORKERS = ("koordinator", "pengelola", "pemateri", "mitra", "pendamping")


class WrongPage(Exception):
    """What is about to be measured is not the page that was meant."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page, who looks at it, and a word that stands on no other page."""

    name: str
    path: str
    visitor: Visitor
    word: str
    most: float | None = None  # CPU at most, in multiples of the bare view

    def check(self) -> None:
        """Raise WrongPage unless the path answers itself, with its word in the main part."""
        arrived, page = self.visitor.arrive(self.path)
        main = re.sub(r"<(script|style|svg).*?</\1>", "", page.partition("<main")[2], flags=re.S)
        if arrived != self.path or self.word not in main:
            raise WrongPage(f"{self.name}: {self.path} leads to {arrived}, without “{self.word}”?")


def visitors(url: str) -> dict[str, Visitor]:
    """Sign in one of each role."""
    found = {}
    for name in ("peserta", *WORKERS):
        found[name] = Visitor(url)
        if not found[name].sign_in(name, PASSWORD):
            raise WrongPage(f"{name} could not sign in")
    return found


def places(url: str) -> dict[str, Place]:
    """Return the measured pages of the academy at `url` by name.

    The participant's batch is the one with 250 people that learns now, the first on the
    page of applications is the one that selects, and the last of the list has certificates.
    """
    who = visitors(url)
    participant, coordinator = who["peserta"], who["koordinator"]
    outline = participant.first_link("/belajar/", f"/belajar/{UUID}/")
    batch = outline.replace("/belajar/", "/kerja/angkatan/")
    program, _page = coordinator.arrive("/kerja/program/")
    partner, _page = who["mitra"].arrive("/kerja/mitra/")

    def activity(kind: str) -> str:
        return participant.first_link(outline, f"{outline}{kind}/{UUID}/")

    selection = coordinator.first_link(
        "/kerja/pendaftaran/", f"/kerja/angkatan/{UUID}/pendaftaran/"
    )
    issued = coordinator.links("/kerja/angkatan/", f"/kerja/angkatan/{UUID}/")[-1]
    roster = coordinator.first_link(f"{batch}sesi/", f"/kerja/sesi/{UUID}/")
    found = [
        Place("participant's home", "/belajar/", participant, "Selamat datang", 4),
        Place("lesson", activity("materi"), participant, "menit", 3),
        Place("outline", outline, participant, "Semua modul", 6),
        Place("schedule", "/belajar/jadwal/", participant, "Jadwal", 5),
        Place("marks", f"{outline}nilai/", participant, "Nilai Anda", 5),
        Place("quiz page", activity("kuis"), participant, "Lama pengerjaan", 5),
        Place("assignment page", activity("tugas"), participant, "Kiriman ke-", 5),
        Place("catalogue", "/kursus/", participant, "Cari kursus", 2),
        Place("sign-in page", "/masuk/", Visitor(url), "Nama pengguna", 2),
        Place("batch page, 250", batch, coordinator, "Memegang kursi sekarang", 20),
        Place("selection list, 1,250", selection, coordinator, "1.250", 20),
        Place("roster", roster, coordinator, "Simpan kehadiran", 15),
        Place("review queue", "/kerja/ulasan/", who["pemateri"], "menunggu Anda", 12),
        Place("workspace start", "/kerja/", coordinator, "Kursi terisi", 12),
        Place("start, manager", "/kerja/", who["pengelola"], "Kursi terisi", 12),
        Place("program page", program, coordinator, "1.000", 20),
        Place("certificate desk", f"{issued}sertifikat/", coordinator, "Terbit"),
        Place("partner page", partner, who["mitra"], "1.000"),
        Place("jobs", "/kerja/proses/", coordinator, "Proses panjang"),
        Place("people", f"{program}peserta/", coordinator, "Kabupaten/Kota"),
        Place("companion", "/kerja/pendampingan/", who["pendamping"], "Santri saya"),
    ]
    return {place.name: place for place in found}
