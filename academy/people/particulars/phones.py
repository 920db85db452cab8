"""Indonesian telephone numbers: `0812…`, `+62 812…` and `62812…` are one number."""

import re

import phonenumbers

from academy.core.text.typed import clean_typed

# A letter among digits is a slip for one of them: O812. Which one is not guessed.
_GLUED = re.compile(r"\d[^\W\d_]|[^\W\d_]\d")
_MOBILE = (
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
)


def normalise_phone(text: str) -> str:
    """Return `text` as E.164 (`+62812…`).

    Raises ValueError where it is not a possible number of Indonesia.
    """
    text = clean_typed(text)
    if _GLUED.search(text):
        raise ValueError(text)
    digits = re.sub(r"[^\d+]", "", text)
    digits = digits.removeprefix("00") if digits.startswith("0062") else digits
    if digits.startswith("8"):
        digits = "0" + digits
    elif digits.startswith(("620", "+620")):
        digits = digits[digits.index("620") + 2 :]
    elif digits.startswith("62"):
        digits = "+" + digits
    try:
        number = phonenumbers.parse(digits, "ID")
    except phonenumbers.NumberParseException as error:
        raise ValueError(text) from error
    if number.country_code != 62 or not phonenumbers.is_valid_number(number):
        raise ValueError(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_mobile(number: str) -> bool:
    """Whether an E.164 number may be one of a mobile phone, which gets messages."""
    kind = phonenumbers.number_type(phonenumbers.parse(number, "ID"))
    return kind in _MOBILE


def national_phone(number: str) -> str:
    """Return an E.164 number as people here write it (`0812-3456-7890`); "" for ""."""
    if not number:
        return ""
    parsed = phonenumbers.parse(number, "ID")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
