"""Seats of a batch: freed, given back, and closed at the end."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.core import states
from academy.core.errors import Refused
from academy.people.errors import AccountMerged
from academy.people.models import User
from academy.web import formats
from courses.acts import locks
from courses.completion import actions as completion
from courses.enrollment.actions import seats
from courses.models import (
    Batch,
    Enrollment,
    EnrollmentState,
    Reason,
)


class OwnSeat(Refused):
    message = _("This is your own seat. Somebody else who runs the batch decides about it.")


class NotOver(Refused):
    """The batch goes on, or takes late work; from when it can be closed is the message."""

    def __init__(self, batch: Batch) -> None:
        day = formats.date_long(batch.closes_on)
        super().__init__(
            gettext("The batch still takes work. It can be closed from %(day)s on.") % {"day": day}
        )


def locked(enrollment: Enrollment, by: User) -> tuple[Batch, Enrollment]:
    """Return batch and enrollment under lock, always in this order.

    Raises OwnSeat, SeatMoved, or AccountMerged for a seat that was left by then: the person
    has another one in the batch.
    """
    if enrollment.user_id == by.pk:
        raise OwnSeat
    batch, seat = locks.batch_and_enrollment(enrollment)
    if seat.user.merged_into_id is not None:
        raise AccountMerged
    return batch, seat


def withdraw_enrollment(*, enrollment: Enrollment, by: User, reason: str) -> Enrollment:
    """Note that somebody has left; the seat is free. Done twice it is once.

    The record of what was learned stays. Raises OwnSeat or InvalidTransition.
    """
    with transaction.atomic():
        _batch, enrollment = locked(enrollment, by)
        if enrollment.state != EnrollmentState.WITHDRAWN:
            why = Reason.objects.keep(reason, person=enrollment.user)
            states.move(enrollment, EnrollmentState.WITHDRAWN, by=by, reason=why)
    return enrollment


def readmit(*, enrollment: Enrollment, by: User) -> Enrollment:
    """Take somebody in again who had left or failed. Done twice it is once.

    Who meets the rule is completed by it, and stays so since then. Raises OwnSeat,
    BatchFull where the seat has gone to somebody else, SeatedElsewhere for who has another
    one in the program by now, InvalidTransition.
    """
    with transaction.atomic():
        batch, enrollment = locked(enrollment, by)
        if enrollment.state in {EnrollmentState.ACTIVE, EnrollmentState.COMPLETED}:
            return enrollment
        if enrollment.state == EnrollmentState.WITHDRAWN:
            seats.check(batch)
        with seats.one_in_program(
            user=enrollment.user, program_id=enrollment.program_id, besides=enrollment
        ):
            states.move(enrollment, EnrollmentState.ACTIVE, by=by)
        completion.refresh(enrollment)
    return enrollment


def fail(*, enrollment: Enrollment, by: User, reason: str = "") -> Enrollment:
    """Note that somebody did not pass. Done twice it is once.

    Raises OwnSeat or InvalidTransition.
    """
    with transaction.atomic():
        _batch, enrollment = locked(enrollment, by)
        if enrollment.state != EnrollmentState.FAILED:
            why = Reason.objects.keep(reason, person=enrollment.user)
            states.move(enrollment, EnrollmentState.FAILED, by=by, reason=why)
    return enrollment


@dataclass(frozen=True, slots=True)
class Closing:
    """How many of a closed batch met the rule, and how many did not.

    `own_is_open`: who closed it has an own seat there, which waits for somebody else.
    """

    completed_count: int
    failed_count: int
    own_is_open: bool = False


def close_batch(*, batch: Batch, by: User) -> Closing:
    """End a batch: who meets the rule is completed, who is still active did not pass.

    The own seat of `by` stays open for somebody else who runs the batch. Run again after
    corrections it finds only what changed. Raises NotOver before `closes_on`.
    """
    with transaction.atomic():
        # Nobody changes the days, what is demanded, or who has a seat, while all are settled.
        batch = locks.batch_and_seats(batch.pk)
        if not batch.may_close:
            raise NotOver(batch)
        completion.refresh_batch(batch)
        active = batch.enrollments.active()
        failed = list(active.exclude(user=by))
        states.move_many(failed, EnrollmentState.FAILED, by=by)
        return Closing(
            completed_count=batch.enrollments.filter(state=EnrollmentState.COMPLETED).count(),
            failed_count=len(failed),
            own_is_open=active.filter(user=by).exists(),
        )
