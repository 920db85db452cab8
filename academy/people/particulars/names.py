"""Name keys for finding the same person under another spelling (import rule R14)."""

import re

from django.db.models import Q

from academy.core.text.typed import clean_typed, only_digits

FEWEST_LETTERS = 2
# Spelled out, abbreviations make a key longer than its name: "M. M. M. …".
KEY_LENGTH = 160
# Of a phone number, as many digits say whose it is.
FEWEST_DIGITS = 4

_SPELLINGS = {
    "m": "muhammad",
    "moh": "muhammad",
    "moch": "muhammad",
    "much": "muhammad",
    "muh": "muhammad",
    "mohammad": "muhammad",
    "mochammad": "muhammad",
    "muchammad": "muhammad",
    "mohamad": "muhammad",
    "muhamad": "muhammad",
    "mohammed": "muhammad",
    "muhammed": "muhammad",
    "abd": "abdul",
}
_HALVES = frozenset({"abd", "abdul", "m", "moh", "moch", "muh", "much"})
# "Child of" is written small; a number of a ruler or a class is not a word.
_SMALL = frozenset({"bin", "binti"})
_NUMERAL = re.compile(r"[IVX]+")
# At the beginning, after a hyphen and after a dot, not after an apostrophe.
_WORD_START = re.compile(r"(?<![^\W_])(?<!['’ʻʼ`])[^\W\d_]")
# Academic degrees of Indonesia stand after the name: S.Kom., M.Pd., A.Md., Lc., Ph.D.
_DEGREE = re.compile(r"(?:[SM]\.\s?[A-Z]|A\.\s?Md|Lc\b|MA\b|M\.?B\.?A\b|Ph\.?\s?D)")


def addressed(name: str, title: str) -> str:
    """Return `name` with its title: KH. Ahmad, but Ahmad, S.Pd.I., as one writes it here."""
    if _DEGREE.match(title):
        return f"{name}, {title}"
    return f"{title} {name}".strip()


def short_name(name: str) -> str:
    """Return what to call somebody: the first word, and the next where that is no name yet.

    M., Moh. and Abd. are abbreviations; Abdul alone means "servant of the".
    """
    words = name.split()
    end = 1
    while end < len(words) and (words[end - 1].endswith(".") or words[end - 1].lower() in _HALVES):
        end += 1
    return " ".join(words[:end])


def with_capitals(name: str) -> str:
    """Return `name` as one writes it on paper: Siti Nur'aini binti Ahmad.

    A word that mixes capitals and small letters is left as its owner writes it.
    """
    return " ".join(_capital(word) for word in name.split())


def _capital(word: str) -> str:
    if word.lower() in _SMALL:
        return word.lower()
    if _NUMERAL.fullmatch(word) or not (word.islower() or (word.isupper() and len(word) > 1)):
        return word
    return _WORD_START.sub(lambda found: found[0].upper(), word.lower())


def is_name(text: str) -> bool:
    """Whether cleaned `text` can be somebody's name: it has two letters."""
    return sum(sign.isalpha() for sign in text) >= FEWEST_LETTERS


def name_key(name: str) -> str:
    """Return the key under which two spellings of one name are equal (rule R14).

    Case, punctuation and spaces do not count; M./Moh./Muh. are muhammad, Abd. is abdul.
    """
    text = clean_typed(name).casefold().replace("'", "")
    words = re.findall(r"[^\W_]+", text)
    return "".join(_SPELLINGS.get(word, word) for word in words)[:KEY_LENGTH]


def matching(text: str, user: str = "", *, by_contact: bool = False) -> Q:
    """Return the condition for people whom `text` means; `user` leads there (`enrollment__user__`).

    By a part of the name under any spelling or the beginning of the user name. `by_contact`:
    also by the e-mail, or four digits or more of the phone; only for those who see both, since
    a number that cannot be read could be guessed digit by digit.
    """
    text = clean_typed(text)
    found = Q(**{f"{user}full_name__icontains": text})
    found |= Q(**{f"{user}username__startswith": text.lower()})
    if key := name_key(text):
        found |= Q(**{f"{user}name_key__contains": key})
    if not by_contact:
        return found
    found |= Q(**{f"{user}email": text.lower()})
    digits = only_digits(text).removeprefix("62").lstrip("0")
    if len(digits) >= FEWEST_DIGITS and not any(sign.isalpha() for sign in text):
        found |= Q(**{f"{user}phone__contains": digits})
    return found
