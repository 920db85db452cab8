"""Whom a filter of a batch means: the one way from its address to people, for all who ask.

A saved filter is the query of an address. What it says is read by the filter of the batch's list
itself, so the list, slips, messages, spreadsheets, moves and certificates mean the same people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.forms import BaseForm, ChoiceField, Form
from django.http import QueryDict
from django.utils.translation import gettext as _

from courses.models import Batch, Enrollment, SavedFilter
from courses.workspace.forms.overview import PeopleFilter
from courses.workspace.queries import overview

# A name typed into the search is somebody's name, and no kind of people to come back to.
_NOT_KEPT = "q"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a query says, in words; `lost`: what of it means nothing in this batch any more."""

    words: list[str]
    lost: list[str]

    @property
    def is_whole(self) -> bool:
        """Whether it means something, and all of it still does."""
        return bool(self.words) and not self.lost


def kept_query(query: QueryDict) -> str:
    """Return the filters of an address as one text, the same for the same filters."""
    names = [name for name in PeopleFilter.base_filters if name != _NOT_KEPT]
    return urlencode([(name, query[name]) for name in names if query.get(name)])


def meaning(form_class: type[BaseForm], query: str) -> Meaning:
    """Return what `query` says by the fields of a batch's filter (`form_class`); no query.

    A pesantren that nobody here comes from any more, or a choice that is none, is lost.
    """
    asked = QueryDict(query)
    form = form_class(asked)
    words, lost = [], []
    for name in asked:
        if name not in form.fields:
            lost.append(f"{name} {asked[name]}")
        elif name in form.errors:
            lost.append(str(form.fields[name].label))
        else:
            # All but the search are choices.
            field = cast(ChoiceField, form.fields[name])
            choices = {str(key): str(text) for key, text in cast(Iterable[Any], field.choices)}
            label = field.label
            words.append(
                _("%(filter)s: %(choice)s") % {"filter": label, "choice": choices[asked[name]]}
            )
    return Meaning(words, lost)


def form_of(batch: Batch) -> type[BaseForm]:
    """Return the fields of the batch's filter with its choices of today, in one query."""
    found: type[Form] = PeopleFilter(batch=batch, due_count=0).get_form_class()
    return found


def people_of(saved: SavedFilter) -> QuerySet[Enrollment]:
    """Return whom `saved` means now; nobody where a part of it means nothing any more.

    Without that part it would mean more people than it was made for.
    """
    batch = saved.batch
    due = overview.due_activities(overview.grid_columns(batch))
    found = PeopleFilter(
        QueryDict(saved.query), overview.people(batch, due), batch=batch, due_count=len(due)
    )
    if not meaning(found.get_form_class(), saved.query).is_whole:
        return Enrollment.objects.none()
    rows: QuerySet[Enrollment] = found.qs
    return rows
