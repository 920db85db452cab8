"""The copy of a person's data as a page: headings, words and dates instead of JSON.

What a value is called, and how it reads, its model says: the field's own name, the words of
its choices. A path over a relation (`batch__number`) is called as what it leads to.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from academy.people.holdings.copies import Section, accounts_of, sections
from academy.people.models import User
from academy.web import formats

# What a thing is called by: then the thing names the value.
NAMES = frozenset({"title", "name"})
SIZES = frozenset({"size"})
# Keys for programs.
HIDDEN = frozenset({"public_id", "sha256", "content_type"})


@dataclass(frozen=True, slots=True)
class Row:
    """What is kept of one thing: (label, words) pairs without empty ones, and its file."""

    values: list[tuple[str, str]]
    file: str


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it."""

    name: str
    label: str | Promise
    rows: list[Row]


def copy_of(user: User) -> list[Part]:
    """Return all that is stored about `user`, to be read by them."""
    accounts = accounts_of(user)
    return [Part(one.name, one.label, _rows(one, accounts)) for one in sections()]


def _rows(of: Section, accounts: list[User]) -> list[Row]:
    return [Row(_values(of, row), of.file(row) if of.file else "") for row in of.rows(accounts)]


def _values(of: Section, row: Mapping[str, object]) -> list[tuple[str, str]]:
    read = []
    for path, value in row.items():
        if path in HIDDEN or value in (None, "", [], {}):
            continue
        if path in of.labels:
            read.append((str(of.labels[path]), words(value)))
            continue
        field, label = _field(of.model, path)
        read.append((label[:1].upper() + label[1:], _words_of(field, value)))
    return read


def _field(model: type[models.Model], path: str) -> tuple[Any, str]:
    """Return the field that `path` leads to, and what it is called."""
    *relations, last = path.split("__")
    label = ""
    for name in relations:
        related = model._meta.get_field(name).related_model
        model = related  # type: ignore[assignment]  # a path of the copy leads over relations
        label = str(model._meta.verbose_name)
    field: Any = model._meta.get_field(last)
    return field, label if label and last in NAMES else str(field.verbose_name)


def _words_of(field: Any, value: object) -> str:
    choices = dict(field.flatchoices)
    if isinstance(value, str) and value in choices:
        return str(choices[value])
    if field.name in SIZES:
        return formats.data_size(value)  # type: ignore[arg-type]  # a size is a number
    return words(value)


def words(value: object) -> str:
    """Return any stored value as one reads it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return formats.date_time(value)
    if isinstance(value, dt.date):
        return formats.date_long(value)
    if isinstance(value, int | Decimal):
        return formats.number(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {words(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(words(one) for one in value)
    return str(value)
