"""Answers of a quiz as its page posts them.

Each question n has `q-n` (its values), `was-n` (the answer that the page knows as kept)
and, where the page is scripted, `at-n` (when it was changed on the device).
"""

import datetime as dt
import re
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from academy.core.text.spelling import holding
from academy.core.text.typed import clean_typed
from courses.acts.client import moment_of
from courses.quizzes.rules.answers import Answer


class QuizFilter(django_filters.FilterSet):
    """By words of the title."""

    q = django_filters.CharFilter(method="by_words", label=_("Title"))

    def by_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        text = clean_typed(value)
        return rows.filter(holding(text, "title")) if text else rows


POSITION = re.compile(r"was-([0-9]{1,4})")


def answers_of(data: QueryDict, happened_at: dt.datetime | None) -> list[Answer]:
    """Return the answers that were changed on this page.

    What another page has changed meanwhile is thus not overwritten by an old copy.
    """
    positions = [int(found[1]) for name in data if (found := POSITION.fullmatch(name))]
    return [
        _answer(data, position, happened_at)
        for position in positions
        if _given(data, position) != data[f"was-{position}"]
    ]


def _values(data: QueryDict, position: int) -> list[str]:
    values = (value.strip() for value in data.getlist(f"q-{position}"))
    return [value for value in values if value]


def _given(data: QueryDict, position: int) -> str:
    return " ".join(sorted(_values(data, position)))


def _answer(data: QueryDict, position: int, happened_at: dt.datetime | None) -> Answer:
    values = _values(data, position)
    text = values[0] if values else ""
    pairs = (one.partition(":") for one in values)
    places = {item: place for item, sign, place in pairs if sign}
    value = {"options": values, "places": places, "text": text, "number": text}
    return Answer(position, value, moment_of(data.get(f"at-{position}", "")) or happened_at)
