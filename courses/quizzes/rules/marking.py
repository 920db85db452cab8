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

from academy.core.figures import number, readings
from academy.core.typed import without_invisible
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
# As many signs are typed as one: hyphens, dashes and the minus of a calculator.
_DASHES = str.maketrans(
    dict.fromkeys("\N{HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}", "-")
)
# A dash before a figure, and what makes it one between two words or figures ("ISO-100", "3 -4").
_BEFORE_FIGURE = re.compile(r"(\d\s*|\w)?-(?=\d)")
_BELOW_ZERO = "\N{MINUS SIGN}"
# Keyboards put a blank behind a word that they proposed: "A +", "C ++", "- 5", "covid -19".
_BLANK_BEFORE_SIGN = re.compile(r"(?<=[^\W\d_])\s+(?=\+\+|[+#]+\s*$)")
_BLANK_AFTER_MINUS = re.compile(r"^(\s*)-\s+(?=\d)")
_WORD_AND_FIGURE = re.compile(r"[^\W\d_]-\d")
_BLANK_BEFORE_HYPHEN = re.compile(r"(?<=[^\W\d_])\s+-(?=\d)")
# Letters and figures, what stands between two figures, a minus, and "++" or "#" behind a letter.
_TELLING = re.compile(
    rf"[^\W_]+|(?<=\d)[\W_]+(?=\d)|{_BELOW_ZERO}(?=\d)|(?<=[^\W\d_])[+#]+(?![^\W\d_])"
)


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
    if _WORD_AND_FIGURE.search(accepted.translate(_DASHES)):
        given = _BLANK_BEFORE_HYPHEN.sub("-", given.translate(_DASHES))
    return plain(given) == plain(accepted) or number(accepted) in readings(given)


def plain(text: str) -> str:
    """Return `text` as it is compared: without case, width, spaces, and signs around words.

    Signs that make another answer stay: between two figures ("3/4" is not "34"), a minus before
    one ("-5" is not "5", while "+5" is), and "+" or "#" directly behind a letter ("C++" is not
    "C"). Where there is nothing but signs they are the answer ("@").
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(_DASHES)
    text = _BLANK_BEFORE_SIGN.sub("", _BLANK_AFTER_MINUS.sub(r"\1-", text))
    text = _BEFORE_FIGURE.sub(lambda found: found[0] if found[1] else _BELOW_ZERO, text)
    return _without_blanks("".join(_TELLING.findall(text))) or _without_blanks(text)


def _without_blanks(text: str) -> str:
    return "".join(text.split())


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
    return _without_blanks(unicodedata.normalize("NFKC", without_invisible(text)).casefold())
