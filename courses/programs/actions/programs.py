"""Programs: their names, targets, periods and the price of data."""

from collections.abc import Iterable

from django.db import transaction

from academy.core import audit
from academy.people.models import User
from courses.models import Program


def save(*, program: Program, by: User, partners: Iterable[User] = ()) -> Program:
    """Write a new or changed program (validated by its form) and who its partners are."""
    with transaction.atomic():
        is_new = program.pk is None
        program.save()
        program.batches.all().end_plan()
        program.partners.set(partners)
        audit.record("created" if is_new else "changed", program, by=by, target=program.target)
    return program
