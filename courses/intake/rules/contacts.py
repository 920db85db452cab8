"""Telephone numbers and e-mail addresses (rules R9, R10)."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from academy.core.text.typed import clean_typed
from academy.people.particulars.nspp import whole_number
from academy.people.particulars.phones import is_mobile, normalise_phone
from academy.sheets.cells import Value, cell_text, unwrapped
from courses.intake.reasons import Caution, Reason
from courses.intake.rules.findings import Read, Refusal, is_broken_number, is_nothing, refused

EMAIL_LENGTH = 254
# Fewer digits are a part of a number: 021/555 1234.
_WHOLE = 8
# More are no single number.
_LONGEST = 15
_LABEL = re.compile(
    r"(?<![^\W\d_])(?:no|nomor|nmr|hp|handphone|wa|whatsapp|telp?|tlp|telepon|phone|mobile|ponsel"
    r"|kontak|call|sms|rumah|kantor|pribadi|aktif|ibu|bapak|bpk|ayah|wali|ortu|orang tua|santri)"
    r"(?![^\W\d_])[\s.:]*",
    re.I,
)
_REMARK = re.compile(r"\([^()\d]*\)|\[[^\[\]\d]*\]")
_LINES = re.compile(r"[\r\n]+")
# Digits among letters are no digits of the number, and what they are is not guessed: (WA 2).
_UNCLEAR = re.compile(r"\([^()]*[^\W\d_][^()]*\)")
_APART = re.compile(r"[/;,&|\\]|\b(?:dan|atau|and|or)\b|(?<=\d)\s*(?=\+)", re.I)
# What people write between digits; nothing else is passed over.
_SIGNS = re.compile(r"[\d\s+().\-‐‑‒–—−_·•/]*")


def read_phone(value: Value) -> Read:
    """Return the first number as E.164. Letters are never taken for digits."""
    try:
        parts = _parts(value)
        if not parts:
            return Read()
        number = _number(parts[0])
    except Refusal as refusal:
        return refused(*refusal.reasons)
    warnings = []
    if len(parts) > 1:
        warnings.append(Caution.PHONE_MULTIPLE)
    if not is_mobile(number):
        warnings.append(Caution.PHONE_NOT_MOBILE)
    return Read(number, (), tuple(warnings))


def _parts(value: Value) -> list[str]:
    """Return each number of a cell without labels. Raises Refusal."""
    if is_broken_number(value):
        raise Refusal(Reason.PHONE_INVALID)
    if isinstance(value, str):
        text = unwrapped(clean_typed(_LINES.sub(" ; ", value.strip())))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        text = cell_text(value)
    elif value is None:
        return []
    else:
        raise Refusal(Reason.PHONE_INVALID)
    if is_nothing(text):
        return []
    whole = whole_number(text)
    if whole is None:
        raise Refusal(Reason.PHONE_LOSSY)
    text = _REMARK.sub(" ", whole)
    if any(0 < _digits(found) < _WHOLE for found in _UNCLEAR.findall(text)):
        raise Refusal(Reason.PHONE_INVALID)
    return _separate(_LABEL.sub(" ", text))


def _separate(text: str) -> list[str]:
    parts = [part.strip() for part in _APART.split(text)]
    parts = [part for part in parts if part]
    if parts and _digits(parts[0]) >= _WHOLE:
        numbers = [_runs(part) for part in parts if _digits(part)]
        return [number for run in numbers for number in run]
    joined = " ".join(parts) if _digits(text) <= _LONGEST else text
    return _runs(joined) if joined else []


def _runs(text: str) -> list[str]:
    """Return numbers that only blanks or a dash stand between."""
    words = text.split()
    if _digits(text) <= _LONGEST - 1:
        return [text]
    for place in range(1, len(words)):
        first, rest = " ".join(words[:place]), " ".join(words[place:]).lstrip("-–— ")
        if _digits(rest) >= _WHOLE and _is_number(first):
            return [first, rest]
    return [text]


def _digits(text: str) -> int:
    return sum(sign.isdecimal() for sign in text)


def _is_number(text: str) -> bool:
    try:
        _number(text)
    except Refusal:
        return False
    return True


def _number(text: str) -> str:
    """Return one number as E.164. Raises Refusal."""
    if not _SIGNS.fullmatch(text) or text.lstrip().startswith("-"):
        raise Refusal(Reason.PHONE_INVALID)
    try:
        return normalise_phone(text)
    except ValueError as error:
        raise Refusal(Reason.PHONE_INVALID) from error


def read_email(value: Value) -> Read:
    """Return the address in small letters; what stands for none is none."""
    text = clean_typed(value if isinstance(value, str) else cell_text(value)).lower()
    if is_nothing(text):
        return Read()
    try:
        validate_email(text)
    except ValidationError:
        return refused(Reason.EMAIL_INVALID)
    return Read(text) if len(text) <= EMAIL_LENGTH else refused(Reason.EMAIL_INVALID)
