"""What has no place in the bank, or in a format.

A question that is taken and given again is held against what was read.
"""

import re
from decimal import Decimal

from django.utils.translation import gettext

from cms.formats import prose
from cms.formats.banked.giving import given
from cms.formats.banked.shape import ANY_OTHER, IMAGE
from cms.formats.banked.taking import taken
from cms.formats.written import Prose, WrittenQuestion


def lost(read: WrittenQuestion) -> list[str]:
    """Return what the bank has no place for of a question that was read, a sentence each."""
    banked = taken(read)
    if banked is None:
        return [gettext("The bank asks no questions of this kind; it is left out.")]
    return differences(read, given(banked))


def differences(before: WrittenQuestion, after: WrittenQuestion) -> list[str]:
    """Return what of `before` is no more in `after`, in words."""
    said = []
    pictures = len(list(before.pictures())) - len(list(after.pictures()))
    if pictures > 0:
        said.append(gettext("pictures"))
    plain = [_plain_texts(one) for one in (before, after)]
    if plain[0] != plain[1]:
        said.append(gettext("some of the texts"))
    elif not pictures and _marked_up(before) != _marked_up(after):
        said.append(gettext("bold, lists, tables and other markup of texts"))
    for name, words in _named():
        if getattr(before, name) and getattr(before, name) != getattr(after, name):
            said.append(words)
    if before.shuffle is False:
        said.append(gettext("the fixed order of the options"))
    if _shares(before) != _shares(after):
        said.append(gettext("the shares of the marks"))
    return said


def _named() -> list[tuple[str, str]]:
    return [
        ("mark", gettext("the points")),
        ("hints", gettext("the hints")),
        ("case_sensitive", gettext("that capitals count")),
        ("category", gettext("the category")),
        ("tags", gettext("the tags")),
        ("difficulty", gettext("the difficulty")),
        ("language", gettext("the language")),
        ("units", gettext("the units")),
        ("spots", gettext("the places on the picture")),
    ]


def _shares(question: WrittenQuestion) -> list[tuple[Decimal, Decimal | None]]:
    return [
        (round(option.fraction, 1), option.tolerance)
        for option in question.options
        if option.text.html != ANY_OTHER
    ]


def _plain_texts(question: WrittenQuestion) -> list[str]:
    """Return the words of a question, in whatever place they stand."""
    texts = [
        prose.plain(Prose(IMAGE.sub("", text.html))).strip() for _place, text in question.proses()
    ]
    return sorted({" ".join(text.split()) for text in texts if text} - {"true", "false", ANY_OTHER})


def _marked_up(question: WrittenQuestion) -> int:
    tags = re.compile(r"<(?!br|img)\w")
    return sum(len(tags.findall(text.html)) for _place, text in question.proses())
