"""What the pesantren of the demo make: product lines, the names on their labels and how they are packed."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Line:
    key: str
    word: str  # the line as the pesantren says it
    shape: str  # how it is packed; `academy.demo.products` draws each shape
    variants: tuple[str, ...]
    price: tuple[int, int]  # rupiah, from and to


LINES: tuple[Line, ...] = (
    Line("sambal", "sambal", "jar", ("Sambal Bawang", "Sambal Teri", "Sambal Pecel", "Sambal Cumi", "Sambal Klotok"), (18_000, 32_000)),
    Line("keripik", "keripik", "pouch", ("Keripik Tempe", "Keripik Singkong", "Keripik Pisang", "Keripik Usus", "Keripik Gayam"), (8_000, 18_000)),
    Line("kopi", "kopi bubuk", "coffee", ("Kopi Robusta", "Kopi Arabika", "Kopi Jahe", "Kopi Lanang", "Kopi Rempah"), (20_000, 55_000)),
    Line("batik", "batik", "batik", ("Batik Kawung", "Batik Parang", "Batik Gentongan", "Batik Sekar Jagad", "Batik Cap"), (120_000, 350_000)),
    Line("madu", "madu", "honey", ("Madu Randu", "Madu Kelengkeng", "Madu Hutan", "Madu Kaliandra"), (45_000, 95_000)),
    Line("sabun", "sabun", "soap", ("Sabun Sereh", "Sabun Susu Kambing", "Sabun Kopi", "Sabun Bidara", "Sabun Kelor"), (9_000, 20_000)),
    Line("peci", "peci", "peci", ("Peci Beludru", "Peci Bordir", "Peci Batik", "Kopiah Rajut"), (25_000, 85_000)),
    Line("tas-anyam", "tas anyam", "bag", ("Tas Pandan", "Tas Mendong", "Tas Anyam Bambu", "Tas Eceng Gondok"), (40_000, 140_000)),
    Line("minyak", "minyak kelapa", "bottle", ("Minyak Kelapa", "Minyak Kemiri", "Minyak Sereh", "Minyak Kayu Putih"), (15_000, 60_000)),
    Line("sirup", "sirup dan minuman", "bottle", ("Sirup Rosela", "Sari Jahe", "Sirup Belimbing", "Kecap Manis", "Sirup Asam"), (15_000, 35_000)),
    Line("camilan", "camilan", "bowl", ("Rengginang", "Kerupuk Ikan", "Emping Melinjo", "Stik Kelor", "Kacang Telur"), (10_000, 25_000)),
    Line("kue", "kue kering", "box", ("Kue Sagu", "Bipang", "Jenang", "Nastar", "Brownis Kelor", "Teh Kelor"), (20_000, 50_000)),
)  # fmt: skip
WEIGHTS = (16, 15, 11, 8, 8, 6, 6, 6, 5, 6, 8, 5)
BY_KEY = {line.key: line for line in LINES}

BRAND_FIRST = ("Ning", "Mbok", "Gus", "Cak", "Lereng", "Dapur", "Berkah", "Bumi", "Taman", "Pelangi", "Griya", "Sumber")
BRAND_LAST = {
    "Ning": ("Ifa", "Zahro", "Lala", "Aini", "Rofi", "Salma"),
    "Mbok": ("Yem", "Tum", "Nah", "Sri", "Jum"),
    "Gus": ("Mad", "Fik", "Zen", "Rul"),
    "Cak": ("Mat", "Sol", "Din", "Ipul"),
    "Lereng": ("Argopuro", "Raung", "Kelud", "Wilis", "Semeru", "Arjuno", "Lawu", "Ijen"),
    "Dapur": ("Santri", "Pondok", "Umik", "Barokah", "Nyai"),
    "Berkah": ("Pondok", "Santri", "Ngaji", "Subuh"),
    "Bumi": ("Madura", "Blambangan", "Mataraman", "Santri"),
    "Taman": ("Firdaus", "Ilmu", "Santri"),
    "Pelangi": ("Santri", "Pesantren"),
    "Griya": ("Barokah", "Santri", "Sakinah"),
    "Sumber": ("Rejeki", "Barokah", "Hikmah"),
}


def draw_product(chance: Random, *, taken: set[str]) -> tuple[Line, str]:
    """A product line and a product name that no other pesantren of the demo has; adds it to `taken`."""
    while True:
        line = chance.choices(LINES, WEIGHTS)[0]
        first = chance.choice(BRAND_FIRST)
        name = f"{chance.choice(line.variants)} {first} {chance.choice(BRAND_LAST[first])}"
        if name not in taken:
            taken.add(name)
            return line, name
