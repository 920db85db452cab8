"""Filters of a batch's participants under a name."""

from collections.abc import Callable

from django.db.models import QuerySet

from courses.models import Batch, Enrollment, SavedFilter

type Reader = Callable[[SavedFilter], QuerySet[Enrollment]]
_READERS: list[Reader] = []


def read_by(reader: Reader) -> None:
    """Let `reader` say whom a saved filter means: what the filter of the list says."""
    _READERS.append(reader)


def people_of(saved: SavedFilter) -> QuerySet[Enrollment]:
    """Return whom `saved` means now, for all who ask: lists, slips, messages, certificates.

    Raises IndexError where nobody has registered a reader.
    """
    return _READERS[0](saved)


def saved_filters(batch: Batch) -> QuerySet[SavedFilter]:
    """Return those of `batch` by name, each with its batch and who made it."""
    return batch.saved_filters.select_related("made_by").order_by("name", "pk")
