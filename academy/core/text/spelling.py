"""Words are found in long texts whichever apostrophe a keyboard or a word processor has put in.

What is typed in one line is stored with the plain one; texts of several lines and of lessons stay
as they were written: "Ma'ruf" and "Ma’ruf" are one word all the same.
"""

from django.db.models import Q

from academy.core.text.typed import APOSTROPHES, PLAIN_APOSTROPHE


def folded(text: str) -> str:
    """Return `text`, sign for sign, as words are looked for in it: small, with one apostrophe."""
    return text.lower().translate(APOSTROPHES)


def holding(word: str, *fields: str) -> Q:
    """Return the condition that one of `fields` holds `word` with any apostrophe."""
    plain = word.translate(APOSTROPHES)
    signs = [PLAIN_APOSTROPHE, *map(chr, APOSTROPHES)] if PLAIN_APOSTROPHE in plain else [""]
    found = Q()
    for sign in signs:
        spelled = plain.replace(PLAIN_APOSTROPHE, sign) if sign else plain
        for field in fields:
            found |= Q(**{f"{field}__icontains": spelled})
    return found
