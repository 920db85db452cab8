"""Seats of a batch: counted and given under its lock (`courses.acts.locks.batch`)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.people.models import Pesantren, User
from courses.completion import actions as completion
from courses.models import Application, Batch, Enrollment, EnrollmentState
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


class SeatedElsewhere(Refused):
    """The person learns, or has passed, in another batch of the program: `seat`."""

    def __init__(self, seat: Enrollment):
        self.seat = seat
        text = _(
            "This person has a seat in %(batch)s of this program already, and nobody has two. "
            "Note there first that the person has left."
        )
        if seat.state == EnrollmentState.COMPLETED:
            text = _(
                "This person has passed in %(batch)s of this program already, so no other seat "
                "in it is needed."
            )
        super().__init__(text % {"batch": seat.batch})


def refuse_seated(*, user: User, program_id: int, besides: Enrollment | None = None) -> None:
    """Refuse a (second) seat in a program; `besides` is the seat that is asked about.

    Raises SeatedElsewhere.
    """
    taken = Enrollment.objects.taking_part(user, program_id).select_related("batch")
    if besides is not None:
        taken = taken.exclude(pk=besides.pk)
    seat = taken.first()
    if seat is not None:
        raise SeatedElsewhere(seat)


@contextmanager
def one_in_program(
    *, user: User, program_id: int, besides: Enrollment | None = None
) -> Iterator[None]:
    """Let the body give a seat, where the person has no other one in the program.

    Two batches have two locks: where both give a seat at one moment, the database lets one of
    them. Raises SeatedElsewhere.
    """
    refuse_seated(user=user, program_id=program_id, besides=besides)
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        refuse_seated(user=user, program_id=program_id, besides=besides)
        raise


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

    Raises BatchEnded, BatchFull, HadSeat for somebody who has an enrollment there already, or
    SeatedElsewhere.
    """
    if batch.enrollments.filter(user=user).exists():
        raise HadSeat
    check(batch)
    with one_in_program(user=user, program_id=batch.program_id):
        enrollment = Enrollment.objects.create(
            batch=batch,
            program_id=batch.program_id,
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
