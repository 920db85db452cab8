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

BRAND_FIRST = (
    "Ning",
    "Mbok",
    "Gus",
    "Cak",
    "Dapur",
    "Berkah",
    "Taman",
    "Pelangi",
    "Griya",
    "Sumber",
)
BRAND_LAST = {
    "Ning": ("Ifa", "Zahro", "Lala", "Aini", "Rofi", "Salma"),
    "Mbok": ("Yem", "Tum", "Nah", "Sri", "Jum"),
    "Gus": ("Mad", "Fik", "Zen", "Rul"),
    "Cak": ("Mat", "Sol", "Din", "Ipul"),
    "Dapur": ("Santri", "Pondok", "Umik", "Barokah", "Nyai"),
    "Berkah": ("Pondok", "Santri", "Ngaji", "Subuh"),
    "Taman": ("Firdaus", "Ilmu", "Santri"),
    "Pelangi": ("Santri", "Pesantren"),
    "Griya": ("Barokah", "Santri", "Sakinah"),
    "Sumber": ("Rejeki", "Barokah", "Hikmah"),
}


LAND_NAMES = {  # mountain or old name of the land, where a label would really carry it
    "35.02": "Lereng Wilis", "35.04": "Lereng Wilis", "35.05": "Lereng Kelud",
    "35.06": "Lereng Kelud",
    "35.07": "Lereng Semeru", "35.08": "Lereng Semeru", "35.09": "Lereng Argopuro",
    "35.10": "Bumi Blambangan",
    "35.11": "Lereng Raung", "35.12": "Lereng Ijen", "35.13": "Lereng Argopuro",
    "35.14": "Lereng Arjuno",
    "35.20": "Lereng Lawu", "35.21": "Lereng Lawu", "35.26": "Bumi Madura", "35.27": "Bumi Madura",
    "35.28": "Bumi Madura", "35.29": "Bumi Madura", "35.79": "Lereng Arjuno",
}  # fmt: skip


def draw_product(chance: Random, *, regency_code: str, taken: set[str]) -> tuple[Line, str]:
    """A product line and a product name that no other pesantren of the demo has; adds it to `taken`."""
    while True:
        line = chance.choices(LINES, WEIGHTS)[0]
        first = chance.choice(BRAND_FIRST)
        brand = f"{first} {chance.choice(BRAND_LAST[first])}"
        if regency_code in LAND_NAMES and chance.random() < 0.25:
            brand = LAND_NAMES[regency_code]
        name = f"{chance.choice(line.variants)} {brand}"
        if name not in taken:
            taken.add(name)
            return line, name
