"""The seat of somebody who never came goes to the next in reserve."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import states
from academy.core.errors import Refused
from academy.people.models import User
from courses.admission.actions import deciding, errors
from courses.enrollment.actions.enrollments import locked
from courses.models import (
    Application,
    ApplicationState,
    AttendanceStatus,
    Batch,
    Enrollment,
    EnrollmentState,
)
from courses.models.enrollment import TAKING_PART

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
    NotNoShow, ReserveEmpty, or what `deciding.accept` raises; nothing is changed then.
    """
    with transaction.atomic():
        batch, enrollment = locked(enrollment, by)
        if enrollment.state == EnrollmentState.REPLACED and enrollment.replaced_by_id:
            return Enrollment.objects.get(pk=enrollment.replaced_by_id)
        _refuse_replacing(batch, enrollment)
        following = _next_in_reserve(batch)
        # The seat is free before it is given again.
        states.move(enrollment, EnrollmentState.REPLACED, by=by)
        newcomer = deciding.accept(application=following, by=by)
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
    # Who has a seat in another batch since is passed over, and keeps the place.
    seated = Enrollment.objects.filter(
        program=batch.program_id, user=OuterRef("user"), state__in=TAKING_PART
    )
    following = (
        batch.applications.filter(~Exists(seated), state=ApplicationState.RESERVE)
        .order_by("reserve_position")
        .first()
    )
    if following is None:
        raise errors.ReserveEmpty
    return following
