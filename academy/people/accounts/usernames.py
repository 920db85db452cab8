"""User names that a person can read, say and type: from the name, with digits."""

import re
import secrets
import unicodedata

from academy.core.text.typed import clean_typed

LETTERS_MOST = 14
# For names in another script: neutral words of good meaning.
_SPARE = ("santri", "peserta", "pelajar")
# Cut or joined names must not spell an insult in Indonesian, Javanese, Madurese or English.
_INSULTS = (
    "anjing", "anjir", "asu", "babi", "bajing", "bangsat", "bego", "bencong", "bodoh", "brengsek",
    "celeng", "cuk", "dancok", "entot", "gila", "goblo", "itil", "jancok", "jancuk", "jembut",
    "kafir", "kampret", "kimak", "kontol", "lonte", "maling", "memek", "monyet", "ngentot",
    "pantek", "patek", "pelacur", "pepek", "perek", "puki", "sundal", "taek", "tai", "tempik",
    "tolol", "setan", "iblis", "dajal",
    "anal", "anus", "arse", "bitch", "cock", "cunt", "dick", "fag", "fuck", "nazi", "nigg",
    "penis", "porn", "pussy", "rape", "sex", "shit", "slut", "tits", "whore",
)  # fmt: skip
_COMMON_FIRST = {
    "muhammad", "mohammad", "mochammad", "muchammad", "muhamad", "mohamad", "moh", "moch", "much",
    "muh", "m", "ahmad", "achmad", "siti", "nur", "abdul", "abd", "gus", "ning", "kh", "ny", "hj",
    "h", "ustadz", "ustadzah", "kyai", "nyai", "raden", "dr", "drs", "ir",
}  # fmt: skip


def _words(full_name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", clean_typed(full_name)).replace("'", "")
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    return [word for word in re.findall(r"[a-z]+", plain) if len(word) > 1]


def stem(full_name: str) -> str:
    """Return the readable part: the first telling word of the name, lower-case a–z.

    A neutral word stands in where the name has no Latin letters or would read badly.
    """
    words = _words(full_name)
    telling = [word for word in words if word not in _COMMON_FIRST]
    for word in (*telling, *words):
        text = word[:LETTERS_MOST]
        # Whole words of a name are the person's own; only what we cut could read badly.
        if not any(text == insult or (len(insult) > 3 and insult in text) for insult in _INSULTS):
            return text
    return secrets.choice(_SPARE)


def candidate(full_name: str, *, digits: int = 3) -> str:
    """Return a user name such as `sulastri482`; the caller makes sure that it is free."""
    number = secrets.randbelow(9 * 10 ** (digits - 1)) + 10 ** (digits - 1)
    return f"{stem(full_name)}{number}"
