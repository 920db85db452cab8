"""Those who work in the demo: manager, coordinators, trainers, companions, partner, editor."""

from dataclasses import dataclass
from functools import cache

from academy.demo.namebook import FEMALE_GIVEN, MALE_GIVEN
from academy.demo.seeds import rng

COMPANIONS = 60


@dataclass(frozen=True, slots=True)
class Worker:
    username: str
    full_name: str
    title: str
    gender: str
    role: str  # as `Role`, or companion
    email: str = ""
    courses: tuple[str, ...] = ()  # slugs that a trainer teaches
    batches: tuple[int, ...] = ()  # numbers that a coordinator runs


PHOTO, MARKETING = "fotografi-produk", "pemasaran-digital"
WORKERS: tuple[Worker, ...] = (
    Worker("pengelola", "Retno Kusumawardhani Sasmita", "Dr.", "female", "program_manager", "pengelola@academy.example"),
    Worker("koordinator", "Luthfi Arifandi Nugraha", "", "male", "coordinator", "koordinator@academy.example", batches=(1, 2, 3, 4)),
    Worker("koordinator.timur", "Ika Wahyu Maslahah", "S.Pd.", "female", "coordinator", "timur@academy.example", batches=(2, 4)),
    Worker("koordinator.madura", "Fathul Bari Hosnan", "S.E.", "male", "coordinator", "madura@academy.example", batches=(1, 3)),
    Worker("koordinator.barat", "Endah Setyo Palupi", "", "female", "coordinator", "barat@academy.example", batches=(3,)),
    Worker("koordinator.tengah", "Zainal Muttaqin Hadi", "S.Sos.", "male", "coordinator", "tengah@academy.example", batches=(4,)),
    Worker("pemateri", "Nadia Farhanah Rusydi", "S.Ds.", "female", "trainer", "pemateri@academy.example", courses=(PHOTO, MARKETING)),
    Worker("pemateri.cahaya", "Gandi Prasojo Utama", "S.Sn.", "male", "trainer", "cahaya@academy.example", courses=(PHOTO,)),
    Worker("pemateri.sunting", "Maya Kholidatul Azmi", "S.Ds.", "female", "trainer", "sunting@academy.example", courses=(PHOTO,)),
    Worker("pemateri.niaga", "Rahmat Syaifulloh Hamim", "M.M.", "male", "trainer", "niaga@academy.example", courses=(MARKETING,)),
    Worker("pemateri.toko", "Dinda Puspa Ramadhina", "S.Kom.", "female", "trainer", "toko@academy.example", courses=(MARKETING,)),
    Worker("pemateri.halal", "Ahmad Mustain Ghozi", "Lc.", "male", "trainer", "halal@academy.example", courses=(MARKETING,)),
    Worker("mitra", "Aryo Wicaksana Pradipta", "", "male", "partner", "mitra@academy.example"),
    Worker("editor", "Salma Hanun Widyasari", "", "female", "editor", "editor@academy.example"),
)  # fmt: skip


@cache
def companions() -> tuple[Worker, ...]:
    """`COMPANIONS` ustadz and ustadzah; the first one has the printed sign-in."""
    chance = rng("companions")
    taken: set[str] = set()
    found: list[Worker] = []
    while len(found) < COMPANIONS:
        gender = "female" if chance.random() < 0.45 else "male"
        first, last = chance.sample(list(FEMALE_GIVEN if gender == "female" else MALE_GIVEN), 2)
        lead = (
            chance.choice(("Siti", "Nur", "Umi"))
            if gender == "female"
            else chance.choice(("Moh.", "Achmad", "Imam"))
        )
        name = f"{lead} {first} {last}"
        if name in taken:
            continue
        taken.add(name)
        number = len(found)
        found.append(
            Worker(
                username="pendamping" if number == 0 else f"pendamping{number + 1}",
                full_name=name,
                title=chance.choice(("Ustadzah", "Ustadzah", "Nyai"))
                if gender == "female"
                else chance.choice(("Ustadz", "Ustadz", "KH.", "Gus")),
                gender=gender,
                role="companion",
                email=f"pendamping{number + 1}@pesantren.example" if chance.random() < 0.5 else "",
            )
        )
    return tuple(found)
