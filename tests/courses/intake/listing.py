"""Lists of people for tests, and what the preview says of them."""

from academy.people.models import Pesantren, Regency
from courses.intake.queries.reading import Preview, preview
from courses.intake.rules.rows import JudgedRow
from tests.factories.people import PesantrenFactory, RegencyFactory
from tests.sheets.making import text, xlsx

HEADS = ["No", "Nama", "L/P", "Tgl Lahir", "No HP", "Email", "NSPP", "Kab/Kota", "Peran"]
FIELDS = ["number", "full_name", "gender", "birth", "phone", "email", "nspp", "regency", "role"]
NSPP = "510035070001"
CLEAN = ("accept", [], [])
GOOD = {
    "number": "1",
    "full_name": "Siti Nur'aini",
    "gender": "P",
    "birth": "17/08/2005",
    "phone": "081234567890",
    "email": "siti@contoh.id",
    "nspp": NSPP,
    "regency": "Kab. Malang",
    "role": "",
}


def person(**cells) -> list:
    """A row of the list that is right but for what is said otherwise."""
    unknown = set(cells) - set(FIELDS)
    assert not unknown, unknown
    return [(GOOD | cells)[field] for field in FIELDS]


def malang() -> tuple[Regency, Regency]:
    """The kabupaten and the kota of one name."""
    return (
        RegencyFactory(kemendagri_code="35.07", name="Kabupaten Malang"),
        RegencyFactory(kemendagri_code="35.73", name="Kota Malang"),
    )


def pesantren(nspp: str = NSPP, name: str = "Miftahul Ulum", code: str = "35.07") -> Pesantren:
    kabupaten, kota = malang()
    return PesantrenFactory(nspp=nspp, name=name, regency={"35.07": kabupaten, "35.73": kota}[code])


def previewed(*rows, heads=HEADS, by=None) -> Preview:
    """What becomes of a list with these rows."""
    return preview(text(heads, *rows), by=by)


def verdict(**cells) -> tuple[str, list[str], list[str]]:
    """Outcome, reasons and warnings of a single row."""
    [row] = previewed(person(**cells)).rows
    return row.outcome, list(row.reasons), list(row.warnings)


def of_workbook(**cells) -> JudgedRow:
    """The verdict on a single row whose cells have types."""
    [row] = preview(xlsx(HEADS, person(**cells))).rows
    return row


def taken(field: str, **cells) -> str:
    """What is taken for one field of a single row."""
    [row] = previewed(person(**cells)).rows
    return getattr(row.values, field)


def refused(*reasons: str) -> tuple[str, list[str], list[str]]:
    """A verdict of these reasons."""
    return "reject", list(reasons), []


def warned(*warnings: str) -> tuple[str, list[str], list[str]]:
    """A verdict that takes the row, and says these things about it."""
    return "accept", [], list(warnings)
