"""What a list of pesantren must say, row by row; pure decisions (import rules R5, R11, R12)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from academy.core.text.typed import clean_typed
from academy.people.models import District, Pesantren, Regency
from academy.people.particulars.names import is_name
from academy.people.particulars.nspp import NsppUnreadable, read_nspp
from academy.people.particulars.regions import Regions

NAME_LENGTH = 150
HEADS = {
    "nspp": ("nspp", "kode pesantren", "no statistik", "nomor statistik", "nsp", "kode nspp"),
    "name": (
        "nama", "nama pesantren", "pesantren", "nama pondok pesantren", "nama lembaga", "name",
    ),
    "regency": (
        "kabupaten", "kota", "kab", "kabupaten kota", "kab kota", "regency", "daerah",
        "kode kemendagri", "kode kabupaten", "kode kab kota", "kode kabupaten kota",
    ),
    "district": ("kecamatan", "kec", "district"),
}  # fmt: skip
NEEDED = ("nspp", "name", "regency")


class Fault(StrEnum):
    """Why a row is left out; the identifiers are those of the import rules."""

    NAME_MISSING = "name_missing"
    NAME_INVALID = "name_invalid"
    NAME_TOO_LONG = "name_too_long"
    NSPP_MISSING = "nspp_missing"
    NSPP_INVALID = "nspp_invalid"
    NSPP_LOSSY = "nspp_lossy"
    REGION_MISSING = "region_missing"
    REGION_UNKNOWN = "region_unknown"
    REGION_AMBIGUOUS = "region_ambiguous"
    DUPLICATE = "duplicate_in_file"


SENTENCES = {
    Fault.NAME_MISSING: _("The name is missing."),
    Fault.NAME_INVALID: _("This is not a name."),
    Fault.NAME_TOO_LONG: _("The name has more than 150 letters."),
    Fault.NSPP_MISSING: _("The NSPP is missing; without it two of one name cannot be told apart."),
    Fault.NSPP_INVALID: _("An NSPP has 12 digits."),
    Fault.NSPP_LOSSY: _("Excel has rounded this NSPP. Format the column as text and type it anew."),
    Fault.REGION_MISSING: _("The kabupaten or kota is missing."),
    Fault.REGION_UNKNOWN: _("No kabupaten or kota of East Java has this name."),
    Fault.REGION_AMBIGUOUS: _("There are both a kabupaten and a kota of this name: say which."),
    Fault.DUPLICATE: _("The same NSPP stands further up in this list."),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A pesantren as a list tells of it."""

    nspp: str
    name: str
    regency: int
    district: int | None

    def differs_from(self, known: Pesantren) -> bool:
        """Whether importing changes `known`; a list without districts changes none."""
        return (self.name, self.regency) != (known.name, known.regency_id) or (
            self.district is not None and self.district != known.district_id
        )


class RowRefused(Exception):
    """`fault` says why, `found` what stood there."""

    def __init__(self, fault: Fault, found: str = ""):
        super().__init__(fault)
        self.fault, self.found = fault, found


@dataclass
class Places:
    """The regencies and districts of East Java, found by what people call them."""

    regencies: Iterable[Regency]
    districts: Iterable[District] = field(default_factory=list)

    @cached_property
    def _codes(self) -> dict[str, int]:
        return {row.kemendagri_code: row.pk for row in self.regencies}

    @cached_property
    def _regions(self) -> Regions:
        return Regions((row.kemendagri_code, row.name) for row in self.regencies)

    @cached_property
    def _districts(self) -> dict[tuple[int, str], int]:
        return {(row.regency_id, row.name.casefold()): row.pk for row in self.districts}

    def regency(self, text: str) -> int:
        """Return the key of the regency called `text`. Raises RowRefused."""
        if not text:
            raise RowRefused(Fault.REGION_MISSING)
        found = self._regions.called(text)
        if not found:
            raise RowRefused(Fault.REGION_UNKNOWN, text)
        if len(found) > 1:
            raise RowRefused(Fault.REGION_AMBIGUOUS, text)
        return self._codes[found[0]]

    def district(self, regency: int, text: str) -> int | None:
        """Return the key of the district `text` there, or None: it may stay open."""
        name = re.sub(r"^(kecamatan|kec\.?)\s+", "", text.casefold())
        return self._districts.get((regency, name))


def read_row(cells: Mapping[str, str], places: Places) -> Listed:
    """Return what a row says. Raises RowRefused with the first reason why it cannot be taken."""
    name = clean_typed(cells.get("name", ""))
    if not name:
        raise RowRefused(Fault.NAME_MISSING)
    if len(name) > NAME_LENGTH:
        raise RowRefused(Fault.NAME_TOO_LONG, name)
    if not is_name(name):
        raise RowRefused(Fault.NAME_INVALID, name)
    nspp = _nspp(cells.get("nspp", ""))
    regency = places.regency(cells.get("regency", ""))
    return Listed(nspp, name, regency, places.district(regency, cells.get("district", "")))


def _nspp(text: str) -> str:
    try:
        return read_nspp(text)
    except NsppUnreadable as unreadable:
        raise RowRefused(Fault(unreadable.reason), text) from unreadable
