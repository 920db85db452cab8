"""Rows of a list of people: taken, refused or passed over, and why."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from academy.core.text.typed import clean_typed
from academy.sheets.cells import Row, Value
from academy.sheets.tables import Table
from courses.intake.reasons import Caution, Reason
from courses.intake.rules import asides
from courses.intake.rules.births import read_birth
from courses.intake.rules.columns import SEVERAL, Column
from courses.intake.rules.contacts import read_email, read_phone
from courses.intake.rules.findings import Read, is_nothing, of_formula, once
from courses.intake.rules.persons import read_gender, read_name, read_role
from courses.intake.rules.schools import Place, School, Schools, read_place

LONGEST_CELL = 1000


class Outcome(StrEnum):
    """What becomes of a row."""

    ACCEPT = "accept"
    REJECT = "reject"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Values:
    """What a row says of a person; "" for what it does not say or what cannot be taken."""

    full_name: str = ""
    gender: str = ""
    birth_date: str = ""
    phone: str = ""
    email: str = ""
    nspp: str = ""
    regency: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row as it stands in the file; `is_aside`: it is none of the list's (R4)."""

    number: int
    cells: Mapping[Column, Value] = field(default_factory=dict)
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row with its verdict."""

    number: int
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Caution, ...] = ()
    values: Values = field(default_factory=Values)
    school: School | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a verdict depends on besides the row."""

    schools: Schools
    today: dt.date
    grantable: frozenset[str] = frozenset()
    since_1904: bool = False
    has_nspp_column: bool = True


def listed(table: Table) -> list[ListedRow]:
    """Return the rows of a list, each cell by what its column holds."""
    return [_listed(row, table) for row in table.rows]


def _listed(row: Row, table: Table) -> ListedRow:
    if asides.is_aside(row, table):
        return ListedRow(row.number, is_aside=True)
    cells = {column: _in_short(_cell(row, column, table)) for column in Column}
    return ListedRow(
        row.number, {column: value for column, value in cells.items() if value is not None}
    )


def _in_short(value: Value) -> Value:
    """Return a value as far as it can be one: a whole page in a cell is not looked through."""
    return value[:LONGEST_CELL] if isinstance(value, str) else value


def _cell(row: Row, column: Column, table: Table) -> Value:
    if column not in SEVERAL:
        return table.value(row, column)
    values = table.values(row, column)
    said = (
        each for each in values if not (isinstance(each, str) and is_nothing(clean_typed(each)))
    )
    return next(said, values[0] if values else None)


def judged_alone(row: ListedRow, around: Circumstances) -> JudgedRow:
    """Return the verdict on a row by itself, as if it were the only one of its file."""
    if row.is_aside or asides.is_nobody(row.cells):
        return JudgedRow(row.number, Outcome.SKIP)
    name = _read(row, Column.NAME, read_name)
    gender = _read(row, Column.GENDER, read_gender)
    birth = _read(
        row,
        Column.BIRTH,
        lambda value: read_birth(value, today=around.today, since_1904=around.since_1904),
    )
    phone = _read(row, Column.PHONE, read_phone)
    email = _read(row, Column.EMAIL, read_email)
    role = _read(row, Column.ROLE, lambda value: read_role(value, around.grantable))
    place = _place(row, around)
    reads = (name, gender, birth, phone, email, role)
    reasons = once([*(read.reasons for read in reads), place.reasons])
    warnings = [warning for read in reads for warning in read.warnings]
    if phone == email == Read():
        warnings.append(Caution.CONTACT_MISSING)
    return JudgedRow(
        row.number,
        Outcome.REJECT if reasons else Outcome.ACCEPT,
        reasons,
        tuple(warnings),
        Values(
            full_name=name.value,
            gender=gender.value,
            birth_date=birth.value,
            phone=phone.value,
            email=email.value,
            nspp=place.nspp,
            regency=place.regency,
            role=role.value,
        ),
        place.school,
    )


def _read(row: ListedRow, column: Column, read: Callable[[Value], Read]) -> Read:
    value = row.cells.get(column)
    fault = of_formula(value)
    return Read("", (fault,)) if fault else read(value)


def _place(row: ListedRow, around: Circumstances) -> Place:
    # Of a name that stands beside an NSPP, nothing is taken.
    used = (Column.NSPP if around.has_nspp_column else Column.PESANTREN, Column.REGENCY)
    cells = {column: row.cells.get(column) for column in used}
    faults = [fault for value in cells.values() if (fault := of_formula(value))]
    if faults:
        return Place(reasons=tuple(faults))
    return read_place(
        nspp=cells.get(Column.NSPP),
        name=cells.get(Column.PESANTREN),
        regency=cells.get(Column.REGENCY),
        has_nspp_column=around.has_nspp_column,
        schools=around.schools,
    )


def count_people(rows: Iterable[JudgedRow]) -> int:
    """Return how many rows are about somebody."""
    return sum(row.outcome != Outcome.SKIP for row in rows)
