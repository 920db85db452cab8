"""How an answer is marked. Pure: a frozen question's key and an answer in, a share out.

The key of a question, as `courses.quizzes.queries.freeze` makes it:
    options   {id: {"correct": bool, "feedback": str}}   single, multiple, true_false
    accepted  [str]                                      short_text
    number, tolerance                                    number (as text, exact)
    right, wrong                                         what is said, short_text and number
"""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Any

from academy.core.typed import plain_digits, without_invisible
from cms.models import QuestionKind

CHOICES = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE})
# Letters and figures, and what stands between two figures.
_TELLING = re.compile(r"[^\W_]+|(?<=\d)[\W_]+(?=\d)")
_MINUS = str.maketrans({"\N{MINUS SIGN}": "-", "–": "-"})
_NUMBER = re.compile(r"-?\d[\d.,]*")
# "Rp" before, ",-" and a unit behind are how people write figures; they are not the figure.
_AROUND = re.compile(r"^(?:rp\.?)?(-?[\d.,]*\d)[.,]?-*(?:[^\W\d_]|%|°)*$", re.IGNORECASE)


def share(kind: str, key: dict[str, Any], answer: dict[str, Any]) -> Fraction:
    """Return the share of the points, 0 to 1, that `answer` earns."""
    if kind in CHOICES:
        chosen = set(answer.get("options", []))
        return _share_of_choices(kind, key["options"], chosen)
    if kind == QuestionKind.SHORT_TEXT:
        text = answer.get("text", "")
        return Fraction(bool(plain(text)) and any(_is_same(text, one) for one in key["accepted"]))
    return Fraction(_is_near(key, answer.get("number", "")))


def _share_of_choices(kind: str, options: dict[str, Any], chosen: set[str]) -> Fraction:
    right = {option for option, said in options.items() if said["correct"]}
    if kind != QuestionKind.MULTIPLE:
        return Fraction(len(chosen) == 1 and chosen <= right)
    if not right:
        return Fraction(0)
    # Choosing everything must not pay: each wrong choice takes a right one back.
    return max(Fraction(0), Fraction(len(chosen & right) - len(chosen - right), len(right)))


def _is_near(key: dict[str, Any], text: str) -> bool:
    given = number(text)
    if given is None:
        return False
    return abs(given - Decimal(key["number"])) <= Decimal(key["tolerance"])


def _is_same(given: str, accepted: str) -> bool:
    figure = number(given)
    return plain(given) == plain(accepted) or (figure is not None and figure == number(accepted))


def plain(text: str) -> str:
    """Return `text` as it is compared: without case, width, spaces, and signs around words.

    A sign between two figures makes another answer of them ("3/4" is not "34"), and where
    there is nothing but signs they are the answer ("@").
    """
    text = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return "".join(_TELLING.findall(text)) or text


def number(text: str) -> Decimal | None:
    """Return the number that `text` says as Indonesians write it; None if it says none.

    "1.000" is a thousand and "1,5" one and a half; "1.5" can only be one and a half too.
    "Rp50.000" and "45 derajat" are read as their figures, and Arabic digits as digits.
    """
    text = unicodedata.normalize("NFKC", without_invisible(text)).translate(_MINUS)
    text = "".join(plain_digits(text).split())
    found = _AROUND.match(text)
    if found is None or not _NUMBER.fullmatch(found[1]):
        return None
    figure = _with_point(found[1])
    return None if figure is None else Decimal(figure)


def _with_point(text: str) -> str | None:
    """Return `text` with a decimal point and no separators of thousands, or None."""
    # The decimal sign is the last of two kinds, or a comma, or a dot not before thousands.
    for decimal, thousands in ((",", "."), (".", ",")):
        whole, sign, rest = text.partition(decimal)
        if not rest.isdigit() and sign:
            continue
        if not sign and decimal == ".":
            continue
        if thousands in whole and not _is_grouped(whole, thousands):
            continue
        return whole.replace(thousands, "") + ("." + rest if sign else "")
    # Two commas or more can only stand between thousands.
    return text.replace(",", "") if _is_grouped(text, ",") else None


def _is_grouped(text: str, sign: str) -> bool:
    first, *groups = text.lstrip("-").split(sign)
    return 0 < len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in groups)
