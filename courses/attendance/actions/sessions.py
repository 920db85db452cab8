"""Live meetings of a batch."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from courses.completion import actions as completion
from courses.models import Batch, Session


class SessionHasAttendance(Refused):
    message = _("People are noted as present at this session; it cannot be called off.")


def save_session(*, session: Session, by) -> Session:
    """Write a new or changed session and bring the batch's figures up to date."""
    with transaction.atomic():
        is_new = session.pk is None
        session.counted_at = None
        session.save()
        audit.record("created" if is_new else "changed", session, by=by, batch=session.batch_id)
    completion.refresh_batch(Batch.objects.get(pk=session.batch_id))
    return session


def call_off(*, session: Session, by) -> Session:
    """Call a session off; it stays in the record and counts for nobody.

    Raises SessionHasAttendance once somebody was noted.
    """
    with transaction.atomic():
        session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
        if session.attendance.exists():
            raise SessionHasAttendance
        if session.cancelled_at is None:
            session.cancelled_at = timezone.now()
            session.save(update_fields=["cancelled_at"])
            audit.record("called off", session, by=by, batch=session.batch_id)
    completion.refresh_batch(session.batch)
    return session


def restore(*, session: Session, by) -> Session:
    """Take the calling-off back."""
    with transaction.atomic():
        session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
        if session.cancelled_at is not None:
            session.cancelled_at = None
            session.save(update_fields=["cancelled_at"])
            audit.record("restored", session, by=by, batch=session.batch_id)
    completion.refresh_batch(session.batch)
    return session
