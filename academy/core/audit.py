"""The one way to write the audit log."""

from enum import StrEnum
from typing import Any

from django.db.models import Model

from academy.core.models import AuditEntry


class CoreVerb(StrEnum):
    """A change of state, of whatever has states."""

    MOVED = "moved"


def record(verb: StrEnum, obj: Model, *, by: Any, **data: Any) -> AuditEntry:
    """Note that `by` (a user, or None for the system) did `verb` to `obj`.

    Each app has its verbs in an enum of its own (`models/verbs.py`).

    `data` must be JSON of ids, states and figures; no names, no free text about a person.
    """
    return AuditEntry.objects.create(
        actor=by,
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        data=data,
    )
