"""Seats of a batch: counted and given under its lock (`courses.acts.locks.batch`)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.people.models import Pesantren, User
from courses.completion import actions as completion
from courses.models import Application, Batch, Enrollment
from courses.models.verbs import CourseVerb


class BatchFull(Refused):
    message = _(
        "All seats of this batch are taken. Put the person on the reserve list, "
        "or free a seat first."
    )


class BatchEnded(Refused):
    message = _("This batch has ended; nobody can be given a seat in it any more.")


class HadSeat(Refused):
    message = _(
        "This person has had a seat in this batch before. "
        "Take the person in again on the page of the participant."
    )


def free_count(batch: Batch) -> int:
    """Return how many seats are left, never below 0."""
    return max(0, batch.seats - batch.enrollments.seated().count())


def check(batch: Batch) -> None:
    """Raise BatchEnded or BatchFull where `batch` has no seat to give."""
    if batch.has_ended:
        raise BatchEnded
    if not free_count(batch):
        raise BatchFull


def take(
    *,
    batch: Batch,
    user: User,
    pillar: str,
    pesantren: Pesantren | None,
    application: Application | None,
    by: User | None,
) -> Enrollment:
    """Give `user` a seat in `batch`, which the caller has locked.

    Raises BatchEnded, BatchFull, or HadSeat for somebody who has an enrollment there already.
    """
    if batch.enrollments.filter(user=user).exists():
        raise HadSeat
    check(batch)
    enrollment = Enrollment.objects.create(
        batch=batch,
        user=user,
        application=application,
        pesantren=pesantren,
        pillar=pillar,
        enrolled_at=timezone.now(),
    )
    audit.record(CourseVerb.ENROLLED, enrollment, by=by, batch=batch.pk, user=user.pk)
    if batch.pinned_at:
        completion.refresh(enrollment)
    return enrollment
