"""Dates of birth, as people and spreadsheets write them (rule R8)."""

import datetime as dt
import re

from academy.sheets.cells import Value, cell_text, date_of, number_of
from courses.intake.reasons import Reason
from courses.intake.rules.findings import Read, Refusal, refused

YOUNGEST, OLDEST = 7, 100
_SERIALS = range(10_000, 60_001)
_NOTHING = re.compile(r"[-–—−\s]*|0")
_MIDNIGHT = re.compile(r"[T ]0?0[:.]00(?:[:.]00(?:\.0+)?)?$")
_NUMBERS = re.compile(r"(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})[ /.-]*([^\W\d_]+)[ /.,-]*'?(\d{4}|\d{2})")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "pebruari", "feb", "peb"),
    ("maret", "march", "mar", "mrt"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "agt", "ags", "agst", "agus", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}


def read_birth(value: Value, *, today: dt.date, since_1904: bool) -> Read:
    """Return the date of birth as ISO 8601; days come before months."""
    if isinstance(value, str) and _NOTHING.fullmatch(cell_text(value)):
        return Read()
    try:
        born = _day(value, since_1904)
    except Refusal as refusal:
        return refused(*refusal.reasons)
    if born is None:
        return Read()
    if born > today:
        return refused(Reason.DOB_FUTURE)
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return Read(born.isoformat()) if YOUNGEST <= age <= OLDEST else refused(Reason.DOB_OUT_OF_RANGE)


def with_day_first(text: str) -> str:
    """Return a date that was written month first, as in America, with its day first."""
    found = _NUMBERS.fullmatch(cell_text(text))
    return f"{found[2]}/{found[1]}/{found[3]}" if found else text


def is_day(text: str) -> bool | None:
    """Whether a text of three numbers is a day, its day first; None for other texts."""
    found = _NUMBERS.fullmatch(cell_text(text))
    if found is None or len(found[3]) < 4:
        return None
    try:
        dt.date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return False
    return True


def _day(value: Value, since_1904: bool) -> dt.date | None:
    """Return the day, None where there is none. Raises Refusal."""
    if value is None or (value == 0 and not isinstance(value, bool)):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool | dt.time):
        raise Refusal(Reason.DOB_INVALID)
    if isinstance(value, int | float):
        return _of_serial(value, since_1904)
    return _of_text(cell_text(value), since_1904)


def _of_serial(number: float | None, since_1904: bool) -> dt.date:
    found = None
    if number is not None and int(number) in _SERIALS:
        found = date_of(number, since_1904=since_1904)
    if found is None:
        raise Refusal(Reason.DOB_INVALID)
    return found.date()


def _of_text(text: str, since_1904: bool) -> dt.date:
    text = _MIDNIGHT.sub("", text.strip())
    if _SERIAL.fullmatch(text):
        return _of_serial(number_of(text.replace(",", ".")), since_1904)
    if found := _ISO.fullmatch(text):
        return _of_parts(found[3], int(found[2]), found[1])
    if found := _NUMBERS.fullmatch(text):
        return _of_parts(found[1], int(found[2]), found[3])
    if found := _NAMED.fullmatch(text):
        return _of_parts(found[1], _MONTH.get(found[2].casefold(), 0), found[3])
    raise Refusal(Reason.DOB_INVALID)


def _of_parts(day: str, month: int, year: str) -> dt.date:
    # Of two digits, a year that leaps: whether it has the day is not the question then.
    is_short = len(year) < 4
    reasons = [Reason.DOB_AMBIGUOUS] if is_short else []
    try:
        found = dt.date(2000 if is_short else int(year), month, int(day))
    except ValueError as error:
        raise Refusal(*reasons, Reason.DOB_INVALID) from error
    if is_short:
        raise Refusal(*reasons)
    return found
