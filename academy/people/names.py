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
