"""A batch that was set up by mistake goes; one with people in it stays."""

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from academy.core import audit
from academy.core.errors import Refused
from academy.people.models import User
from courses.acts import locks
from courses.models import Batch
from courses.models.verbs import CourseVerb


class HasPeople(Refused):
    """People applied, or have or had a seat: what they did stays in the record."""


class InUse(Refused):
    message = _(
        "Something was done in this batch already, so it stays in the record. You can hide it "
        "from the public page instead."
    )


def delete_batch(*, batch: Batch, by: User) -> None:
    """Delete a batch nobody came to, with its sessions, schedule, rule and saved filters.

    Raises HasPeople where anybody applied or has or had a seat, InUse where something else
    rests on it; nothing is deleted then.
    """
    try:
        with transaction.atomic():
            batch = locks.batch(batch.pk)
            people = batch.enrollments.values_list("user", flat=True).union(
                batch.applications.values_list("user", flat=True)
            )
            if count := people.count():
                raise HasPeople(_told(count))
            for rows in (batch.saved_filters, batch.timetable_shifts, batch.sessions):
                rows.all().delete()
            key, number = batch.pk, batch.number
            batch.delete()
            audit.record(CourseVerb.BATCH_DELETED, batch.program, by=by, batch=key, number=number)
    except (ProtectedError, IntegrityError) as error:
        raise InUse from error


def _told(count: int) -> str:
    text = ngettext_lazy(
        "%(count)d person has applied here or has or had a seat. A batch with people in it is "
        "not deleted: what they did stays in the record. Close it, or hide it from the public.",
        "%(count)d people have applied here or have or had a seat. A batch with people in it is "
        "not deleted: what they did stays in the record. Close it, or hide it from the public.",
        "count",
    )
    return text % {"count": count}
