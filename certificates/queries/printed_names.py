"""The name that is printed beside the one that is registered: who checks it sees both."""

from academy.core.text.typed import clean_typed
from academy.people.models import User

# What stands before a name here. With their dot alone, these are titles; without it, letters.
_BEFORE = frozenset(
    (
        *("prof", "profesor", "professor", "dr", "doktor", "drg", "drh", "dra", "drs", "ir"),
        *("hj", "hajjah", "kh", "rkh", "tgh", "tgk", "nyai", "kyai", "kiai", "gus", "ning", "lora"),
        *("ust", "ustadz", "ustaz", "ustadzah", "ustazah", "habib", "syekh", "syaikh"),
    )
)
_WITH_DOT = frozenset({"h.", "k.", "hc."})


def differs(user: User, printed: str = "") -> bool:
    """Whether what is printed (by default: as the profile says now) is not the registered name."""
    return clean_typed(printed or user.printed_name) != clean_typed(user.full_name)


def titles(name: str) -> list[str]:
    """Return the titles before a name and the degrees after it, as they are written."""
    before, *after = name.split(",")
    found = [
        word
        for word in before.replace(".", ". ").split()
        if word.lower().strip(".") in _BEFORE or word.lower() in _WITH_DOT
    ]
    return found + [one.strip() for one in after if one.strip()]


def unregistered_titles(user: User, printed: str = "") -> list[str]:
    """Return the titles on the certificate that the registered name and title do not have."""
    registered = [*titles(user.full_name), *user.title.replace(",", " ").split()]
    known = {_plain(one) for one in registered}
    return [one for one in titles(printed or user.printed_name) if _plain(one) not in known]


def _plain(title: str) -> str:
    return "".join(sign for sign in title.casefold() if sign.isalpha())
