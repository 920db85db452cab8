"""What people type in one line, cleaned as it is stored: in fields, searches and sign-in alike.

Texts of several lines (reasons, answers, messages) stay as they were written.
"""

import re
import unicodedata

_APOSTROPHES = str.maketrans({"`": "'", "’": "'", "‘": "'", "ʼ": "'"})
# Control signs, zero-width signs and marks of writing direction: pasted texts bring them along.
_INVISIBLE = re.compile("[\0-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def clean_typed(text: str) -> str:
    """Return `text` with plain signs and digits, single spaces and nothing invisible (R5)."""
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    return " ".join(plain_digits(_INVISIBLE.sub("", text)).split())


def plain_digits(text: str) -> str:
    """Return `text` with the digits of other scripts (٠١٢, full-width) as 0–9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def only_digits(text: str) -> str:
    """Return the digits of a number that is known by them alone: an NSPP, a phone."""
    return re.sub(r"\D", "", clean_typed(text))


def only_code(text: str) -> str:
    """Return a code as codes are written: capitals and digits, nothing between them."""
    return "".join(sign for sign in clean_typed(text).upper() if sign.isascii() and sign.isalnum())
