"""Programs: their names, targets, periods and the price of data."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from academy.core import audit
from academy.people.models import User
from courses.acts import locks
from courses.models import Program
from courses.models.verbs import CourseVerb

FIELDS = (
    "name", "slug", "code", "description", "target", "starts_on", "ends_on", "rupiah_per_mb",
)  # fmt: skip


def save(
    *, program: Program, by: User, partners: Iterable[User] | None = None, **changes: Any
) -> Program:
    """Write a new program, or what was changed of one (names of `FIELDS`), and its partners.

    None: the partners stay as they are. Raises ValueError for another name.
    """
    if unknown := set(changes) - set(FIELDS):
        raise ValueError(f"not to be set here: {sorted(unknown)}")
    with transaction.atomic():
        is_new = program.pk is None
        if not is_new:
            program = locks.batches_and_program(program)
        for name, value in changes.items():
            setattr(program, name, value)
        program.save(update_fields=None if is_new else list(changes))
        program.batches.all().end_plan()
        if partners is not None:
            program.partners.set(partners)
        verb = CourseVerb.CREATED if is_new else CourseVerb.CHANGED
        audit.record(verb, program, by=by, fields=sorted(changes), target=program.target)
    return program
