"""The seat of somebody who never came goes to the next in reserve."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.core import states
from academy.core.errors import Refused
from academy.people.models import User
from academy.web import formats
from courses.acts import locks
from courses.admission.actions import deciding, errors
from courses.admission.queries import fitting
from courses.enrollment.actions.enrollments import locked
from courses.models import (
    Application,
    ApplicationState,
    AttendanceStatus,
    Batch,
    Enrollment,
    EnrollmentState,
)


class NotNoShow(Refused):
    message = _("This person has been here already, so the seat is not passed on.")


class TooLateToReplace(Refused):
    """The time for it is over; until when it was is the message."""

    def __init__(self, batch: Batch) -> None:
        text = gettext(
            "In this batch seats were passed on to the reserve list until %(day)s. "
            "You can still note that the person has left."
        )
        super().__init__(text % {"day": formats.date_long(batch.replaces_until)})


class NotStarted(Refused):
    message = _("The batch has not started, so nobody has failed to come yet.")


def may_replace(enrollment: Enrollment) -> bool:
    """Whether the seat could be passed on now (buttons ask; the action checks again)."""
    batch = enrollment.batch
    return (
        enrollment.state == EnrollmentState.ACTIVE
        and batch.starts_on <= timezone.localdate() <= batch.replaces_until
        and enrollment.first_seen_at is None
    )


def replace_no_show(*, enrollment: Enrollment, by: User) -> Enrollment:
    """Pass the seat of somebody who never came on to the next in reserve.

    Returns the enrollment of the newcomer. Raises OwnSeat, NotStarted, TooLateToReplace,
    NotNoShow, ReserveEmpty, NobodyFits, or what `deciding.accept` raises; nothing is changed then.
    """
    with transaction.atomic():
        batch, enrollment = locked(enrollment, by)
        if enrollment.state == EnrollmentState.REPLACED and enrollment.replaced_by_id:
            return Enrollment.objects.get(pk=enrollment.replaced_by_id)
        _refuse_replacing(batch, enrollment)
        # The seat is free before it is given again: quotas count it no more.
        states.move(enrollment, EnrollmentState.REPLACED, by=by)
        newcomer = _give_to_next(batch, by)
        enrollment.replaced_by = newcomer
        enrollment.save(update_fields=["replaced_by"])
    return newcomer


def _refuse_replacing(batch: Batch, enrollment: Enrollment) -> None:
    if not batch.has_started:
        raise NotStarted
    if timezone.localdate() > batch.replaces_until:
        raise TooLateToReplace(batch)
    came = enrollment.attendance.filter(status=AttendanceStatus.PRESENT).exists()
    if enrollment.first_seen_at is not None or came:
        raise NotNoShow


def _give_to_next(batch: Batch, by: User) -> Enrollment:
    """Accept the next in reserve who fits the quotas of the batch, whose lock is held.

    Raises ReserveEmpty, NobodyFits, or what `deciding.accept` raises.
    """
    found = fitting.following(batch)
    if found is not None:
        return deciding.accept(application=found.application, by=by)
    if batch.applications.filter(state=ApplicationState.RESERVE).exists():
        raise errors.NobodyFits
    raise errors.ReserveEmpty


def call_next(*, batch: Batch, by: User, shown: Application) -> Enrollment:
    """Give a free seat to the next in reserve who fits the quotas; `shown` is whom the page named.

    Pressed twice it is one seat. Raises NextIsAnother where that is somebody else by now, and
    what `replace_no_show` raises for the reserve list.
    """
    with transaction.atomic():
        batch = locks.batch(batch.pk)
        given = Enrollment.objects.filter(application=shown).first()
        if given is not None:
            return given
        found = fitting.following(batch)
        if found is not None and found.application.pk != shown.pk:
            raise errors.NextIsAnother(found.application)
        return _give_to_next(batch, by)
