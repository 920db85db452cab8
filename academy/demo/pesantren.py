"""Four hundred invented pesantren over all 38 regencies of East Java."""

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from academy.demo.productlines import Line, draw_product
from academy.demo.seeds import rng

PESANTREN = 400
DATA = Path(__file__).resolve().parent.parent / "people" / "data"

# Roughly as pesantren are spread in reality: Madura and the Tapal Kuda have most, the small cities fewest.
REGENCY_WEIGHTS = {
    "35.01": 4, "35.02": 8, "35.03": 6, "35.04": 8, "35.05": 10, "35.06": 16, "35.07": 22,
    "35.08": 14,
    "35.09": 30, "35.10": 20, "35.11": 14, "35.12": 16, "35.13": 22, "35.14": 24, "35.15": 14,
    "35.16": 11,
    "35.17": 20, "35.18": 9, "35.19": 5, "35.20": 4, "35.21": 6, "35.22": 14, "35.23": 12,
    "35.24": 18,
    "35.25": 15, "35.26": 20, "35.27": 24, "35.28": 22, "35.29": 24, "35.71": 4, "35.72": 2,
    "35.73": 6,
    "35.74": 4, "35.75": 3, "35.76": 2, "35.77": 2, "35.78": 12, "35.79": 2,
}  # fmt: skip
REPEATED_NAMES = {
    "Miftahul Ulum": 11, "Nurul Huda": 9, "Darul Ulum": 8, "Al-Hidayah": 8, "Miftahul Huda": 6,
    "Darussalam": 6,
    "Mambaul Ulum": 6, "Nurul Islam": 5, "Raudlatul Ulum": 5, "Bustanul Ulum": 5, "Al-Falah": 5,
    "Hidayatul Mubtadi'in": 5, "Al-Ikhlas": 4, "Roudlotul Muta'allimin": 4, "Sirojul Ulum": 3,
    "Al-Amin": 3,
    "Tarbiyatul Athfal": 3, "Darul Hikmah": 3, "Nurul Iman": 3, "Al-Ma'arif": 3,
    "Darun Najah": 3, "Al-Fattah": 3,
    "Sabilul Muttaqin": 2, "Tanwirul Qulub": 2, "Ihya'ul Ulum": 2, "Ar-Rohmah": 2, "Al-Anwar": 2,
    "Nahdlatul Ulum": 2,
}  # fmt: skip
# Houses known to everybody: a made-up pesantren must not carry their name.
KNOWN_HOUSES = frozenset({
    "Bahrul Ulum", "Mambaus Sholihin", "Amanatul Ummah", "Nurul Jadid", "Zainul Hasan",
    "Nurul Qarnain",
    "Al-Amien", "Salafiyah Syafi'iyah", "An-Nuqayah", "Al-Hikam", "An-Nur", "Bustanul Makmur",
})  # fmt: skip
FIRST = (
    "Darul", "Nurul", "Miftahul", "Raudlatul", "Bustanul", "Mambaul", "Hidayatul", "Tanwirul",
    "Riyadlul",
    "Sirojul", "Ma'hadul", "Tarbiyatul", "Ihya'ul", "Fathul", "Misbahul", "Zainul", "Irsyadul",
    "Manba'ul",
)  # fmt: skip
SECOND = (
    "Ulum", "Huda", "Hikmah", "Falah", "Jannah", "Mubtadi'in", "Muttaqin", "Qur'an", "Hasanah",
    "Ihsan",
    "Mukhlisin", "Muta'allimin", "Khoirot", "Karomah", "Arifin", "Mubarok", "Hikam", "Ummah",
    "Athfal", "Anwar",
)  # fmt: skip
SINGLE = (
    "Al-Barokah", "Al-Muhajirin", "Al-Mubarok", "As-Sunniyyah", "Asy-Syafi'iyah", "At-Taqwa",
    "Al-Istiqomah",
    "Al-Munawwaroh", "Ash-Sholihin", "Al-Karim", "Al-Furqon", "Al-Ittihad", "Baitul Hikmah",
    "Baitur Rohmah",
    "Nurur Rohmah", "Darut Tauhid", "Darus Sa'adah", "Nurus Shobah", "Baiturrahman",
    "Sunan Giri Muda",
    "Al-Hasyimi", "Al-Mardliyah", "An-Nahdliyah", "Al-Kautsar", "Al-Mawaddah", "Al-Wafa",
    "Ar-Ridlo",
)  # fmt: skip
KOPONTREN_WORDS = (
    "Barokah", "Sejahtera", "Mandiri", "Berkah Bersama", "Al-Barokah", "Makmur", "Sumber Rejeki",
    "Karya Santri",
    "Amanah", "Rizqi", "Nusantara", "Maslahah", "Sakinah", "Usaha Santri", "Jaya Abadi",
)  # fmt: skip
# The stages in which OPOP works with a pesantren, with how many of the demo's are there.
STAGES = {
    "first_coaching": 70, "legal_form": 50, "cooperative": 55, "product": 70, "marketing": 60,
    "product_papers": 35, "skills": 25, "halal": 25, "export": 10,
}  # fmt: skip
VILLAGES = (
    "Sumberrejo", "Karanganyar", "Tegalrejo", "Sidomulyo", "Kedungwuni", "Wonorejo",
    "Banjarsari", "Purworejo",
    "Sukorejo", "Mojosari", "Gunungsari", "Karangploso", "Tanjungsari", "Pakong Laok", "Bicabbi",
    "Kalisat Kidul",
    "Rejoagung", "Sumbersari", "Wringin Anom", "Jatirejo", "Pandanwangi", "Kertosari",
    "Tlogosari", "Larangan Dalam",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class House:
    number: int
    name: str
    nspp: str
    regency_code: str
    regency: str
    district_code: str
    district: str
    address: str
    kopontren: str  # empty where the pesantren has no cooperative yet
    stage: str
    line: Line
    product: str
    students: int


@cache
def regencies() -> tuple[dict[str, str], ...]:
    return _rows("regencies.csv")


@cache
def districts() -> tuple[dict[str, str], ...]:
    return _rows("districts.csv")


def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (DATA / name).open(encoding="utf-8", newline="") as source:
        return tuple(csv.DictReader(source))


@cache
def pesantren() -> tuple[House, ...]:
    """The same `PESANTREN` houses at every call; every regency has at least one."""
    chance = rng("pesantren")
    names = _names(chance)
    nspps = chance.sample(range(1, 999_999), PESANTREN)
    places = _places(chance)
    stages = [stage for stage, count in STAGES.items() for _ in range(count)]
    chance.shuffle(stages)
    regency_names = {row["kemendagri_code"]: row["name"] for row in regencies()}
    taken: set[str] = set()
    houses = []
    for number, (name, nspp, place, stage) in enumerate(
        zip(names, nspps, places, stages, strict=True)
    ):
        code = place["kemendagri_code"]
        line, product = draw_product(chance, regency_code=code[:5], taken=taken)
        house = House(
            number=number,
            name=name,
            # 5100 as every NSPP, then a province code that does not exist: none of these was ever given.
            nspp=f"510099{nspp:06d}",
            regency_code=code[:5],
            regency=regency_names[code[:5]],
            district_code=code,
            district=place["name"],
            address=f"Desa {chance.choice(VILLAGES)} RT {chance.randint(1, 9):02d} RW {chance.randint(1, 6):02d}",
            kopontren=_kopontren(chance, name, stage),
            stage=stage,
            line=line,
            product=product,
            students=chance.choice((60, 85, 120, 150, 240, 300, 420, 650, 900, 1400))
            + chance.randint(0, 40),
        )
        houses.append(house)
    return tuple(houses)


def _names(chance: Random) -> list[str]:
    names = [name for name, count in REPEATED_NAMES.items() for _ in range(count)]
    single = [*SINGLE, *(f"{first} {second}" for first in FIRST for second in SECOND)]
    fresh = [name for name in single if name not in REPEATED_NAMES and name not in KNOWN_HOUSES]
    chance.shuffle(fresh)
    names += fresh[: PESANTREN - len(names)]
    chance.shuffle(names)
    return names


def _places(chance: Random) -> list[dict[str, str]]:
    """A district for each pesantren, every regency at least once, no repeated name in one district by design."""
    by_regency: dict[str, list[dict[str, str]]] = {}
    for row in districts():
        by_regency.setdefault(row["kemendagri_code"][:5], []).append(row)
    codes = list(REGENCY_WEIGHTS)
    drawn = [
        *codes,
        *chance.choices(codes, list(REGENCY_WEIGHTS.values()), k=PESANTREN - len(codes)),
    ]
    chance.shuffle(drawn)
    used: Counter[str] = Counter()
    places = []
    for code in drawn:
        options = by_regency[code]
        places.append(options[(used[code] * 7 + len(code)) % len(options)])
        used[code] += 1
    return places


def _kopontren(chance: Random, name: str, stage: str) -> str:
    if stage in ("first_coaching", "legal_form"):
        return ""
    style = chance.random()
    if style < 0.45:
        return f"Kopontren {name}"
    if style < 0.8:
        return f"Kopontren {chance.choice(KOPONTREN_WORDS)}"
    return f"Koperasi Pondok Pesantren {name}"
