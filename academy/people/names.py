"""Name keys for finding the same person under another spelling (import rule R14)."""

import re
import unicodedata

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
_APOSTROPHES = str.maketrans({"`": "'", "’": "'", "‘": "'", "ʼ": "'"})
# Zero-width signs and marks of writing direction, which pasted names bring along.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_HALVES = frozenset({"abd", "abdul", "m", "moh", "moch", "muh", "much"})
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


def clean_name(text: str) -> str:
    """Return `text` with one kind of apostrophe, single spaces, nothing invisible (R5)."""
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    return " ".join(_INVISIBLE.sub("", text).split())


def name_key(name: str) -> str:
    """Return the key under which two spellings of one name are equal (rule R14).

    Case, punctuation and spaces do not count; M./Moh./Muh. are muhammad, Abd. is abdul.
    """
    text = clean_name(name).casefold().replace("'", "")
    words = re.findall(r"[^\W_]+", text)
    return "".join(_SPELLINGS.get(word, word) for word in words)
