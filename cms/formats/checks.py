"""What makes a question one that can be asked: the same whatever file it came from."""

from decimal import Decimal

from django.utils.translation import gettext

from cms.formats.numbers import written
from cms.formats.written import ALL, NOTHING, Kind, WrittenQuestion

_ROUNDING = Decimal(5)  # three options of 33 % are meant to be the whole
_OF_OPTIONS = {Kind.MULTICHOICE, Kind.SHORTANSWER, Kind.NUMERICAL}


def wrong_with(question: WrittenQuestion) -> str:
    """Return what keeps `question` from being asked and what to do, or nothing."""
    if not question.text and question.kind is not Kind.HOTSPOT:
        return gettext("The question has no text. Write one.")
    if question.kind in _OF_OPTIONS:
        return _wrong_with_options(question)
    if question.kind is Kind.MATCH:
        return _wrong_with_pairs(question)
    if question.kind is Kind.ORDERING and len(question.options) < 2:
        return gettext("An ordering needs at least two items. Write each in a line of its own.")
    if question.kind is Kind.HOTSPOT and not (question.background and question.spots):
        return gettext("A place on a picture needs the picture and at least one place on it.")
    return ""


def _wrong_with_options(question: WrittenQuestion) -> str:
    options = question.options
    several = question.kind is Kind.MULTICHOICE
    if not options:
        return gettext("There is no answer. Write the right one.")
    if several and len(options) < 2:
        return gettext("There are too few answers. Write at least two of which one is right.")
    if not all(option.text for option in options):
        return gettext("An answer is empty. Write it, or take it out.")
    if any(abs(option.fraction) > ALL for option in options):
        return gettext(
            "A share of the marks lies between −100 and 100 per cent. Correct the share."
        )
    earned = [option.fraction for option in options if option.fraction > 0]
    if not earned:
        return gettext("No answer is right. Mark the right one.")
    if several and not question.single:
        total = sum(earned, NOTHING)
        if abs(total - ALL) > _ROUNDING:
            return gettext(
                "The right answers together earn %(sum)s per cent, not 100. Correct their shares."
            ) % {"sum": written(total)}
    elif max(earned) != ALL:
        return gettext("No answer earns all of the marks. Give 100 per cent to the right one.")
    return ""


def _wrong_with_pairs(question: WrittenQuestion) -> str:
    if any(not pair.answer for pair in question.pairs):
        return gettext("A pair has no answer. Write what belongs to it.")
    if sum(bool(pair.text) for pair in question.pairs) < 2:
        return gettext("Matching needs at least two pairs. Write more of them.")
    return ""
