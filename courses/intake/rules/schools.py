"""Which pesantren and which kabupaten or kota a row means (rules R11, R12)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from academy.core.text.typed import clean_typed
from academy.people.particulars.nspp import NsppUnreadable, read_nspp
from academy.people.particulars.regions import Regions
from academy.sheets.cells import Value, cell_text
from courses.intake.reasons import Reason
from courses.intake.rules.findings import Refusal, is_broken_number, is_nothing

_TITLE = re.compile(r"^(?:(?:pondok|pesantren|ponpes|pontren|pp|lembaga|yayasan)\b[.\s]*)+", re.I)


@dataclass(frozen=True, slots=True)
class School:
    """A pesantren that is known here."""

    id: int
    nspp: str
    name: str
    regency: str


@dataclass(frozen=True)
class Schools:
    """The pesantren that are known, by number and by name, and the regencies they lie in."""

    known: Iterable[School]
    regions: Regions

    @cached_property
    def _all(self) -> list[School]:
        return list(self.known)

    @cached_property
    def by_nspp(self) -> dict[str, School]:
        return {school.nspp: school for school in self._all if school.nspp}

    @cached_property
    def by_name(self) -> dict[str, list[School]]:
        found: dict[str, list[School]] = {}
        for school in self._all:
            found.setdefault(_key(school.name), []).append(school)
        return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody comes from, as far as a row says, and what is wrong with it."""

    school: School | None = None
    nspp: str = ""
    regency: str = ""
    reasons: tuple[Reason, ...] = ()


def read_place(
    *, nspp: Value, name: Value, regency: Value, has_nspp_column: bool, schools: Schools
) -> Place:
    """Return the pesantren and the regency: by its NSPP, and only in a list without that column
    by its name and its regency together."""
    reasons: list[Reason] = []
    said: tuple[str, ...] = ()
    school, digits = None, ""
    try:
        if has_nspp_column:
            digits = _nspp(nspp)
            school = _numbered(digits, schools)
    except Refusal as refusal:
        reasons.extend(refusal.reasons)
    try:
        said = _regencies(regency, schools.regions)
        if not has_nspp_column:
            school = _named(name, said, schools)
    except Refusal as refusal:
        reasons.extend(refusal.reasons)
    if school is not None and said and school.regency not in said:
        reasons.append(Reason.REGION_MISMATCH)
    return Place(
        school,
        school.nspp if school else digits,
        _regency(said, school),
        tuple(reasons),
    )


def _regency(said: tuple[str, ...], school: School | None) -> str:
    if school is not None and (not said or school.regency in said):
        return school.regency
    return said[0] if len(said) == 1 else ""


def _regencies(value: Value, regions: Regions) -> tuple[str, ...]:
    """Return the codes that a cell may mean, none for a blank one. Raises Refusal."""
    text = cell_text(value)
    if is_nothing(text):
        return ()
    found = regions.called(text)
    if not found:
        raise Refusal(Reason.REGION_UNKNOWN)
    return found


def _nspp(value: Value) -> str:
    if is_broken_number(value):
        raise Refusal(Reason.NSPP_INVALID)
    try:
        return read_nspp(cell_text(value))
    except NsppUnreadable as unreadable:
        raise Refusal(Reason(unreadable.reason)) from unreadable


def _numbered(nspp: str, schools: Schools) -> School:
    school = schools.by_nspp.get(nspp)
    if school is None:
        raise Refusal(Reason.NSPP_UNKNOWN)
    return school


def _named(value: Value, regencies: tuple[str, ...], schools: Schools) -> School:
    """Return the one of that name there. Raises Refusal."""
    found = schools.by_name.get(_key(cell_text(value)), [])
    there = [school for school in found if school.regency in regencies]
    if not found or (regencies and not there):
        raise Refusal(Reason.PESANTREN_UNKNOWN)
    # Hundreds bear one name: without its regency it says nothing, were it the only one we know.
    if len(there) != 1:
        raise Refusal(Reason.PESANTREN_AMBIGUOUS)
    return there[0]


def _key(name: str) -> str:
    text = clean_typed(name).casefold().replace("'", "")
    return "".join(re.findall(r"[^\W_]+", _TITLE.sub("", text) or text))
