"""Seats of a batch: given, freed, passed on to the next in reserve, and closed at the end."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import states
from academy.core.errors import Refused
from academy.people.models import User
from courses.admission import actions as applications
from courses.completion import actions as completion
from courses.enrollment.actions import seats
from courses.models import (
    Application,
    ApplicationState,
    AttendanceStatus,
    Batch,
    Enrollment,
    EnrollmentState,
)

# Who has not come in the first week is known when it is over; a week more is left to act,
# and the newcomer still has most of the batch before them.
REPLACEMENT_DAYS = 14


class NotNoShow(Refused):
    message = _("This person has been here already, so the seat is not passed on.")


class TooLateToReplace(Refused):
    message = _(
        "Seats are passed on to the reserve list in the first two weeks of a batch. "
        "You can still note that the person has left."
    )


class NotStarted(Refused):
    message = _("The batch has not started, so nobody has failed to come yet.")


class OwnSeat(Refused):
    message = _("This is your own seat. Somebody else who runs the batch decides about it.")


class NotOver(Refused):
    message = _("The batch is still running. It can be closed from its last day on.")


def _locked(enrollment: Enrollment, by: User) -> tuple[Batch, Enrollment]:
    if enrollment.user_id == by.pk:
        raise OwnSeat
    batch = seats.lock(enrollment.batch_id)
    fresh = (
        Enrollment.objects.select_for_update(of=("self",))
        .select_related("batch", "user")
        .get(pk=enrollment.pk)
    )
    return batch, fresh


def may_replace(enrollment: Enrollment) -> bool:
    """Whether the seat could be passed on now (buttons ask; the action checks again)."""
    days = (timezone.localdate() - enrollment.batch.starts_on).days
    return (
        enrollment.state == EnrollmentState.ACTIVE
        and 0 <= days < REPLACEMENT_DAYS
        and enrollment.first_seen_at is None
    )


def replace_no_show(*, enrollment: Enrollment, by: User) -> Enrollment:
    """Pass the seat of somebody who never came on to the next in reserve.

    Returns the enrollment of the newcomer. Raises OwnSeat, NotStarted, TooLateToReplace,
    NotNoShow, ReserveEmpty, or what `application.accept` raises; nothing is changed then.
    """
    with transaction.atomic():
        batch, enrollment = _locked(enrollment, by)
        if enrollment.state == EnrollmentState.REPLACED and enrollment.replaced_by_id:
            return Enrollment.objects.get(pk=enrollment.replaced_by_id)
        _refuse_replacing(batch, enrollment)
        following = _next_in_reserve(batch)
        # The seat is free before it is given again.
        states.move(enrollment, EnrollmentState.REPLACED, by=by)
        newcomer = applications.accept(application=following, by=by)
        enrollment.replaced_by = newcomer
        enrollment.save(update_fields=["replaced_by"])
    return newcomer


def _refuse_replacing(batch: Batch, enrollment: Enrollment) -> None:
    if not batch.has_started:
        raise NotStarted
    if timezone.localdate() >= batch.starts_on + dt.timedelta(days=REPLACEMENT_DAYS):
        raise TooLateToReplace
    came = enrollment.attendance.filter(status=AttendanceStatus.PRESENT).exists()
    if enrollment.first_seen_at is not None or came:
        raise NotNoShow


def _next_in_reserve(batch: Batch) -> Application:
    following = (
        batch.applications.filter(state=ApplicationState.RESERVE)
        .order_by("reserve_position")
        .first()
    )
    if following is None:
        raise applications.ReserveEmpty
    return following


def withdraw_enrollment(*, enrollment: Enrollment, by: User, reason: str) -> Enrollment:
    """Note that somebody has left; the seat is free. Done twice it is once.

    The record of what was learned stays. Raises OwnSeat or InvalidTransition.
    """
    with transaction.atomic():
        _batch, enrollment = _locked(enrollment, by)
        if enrollment.state != EnrollmentState.WITHDRAWN:
            states.move(enrollment, EnrollmentState.WITHDRAWN, by=by, reason=reason)
    return enrollment


def readmit(*, enrollment: Enrollment, by: User) -> Enrollment:
    """Take somebody in again who had left or failed. Done twice it is once.

    Raises OwnSeat, BatchFull where the seat has gone to somebody else, InvalidTransition.
    """
    with transaction.atomic():
        batch, enrollment = _locked(enrollment, by)
        if enrollment.state == EnrollmentState.ACTIVE:
            return enrollment
        if enrollment.state == EnrollmentState.WITHDRAWN:
            seats.check(batch)
        states.move(enrollment, EnrollmentState.ACTIVE, by=by)
        completion.refresh(enrollment)
    return enrollment


def fail(*, enrollment: Enrollment, by: User, reason: str = "") -> Enrollment:
    """Note that somebody did not pass. Done twice it is once.

    Raises OwnSeat or InvalidTransition.
    """
    with transaction.atomic():
        _batch, enrollment = _locked(enrollment, by)
        if enrollment.state != EnrollmentState.FAILED:
            states.move(enrollment, EnrollmentState.FAILED, by=by, reason=reason)
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
    corrections it finds only what changed. Raises NotOver before its last day.
    """
    if not batch.may_close:
        raise NotOver
    completion.refresh_batch(batch)
    failed = 0
    for enrollment in batch.enrollments.active().exclude(user=by):
        fail(enrollment=enrollment, by=by, reason="")
        failed += 1
    completed = batch.enrollments.filter(state=EnrollmentState.COMPLETED).count()
    return Closing(
        completed_count=completed,
        failed_count=failed,
        own_is_open=batch.enrollments.active().filter(user=by).exists(),
    )
