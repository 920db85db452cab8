"""Figures as people and programs write them."""

import re
from decimal import Decimal

_FIGURE = re.compile(r"[+-]?(?:\d{1,40}(?:[.,]\d{0,40})?|[.,]\d{1,40})(?:[eE][+-]?\d{1,2})?", re.A)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3}){0,8}(?!\1)[.,]\d{1,20}", re.A)


def figure(text: str) -> Decimal | None:
    """Return the number that `text` is, with a point or a comma for decimals, else None."""
    text = text.strip().replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", "")
    if grouped := _THOUSANDS.fullmatch(text):
        text = text.replace(grouped[1], "")
    if not _FIGURE.fullmatch(text):
        return None
    return Decimal(text.replace(",", "."))


def written(number: Decimal) -> str:
    """Return `number` as files write it: a point for decimals, no exponent, no idle zeros."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
