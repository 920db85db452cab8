"""Whether the trainer of a session came: noted by somebody else, and counted in no rule."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.people.models import User
from courses.acts import locks
from courses.attendance.actions.ledger import refusal_of
from courses.models import (
    AttendanceSource,
    AttendanceStatus,
    PaperPage,
    Session,
    TrainerAttendance,
)
from courses.models.verbs import CourseVerb


class OwnAttendance(Refused):
    message = _("Nobody notes the own attendance. Somebody else who runs the batch does it.")


class TrainerNotedMeanwhile(Refused):
    message = _(
        "Somebody else has noted the trainer otherwise meanwhile, and that stands. Look again."
    )


def note_trainer(
    *,
    session: Session,
    trainer: User,
    status: str,
    by: User,
    shown: str,
    source: AttendanceSource = AttendanceSource.ROSTER,
    page: PaperPage | None = None,
) -> TrainerAttendance | None:
    """Note whether `trainer` came to `session`; an empty status takes it back.

    `shown` is what the page showed. The same sent again changes nothing. Raises
    SessionCalledOff, SessionNotBegun, OwnAttendance or TrainerNotedMeanwhile.
    """
    if trainer.pk == by.pk:
        raise OwnAttendance
    with transaction.atomic():
        locks.batch(session.batch_id)
        session = Session.objects.get(pk=session.pk)
        if (refusal := refusal_of(session)) is not None:
            raise refusal
        noted = TrainerAttendance.objects.filter(session=session, trainer=trainer).first()
        before = noted.status if noted else ""
        if status == before or status not in {"", *AttendanceStatus.values}:
            return noted
        if before != shown:
            raise TrainerNotedMeanwhile
        audit.record(
            CourseVerb.TRAINER_NOTED, session, by=by, trainer=trainer.pk, source=source,
            change=[before, status],
        )  # fmt: skip
        if not status:
            TrainerAttendance.objects.filter(session=session, trainer=trainer).delete()
            return None
        made, _is_new = TrainerAttendance.objects.update_or_create(
            session=session,
            trainer=trainer,
            defaults={
                "status": status,
                "source": source,
                "page": page,
                "noted_by": by,
                "noted_at": timezone.now(),
            },
        )
        return made
