"""How an answer is marked. Pure: a frozen question's key and an answer in, a share out.

The key of a question, as `courses.quizzes.rules.keys` makes it; each `share` is text, exact:
    options   {id: {"correct": bool, "share": str, "feedback": str}}   choices
    answers   [{"text", "share", "feedback"}]                          short_text
    answers   [{"text", "tolerance", "share", "feedback"}], units      number (figures as text)
    places    {id of an item: what belongs to it, or its place}        match, ordering
"""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

from academy.core.text.alike import is_alike, plain, without_blanks
from academy.core.text.figures import number, readings
from academy.core.text.typed import without_invisible
from cms.models import QuestionKind

CHOICES = frozenset(
    {
        QuestionKind.SINGLE,
        QuestionKind.MULTIPLE,
        QuestionKind.TRUE_FALSE,
        QuestionKind.HOTSPOT,
    }
)
PLACED = frozenset({QuestionKind.MATCH, QuestionKind.ORDERING})
ANY_OTHER = "*"


def share(kind: str, key: dict[str, Any], answer: dict[str, Any]) -> Fraction:
    """Return the share of the points, 0 to 1, that `answer` earns."""
    if kind in CHOICES:
        earned = _of_choices(kind, key["options"], set(answer.get("options", [])))
    elif kind in PLACED:
        earned = _of_places(key["places"], answer.get("places", {}))
    else:
        said = said_to(kind, key, answer)
        earned = Fraction(said["share"]) if said else Fraction(0)
    return min(Fraction(1), max(Fraction(0), earned))


def _of_choices(kind: str, options: dict[str, Any], chosen: set[str]) -> Fraction:
    if kind != QuestionKind.MULTIPLE:
        (one,) = chosen if len(chosen) == 1 else ("",)
        return Fraction(options[one]["share"]) if one in options else Fraction(0)
    # Choosing everything must not pay: what is wrong takes something back.
    shares = (options[one]["share"] for one in chosen if one in options)
    return sum((Fraction(text) for text in shares), Fraction(0))


def _of_places(key: dict[str, str], placed: dict[str, str]) -> Fraction:
    right = sum(bool(place) and placed.get(item) == place for item, place in key.items())
    return Fraction(right, len(key)) if key else Fraction(0)


def said_to(kind: str, key: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any] | None:
    """Return which of the accepted answers a text or a figure is; None if it is none of them."""
    given = answer.get("text" if kind == QuestionKind.SHORT_TEXT else "number", "")
    if kind == QuestionKind.SHORT_TEXT:
        is_one = partial(_is_accepted, given)
        is_any = bool(plain(given))
    else:
        is_one = partial(_is_near, quantities(given, key.get("units", {})))
        is_any = bool(given)
    found = [one for one in key["answers"] if one["text"] != ANY_OTHER and is_one(one)]
    if not found and is_any:
        found = [one for one in key["answers"] if one["text"] == ANY_OTHER]
    return max(found, key=lambda one: Fraction(one["share"]), default=None)


def _is_near(given: list[Decimal], accepted: dict[str, Any]) -> bool:
    right, tolerance = Decimal(accepted["text"]), Decimal(accepted["tolerance"])
    return any(abs(one - right) <= tolerance for one in given)


def _is_accepted(given: str, accepted: dict[str, Any]) -> bool:
    return bool(plain(given)) and _is_same(given, accepted["text"])


def _is_same(given: str, accepted: str) -> bool:
    if ANY_OTHER in accepted:
        # A part that may be anything, as other systems write it: *kuning*.
        parts = (re.escape(plain(part)) if part.strip() else "" for part in accepted.split("*"))
        return re.fullmatch(".*".join(parts), plain(given)) is not None
    return is_alike(given, accepted)


def quantities(text: str, units: dict[str, str]) -> list[Decimal]:
    """Return the numbers that `text` may mean in the first of `units`; none if it says none.

    `units` says of each how many make one of the first. Without a unit, or with one that is
    not among them, the number is taken as one of the first.
    """
    bare = _bare(text)
    for name in sorted(units, key=len, reverse=True):
        unit = _bare(name)
        if unit and bare.endswith(unit) and bare[: -len(unit)][-1:].isdecimal():
            figure = number(bare.removesuffix(unit))
            return [] if figure is None else [figure / Decimal(units[name])]
    return readings(text)


def _bare(text: str) -> str:
    return without_blanks(unicodedata.normalize("NFKC", without_invisible(text)).casefold())
