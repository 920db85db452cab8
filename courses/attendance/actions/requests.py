"""Those who run a batch decide what a companion asks to change of the ledger."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.notify.actions import notify
from academy.people.models import User
from courses.acts import locks
from courses.attendance.actions import ledger
from courses.models import Attendance, AttendanceRequest, AttendanceSource
from courses.models.notices import AttendanceNotice
from courses.models.verbs import CourseVerb


class DecidedMeanwhile(Refused):
    message = _("Somebody has decided this request already.")


class NotedOtherwise(Refused):
    message = _(
        "This can no longer be changed as it was asked: something else stands there by now. "
        "Look at the list, and decline the request."
    )


def decide(*, request: AttendanceRequest, accept: bool, by: User) -> AttendanceRequest:
    """Change the ledger as a companion asks, or leave it, and tell the companion.

    Raises DecidedMeanwhile, NotedOtherwise where it does not stand as it did, or what
    `ledger.note` raises; nothing is changed then.
    """
    with transaction.atomic():
        locks.batch(request.session.batch_id)
        request = AttendanceRequest.objects.select_related("session", "asked_by").get(pk=request.pk)
        session, seat = request.session, request.enrollment_id
        if request.decided_at is not None:
            raise DecidedMeanwhile
        if accept:
            ledger.note(
                session=session,
                statuses={seat: request.wanted},
                shown={seat: request.before},
                by=by,
                source=AttendanceSource.ROSTER,
            )
            stands = Attendance.objects.filter(session=session, enrollment=seat)
            if not stands.filter(status=request.wanted).exists():
                raise NotedOtherwise
        request.is_accepted, request.decided_by = accept, by
        request.decided_at = timezone.now()
        request.save(update_fields=["is_accepted", "decided_by", "decided_at"])
        audit.record(
            CourseVerb.ATTENDANCE_DECIDED, session, by=by, request=request.pk, accepted=accept
        )
        notify(
            request.asked_by,
            AttendanceNotice.ACCEPTED if accept else AttendanceNotice.DECLINED,
            key=f"attendance-request-{request.pk}",
            params={"session": session.title},
            url=reverse("courses:roster", args=[session.public_id]),
        )
    return request
