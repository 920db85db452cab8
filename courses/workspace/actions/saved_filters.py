"""Filters that the coordinators of a batch share: saved, renamed, deleted."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.people.models import User
from courses.models import Batch, SavedFilter
from courses.models.verbs import CourseVerb

MOST_OF_A_BATCH = 30


class NameTaken(Refused):
    about = "name"
    message = _("This batch has a saved filter with this name already. Choose another name.")


class SaysNothing(Refused):
    message = _("This filter means everybody, or something that does not exist here any more.")


class TooMany(Refused):
    message = _("This batch has thirty saved filters. Delete one that nobody uses first.")


def save_filter(*, batch: Batch, by: User, name: str, query: str, is_whole: bool) -> SavedFilter:
    """Keep `query` under `name` for all coordinators of `batch`.

    `is_whole`: it means some people. Raises SaysNothing, TooMany or NameTaken.
    """
    if not is_whole:
        raise SaysNothing
    if batch.saved_filters.count() >= MOST_OF_A_BATCH:
        raise TooMany
    try:
        with transaction.atomic():
            made = SavedFilter.objects.create(batch=batch, name=name, query=query, made_by=by)
            audit.record(CourseVerb.CREATED, made, by=by, batch=batch.pk)
    except IntegrityError as error:
        raise NameTaken from error
    return made


def rename_filter(*, saved: SavedFilter, by: User, name: str) -> None:
    """Call it otherwise; what it means stays. Raises NameTaken."""
    try:
        with transaction.atomic():
            SavedFilter.objects.filter(pk=saved.pk).update(name=name)
            audit.record(CourseVerb.CHANGED, saved, by=by, batch=saved.batch_id)
    except IntegrityError as error:
        raise NameTaken from error


def delete_filter(*, saved: SavedFilter, by: User) -> None:
    """Delete it for everybody; the people that it means are untouched. Done twice it is once."""
    with transaction.atomic():
        gone, _rows = SavedFilter.objects.filter(pk=saved.pk).delete()
        if gone:
            audit.record(CourseVerb.FILTER_DELETED, saved.batch, by=by, filter=saved.pk)
