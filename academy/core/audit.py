"""The one way to write the audit log."""

from academy.core.models import AuditEntry


def record(verb: str, obj, *, by, **data) -> AuditEntry:
    """Note that `by` (a user, or None for the system) did `verb` to `obj`.

    `data` must be JSON of ids, states and figures; no names, no free text about a person.
    """
    return AuditEntry.objects.create(
        actor=by,
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        data=data,
    )
