"""The number of a pesantren in the ministry's statistics: twelve digits (import rule R11)."""

import re

from academy.core.text.typed import clean_typed

NSPP_DIGITS = 12
MISSING, INVALID, LOSSY = "nspp_missing", "nspp_invalid", "nspp_lossy"
_NOTHING = re.compile(r"[-–—0.]*|n/?a|tidak ada|belum ada", re.I)
_LABEL = re.compile(
    r"^(?:(?:no|nomor|kode)\b[.\s]*)?(?:nspp|nsp|statistik|pesantren)?\b[.:\s#-]*", re.I
)
_BETWEEN = re.compile(r"[\s.,/_·–—-]")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?\s*e\s*\+?\s*(\d{1,3})", re.I)
# A number that another program has written out with its point.
_POINT = re.compile(r"(\d{10,})[.,]0{1,2}")


class NsppUnreadable(ValueError):
    """`reason` is one of MISSING, INVALID, LOSSY."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def whole_number(text: str) -> str | None:
    """Return the digits of a number that was written out as a decimal or scientifically; the text
    as it is where it was not, None where digits of it are lost."""
    if found := _POINT.fullmatch(text):
        return found[1]
    if (found := _SCIENTIFIC.fullmatch(text)) is None:
        return text
    digits = found[1] + (found[2] or "")
    return digits if len(digits) == int(found[3]) + 1 else None


def read_nspp(text: str) -> str:
    """Return the twelve digits that `text` writes; nothing is filled up and nothing guessed.

    Raises NsppUnreadable.
    """
    text = clean_typed(text).removeprefix("'").strip()
    if _NOTHING.fullmatch(text):
        raise NsppUnreadable(MISSING)
    whole = whole_number(_LABEL.sub("", text))
    if whole is None:
        raise NsppUnreadable(LOSSY)
    digits = _BETWEEN.sub("", whole)
    if len(digits) != NSPP_DIGITS or not digits.isdecimal():
        raise NsppUnreadable(INVALID)
    return digits
