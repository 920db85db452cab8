"""One door for every change of state.

A model that has states declares `TRANSITIONS: dict[str, set[str]]` (from → to) and a
field `state`. Views and templates ask `allowed()`; actions call `move()`.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model

from academy.core import audit
from academy.core.errors import InvalidTransition


def allowed(obj: Any) -> set[str]:
    """Return the states that `obj` may move to from where it is."""
    states: set[str] = obj.TRANSITIONS.get(obj.state, set())
    return states


def move[M: Model](obj: M, to: str, *, by: Any, reason: Model | None = None, **changes: Any) -> M:
    """Lock `obj`, move it to the state `to`, set `changes`, and write the audit log.

    `reason` is the row that says why; the log holds its key, never its words.

    Returns the object as the database now has it. The state is read again under the lock
    (SQLite has none, but its IMMEDIATE transactions exclude each other). Raises
    InvalidTransition where the move is not in the table; nothing is changed then.
    """
    with transaction.atomic():
        rows = type(obj)._base_manager.select_for_update(no_key=True, of=("self",))
        fresh: Any = rows.get(pk=obj.pk)
        if to not in allowed(fresh):
            raise InvalidTransition
        before = fresh.state
        fresh.state = to
        for name, value in changes.items():
            setattr(fresh, name, value)
        fresh.save(update_fields=["state", *changes])
        why = {} if reason is None else {"reason": reason.pk}
        audit.record(audit.CoreVerb.MOVED, fresh, by=by, before=before, after=to, **why)
    for name in ("state", *changes):
        setattr(obj, name, getattr(fresh, name))
    return obj


def move_many[M: Model](objs: Sequence[M], to: str, *, by: Any) -> None:
    """Move all of `objs`, of one model, to the state `to` in a few statements; see `move`.

    Raises InvalidTransition where the move of one is not in the table; none is moved then.
    """
    if not objs:
        return
    with transaction.atomic():
        manager = type(objs[0])._base_manager
        locked = manager.select_for_update(no_key=True, of=("self",)).order_by("pk")
        rows: list[Any] = list(locked.filter(pk__in=[obj.pk for obj in objs]))
        if any(to not in allowed(row) for row in rows):
            raise InvalidTransition
        deeds = [(row, {"before": row.state, "after": to}) for row in rows]
        manager.filter(pk__in=[row.pk for row in rows]).update(state=to)
        audit.record_many(audit.CoreVerb.MOVED, deeds, by=by)
    one: Any
    for one in objs:
        one.state = to
