"""Indonesian telephone numbers: `0812…`, `+62 812…` and `62812…` are one number."""

import re

import phonenumbers

from academy.core.typed import clean_typed


def normalise_phone(text: str) -> str:
    """Return `text` as E.164 (`+62812…`).

    Raises ValueError where it is not a possible number of Indonesia.
    """
    digits = re.sub(r"[^\d+]", "", clean_typed(text))
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


def national_phone(number: str) -> str:
    """Return an E.164 number as people here write it (`0812-3456-7890`); "" for ""."""
    if not number:
        return ""
    parsed = phonenumbers.parse(number, "ID")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
