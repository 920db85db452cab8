"""The question as it was sent: read, or refused with a sentence that says what is wrong."""

import json
import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Never

from courses.admission.proposal.asked import (
    BY,
    EACH,
    LARGEST,
    Applicant,
    Asked,
    Id,
    Quota,
    Value,
    draw,
    kind,
)

MOST_APPLICANTS = 20_000
# More digits than any rubric gives, and few enough to be compared without rounding.
LONGEST_WHOLE = 30
LONGEST_DECIMALS = 40
_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_QUOTA_KEYS = {"by", "value", "least", "most"}


class Unreadable(ValueError):
    """The question cannot be answered; the text says why, for whoever asked."""


def read(text: str) -> Asked:
    """Return what is asked in `text`, which is JSON; raise `Unreadable` where it is not sound."""
    try:
        sent = json.loads(text, parse_float=Decimal, parse_constant=_not_a_number)
    except Unreadable:
        raise
    except RecursionError:
        raise Unreadable(
            "The input is not JSON that can be read: it is nested too deeply."
        ) from None
    except InvalidOperation:
        raise Unreadable("A number in the input has too many digits.") from None
    except ValueError as error:
        raise Unreadable(f"The input is not JSON that can be read: {error}.") from None
    return checked(sent)


def checked(sent: Any) -> Asked:
    """Return what is asked by `sent`, the decoded question; raise `Unreadable` likewise."""
    if not isinstance(sent, dict):
        raise Unreadable("The input has to be an object with seats, quotas and applicants.")
    seats = _count(_of(sent, "seats", "The input"), "“seats”")
    seed = sent.get("seed", "")
    if isinstance(seed, bool) or not isinstance(seed, str | int):
        raise Unreadable("“seed” has to be a text or a whole number.")
    quotas = _quotas(_list_of(sent, "quotas"))
    return Asked(seats, quotas, _applicants(_list_of(sent, "applicants"), str(seed)), str(seed))


def _not_a_number(word: str) -> Never:
    raise Unreadable(f"{word} is not a number that can be compared. Write a score, or null.")


def _of(thing: dict[str, Any], key: str, name: str) -> Any:
    if key not in thing:
        raise Unreadable(f"{name} has no “{key}”.")
    return thing[key]


def _list_of(sent: dict[str, Any], key: str) -> list[dict[str, Any]]:
    listed = _of(sent, key, "The input")
    if not isinstance(listed, list):
        raise Unreadable(f"“{key}” has to be a list.")
    for number, thing in enumerate(listed, 1):
        if not isinstance(thing, dict):
            raise Unreadable(f"Number {number} of “{key}” has to be an object.")
    return listed


def _count(number: Any, name: str) -> int:
    if isinstance(number, bool) or not isinstance(number, int):
        raise Unreadable(f"{name} has to be a whole number.")
    if not 0 <= number <= LARGEST:
        raise Unreadable(f"{name} has to lie between 0 and {LARGEST}.")
    return number


def _quotas(sent: list[dict[str, Any]]) -> tuple[Quota, ...]:
    quotas: dict[tuple[str, str], Quota] = {}
    for number, thing in enumerate(sent, 1):
        quota = _quota(thing, f"Quota {number}")
        about = kind(quota.by, quota.value)
        if about in quotas:
            raise Unreadable(f"Two quotas are about the {quota.by} “{quota.value}”. Keep one.")
        quotas[about] = quota
    return tuple(quotas.values())


def _quota(sent: dict[str, Any], name: str) -> Quota:
    by = _of(sent, "by", name)
    if by not in BY:
        raise Unreadable(f"{name} is by something unknown. It can be by {', '.join(BY)}.")
    value = _value(_of(sent, "value", name), f"“value” of {name}")
    if value is None:
        raise Unreadable(f"{name} has no value. Write one, or “*” for each.")
    unknown = sorted(set(sent) - _QUOTA_KEYS)
    if unknown:
        raise Unreadable(f"{name} has the unknown key “{unknown[0]}”.")
    if "least" not in sent and "most" not in sent:
        raise Unreadable(f"{name} has no “least” and no “most”.")
    least, most = (
        None if sent.get(key) is None else _count(sent[key], f"“{key}” of {name}")
        for key in ("least", "most")
    )
    if least is not None and most is not None and least > most:
        raise Unreadable(f"{name} wants at least {least} and at most {most}.")
    return Quota(by, value, least, most)


def _applicants(sent: list[dict[str, Any]], seed: str) -> tuple[Applicant, ...]:
    if len(sent) > MOST_APPLICANTS:
        raise Unreadable(
            f"There are {len(sent)} applicants. A proposal is made for at most {MOST_APPLICANTS}."
        )
    found: dict[str, Applicant] = {}
    for number, thing in enumerate(sent, 1):
        applicant = _applicant(thing, f"Applicant {number}")
        if str(applicant.id) in found:
            raise Unreadable(f"Two applicants have the id “{applicant.id}”.")
        found[str(applicant.id)] = applicant
    return tuple(sorted(found.values(), key=lambda who: (-who.score, draw(seed, who.id))))


def _applicant(sent: dict[str, Any], name: str) -> Applicant:
    identity = _identity(_of(sent, "id", name), name)
    name = f"{name} (“{identity}”)"
    values = {by: _value(_of(sent, by, name), f"“{by}” of {name}") for by in BY}
    if EACH in values.values():
        raise Unreadable(f"{name} has “*” for a value, which stands for each value in quotas.")
    known = {by: value for by, value in values.items() if value is not None}
    return Applicant(identity, _score(_of(sent, "score", name), name), known)


def _identity(sent: Any, name: str) -> Id:
    if isinstance(sent, bool) or not isinstance(sent, str | int) or sent == "":
        raise Unreadable(f"“id” of {name} has to be a text or a whole number.")
    return sent


def _value(sent: Any, name: str) -> Value | None:
    """Return a value, or None where nothing is known: nobody shares an unknown pesantren."""
    if sent is None or isinstance(sent, bool | int):
        return sent
    if not isinstance(sent, str):
        raise Unreadable(f"{name} has to be a text, true, false or null.")
    return sent if sent.strip() else None


def _score(sent: Any, name: str) -> Fraction:
    """Return the score exactly as it was written; without one, nothing is added to the sum."""
    if sent is None:
        return Fraction(0)
    if isinstance(sent, bool) or not isinstance(sent, int | float | str | Decimal):
        raise Unreadable(f"The score of {name} has to be a number or null.")
    if isinstance(sent, str) and not _DECIMAL.fullmatch(sent.strip()):
        raise Unreadable(
            f"The score of {name} is “{sent[:40]}”. Write a number with a point, like 82.5."
        )
    score = Decimal(repr(sent) if isinstance(sent, float) else sent)
    if not score.is_finite():
        raise Unreadable(f"The score of {name} is not a number that can be compared.")
    if not score:
        return Fraction(0)  # also of 0e-99999999, whose digits are not to be counted
    least_digit, first_digit = int(score.as_tuple().exponent), score.adjusted()
    if least_digit < -LONGEST_DECIMALS or first_digit >= LONGEST_WHOLE:
        raise Unreadable(f"The score of {name} has too many digits.")
    return Fraction(score)
