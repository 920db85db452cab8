"""Live meetings of a batch."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.people.models import User
from courses.acts import locks
from courses.attendance.actions import telling
from courses.completion import actions as completion
from courses.models import Attendance, AttendanceSource, Session
from courses.models.notices import SessionNotice
from courses.models.verbs import CourseVerb


class SessionHasAttendance(Refused):
    message = _("People are noted as present at this session; it cannot be called off.")


def save_session(*, session: Session, by: User, **changes: Any) -> Session:
    """Write a new session, or the `changes` of one, and bring the batch's figures up to date.

    Everybody concerned is told as a job, while it is to come (`telling`).
    """
    with transaction.atomic():
        batch = locks.batch_and_seats(session.batch_id)
        batch.end_plan()
        is_new = session.pk is None
        if not is_new:
            session = locks.session(session)
        before = telling.facts(session)
        # Whoever was asked for it is told anew when it ends.
        changes |= {"counted_at": None} | ({"changed_at": timezone.now()} if changes else {})
        for name, value in changes.items():
            setattr(session, name, value)
        session.save(update_fields=None if is_new else list(changes))
        audit.record(
            CourseVerb.CREATED if is_new else CourseVerb.CHANGED, session, by=by, batch=batch.pk
        )
        completion.refresh_batch(batch)
        if is_new:
            telling.tell_of_new(session, by=by)
        else:
            telling.tell_of_change(session, before, by=by)
    return session


def call_off(*, session: Session, by: User) -> Session:
    """Call a session off; it stays in the record and counts for nobody. All concerned are told.

    Raises SessionHasAttendance once somebody was noted. Who has checked in by code before it
    began is none: nobody was there yet, and what they had reached by it is taken back.
    """
    with transaction.atomic():
        batch = locks.batch_and_seats(session.batch_id)
        batch.end_plan()
        session = Session.objects.get(pk=session.pk)
        noted = list(session.attendance.all())
        if not all(_came_early(row, session) for row in noted):
            raise SessionHasAttendance
        if session.cancelled_at is None:
            session.cancelled_at = session.changed_at = timezone.now()
            session.save(update_fields=["cancelled_at", "changed_at"])
            audit.record(CourseVerb.CALLED_OFF, session, by=by, batch=batch.pk)
            telling.tell(session, SessionNotice.CALLED_OFF, by=by)
        completion.refresh_many(
            batch.pk, batch.enrollments.seated(), corrected=[row.enrollment_id for row in noted]
        )
    return session


def _came_early(noted: Attendance, session: Session) -> bool:
    return noted.source == AttendanceSource.CODE and timezone.now() < session.starts_at


def restore(*, session: Session, by: User) -> Session:
    """Take the calling-off back, and tell whom it was told."""
    with transaction.atomic():
        batch = locks.batch_and_seats(session.batch_id)
        batch.end_plan()
        session = Session.objects.get(pk=session.pk)
        if session.cancelled_at is not None:
            session.cancelled_at, session.changed_at = None, timezone.now()
            session.save(update_fields=["cancelled_at", "changed_at"])
            audit.record(CourseVerb.RESTORED, session, by=by, batch=batch.pk)
            telling.tell(session, SessionNotice.RESTORED, by=by)
        completion.refresh_batch(batch)
    return session
