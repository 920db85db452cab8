"""Six-digit PINs: which are too easy to guess, and which are made by chance; entry codes."""

import datetime as dt
import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from academy.core.codes import ALPHABET, short_code, six_digits

PIN_DIGITS = 6
# What people choose first, beside runs and repetitions.
_FAVOURITES = {"112358", "314159", "121314", "101112", "246810", "135790", "170845", "159357"}
_FAVOURITES |= {"147258", "258369", "147369", "123654", "124578", "696969", "420420", "131313"}
# Three groups of four: what is printed where six digits would be guessed. With two digits at
# least, so that three words of four letters are no such code.
_ENTRY_CODE = re.compile(rf"[{ALPHABET}]{{4}}(?:[- ][{ALPHABET}]{{4}}){{2}}")
_ENTRY_DIGITS = 2
_RISING = "0123456789012345"
_FALLING = _RISING[::-1]


def is_pin(text: str) -> bool:
    """Say whether `text` is a PIN: six digits 0–9."""
    return len(text) == PIN_DIGITS and text.isascii() and text.isdecimal()


def is_entry_code(text: str) -> bool:
    """Say whether `text` is written like an entry code. Nobody may choose such a password."""
    digits = sum(sign.isdecimal() for sign in text)
    return digits >= _ENTRY_DIGITS and _ENTRY_CODE.fullmatch(text.upper()) is not None


def as_entry_code(text: str) -> str:
    """Return an entry code as it was printed, however it was typed."""
    return text.upper().replace(" ", "-")


def why_obvious(
    pin: str, *, birth_on: dt.date | None = None, phone: str = ""
) -> str | Promise | None:
    """Return a translatable sentence that says why `pin` is too easy, or None if it is not."""
    if len(set(pin)) <= 2:
        return _("This PIN has only one or two different digits. Choose a more varied one.")
    if pin in _RISING or pin in _FALLING:
        return _("This PIN is a run of digits, which is guessed first. Choose another one.")
    if pin[:3] == pin[3:] or pin[:2] == pin[2:4] == pin[4:] or pin == pin[::-1]:
        return _("This PIN repeats itself, which is guessed early. Choose another one.")
    if birth_on and pin in _dates(birth_on):
        return _("This PIN is your date of birth, which others know. Choose another one.")
    if phone and phone.endswith(pin):
        return _("This PIN is the end of your phone number, which others know. Choose another one.")
    if pin in _FAVOURITES:
        return _("Many people choose this PIN, so it is guessed early. Choose another one.")
    return None


def random_pin() -> str:
    """Return a PIN made by chance that is not an obvious one."""
    while why_obvious(pin := six_digits()):
        pass
    return pin


def random_entry_code() -> str:
    """Return a code made by chance that cannot be guessed at any pace (58 bits)."""
    while not is_entry_code(code := "-".join(short_code(4) for _group in range(3))):
        pass
    return code


def _dates(day: dt.date) -> set[str]:
    """Return the ways to write a date with six digits."""
    forms = ("%d%m%y", "%m%d%y", "%y%m%d", "%d%y%m", "%m%Y", "%Y%m")
    return {day.strftime(form) for form in forms}
