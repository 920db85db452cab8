"""What people type in one line, cleaned as it is stored: in fields, searches and sign-in alike.

Texts of several lines (reasons, answers, messages) stay as they were written.
"""

import re
import unicodedata
from uuid import UUID

# As many as a key of a row, or the bytes of a file, ever has.
MOST_DIGITS = 18
PLAIN_APOSTROPHE = "'"
APOSTROPHES = str.maketrans({"`": "'", "’": "'", "‘": "'", "ʼ": "'"})
# Control signs, zero-width signs, marks of writing direction, fillers, variation selectors and
# tags: pasted texts bring them along. Blanks, tabs and ends of lines stay.
_INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def clean_typed(text: str) -> str:
    """Return `text` with plain signs and digits, single spaces and nothing invisible (R5)."""
    if text.isascii() and text.isprintable():
        return " ".join(text.translate(APOSTROPHES).split())
    text = unicodedata.normalize("NFKC", without_invisible(text)).translate(APOSTROPHES)
    return " ".join(plain_digits(without_invisible(text)).split())


def without_invisible(text: str) -> str:
    """Return `text` without what a pasted text brings along unseen."""
    return _INVISIBLE.sub("", text)


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


def whole_of(text: str, *, digits: int = MOST_DIGITS) -> int | None:
    """Return the whole number that `text` writes in digits alone.

    None where it is none, or longer than `digits`, which is all that is ever stored: what a form
    brings may be anything, and Python refuses to read thousands of digits.
    """
    is_whole = text.isascii() and text.isdecimal() and len(text) <= digits
    return int(text) if is_whole else None


def uuid_of(text: str) -> UUID | None:
    """Return the id that `text` is, None where it is none: what a form brings may be anything."""
    try:
        return UUID(text)
    except ValueError:
        return None
