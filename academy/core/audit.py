"""The one way to write the audit log."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.db.models import Max, Model

from academy.core.models import AuditEntry

# A certificate's number is the longest of all codes.
LONGEST = 60


class CoreVerb(StrEnum):
    """A change of state, of whatever has states."""

    MOVED = "moved"


def record(verb: StrEnum, obj: Model, *, by: Any, **data: Any) -> AuditEntry:
    """Note that `by` (a user, or None for the system) did `verb` to `obj`.

    Each app has its verbs in an enum of its own (`models/verbs.py`).

    `data` must be JSON of ids, states and figures; no names, no free text about a person. What
    has words stands in a row of its own, which can be erased; the log holds its key. Raises
    ValueError for what looks like words.
    """
    entry = _entry(verb, obj, by, data)
    entry.save()
    return entry


def record_many(verb: StrEnum, deeds: Iterable[tuple[Model, dict[str, Any]]], *, by: Any) -> None:
    """Note that `by` did `verb` to each thing, with its data, as `record` does for one."""
    entries = [_entry(verb, obj, by, data) for obj, data in deeds]
    AuditEntry.objects.bulk_create(entries, batch_size=200)


def last_of(actor_id: int) -> int | None:
    """Return the id of the last entry about what this person did: another one, another deed."""
    found: int | None = AuditEntry.objects.filter(actor=actor_id).aggregate(last=Max("pk"))["last"]
    return found


def _entry(verb: StrEnum, obj: Model, by: Any, data: dict[str, Any]) -> AuditEntry:
    _refuse_words(data)
    return AuditEntry(
        actor=by,
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        data=data,
    )


def _refuse_words(value: Any) -> None:
    """Of a code, a state or a figure no part is a space, and none is long."""
    if isinstance(value, dict):
        for part in (*value.keys(), *value.values()):
            _refuse_words(part)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            _refuse_words(part)
    elif isinstance(value, str) and (len(value) > LONGEST or any(map(str.isspace, value))):
        raise ValueError("The audit log holds no words: keep them in a row, and its key here.")
