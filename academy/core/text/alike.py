"""Whether two answers in words say the same: what a thumb adds is left out, what tells is not."""

import re
import unicodedata

from academy.core.text.figures import number, readings

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


def is_alike(given: str, accepted: str) -> bool:
    """Say whether `given` says what `accepted` says, as words or as a figure."""
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
    return without_blanks("".join(_TELLING.findall(text))) or without_blanks(text)


def without_blanks(text: str) -> str:
    """Return `text` without white space of any kind."""
    return "".join(text.split())
