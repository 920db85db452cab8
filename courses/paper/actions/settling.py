"""Paper and ledger say different things: who notes the session decides, with a reason."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.people.models import User
from courses.acts import locks, reasons
from courses.attendance.actions import ledger
from courses.attendance.actions.trainers import OwnAttendance, note_trainer
from courses.models import (
    AttendanceRequest,
    AttendanceSource,
    PaperPage,
    Reason,
    Session,
)
from courses.models.verbs import CourseVerb
from courses.paper.queries import standing
from courses.paper.queries.standing import Line


class WhySettled(reasons.WhyMissing):
    message = _("Write why: those who check the attendance later read it.")


class SettledMeanwhile(Refused):
    message = _(
        "This is not open any more, or something else stands there by now. Look at the list again."
    )


def settle(
    *, page: PaperPage, number: int, shown: str, takes_paper: bool, reason: str, by: User
) -> None:
    """Let the row `number` of `page` count, or leave what stands (`shown`), with a reason.

    The reason is kept beside what companions contest. Raises WhySettled, SettledMeanwhile,
    OwnAttendance, SessionCalledOff or SessionNotBegun.
    """
    if not reason.strip():
        raise WhySettled
    with transaction.atomic():
        session = page.sheet.session
        locks.batch(session.batch_id)
        session = Session.objects.get(pk=session.pk)
        if (refusal := ledger.refusal_of(session)) is not None:
            raise refusal
        lines = {line.row.number: line for line in standing.lines_of(page, None)}
        line = lines.get(number)
        if line is None or not line.is_contested or line.stands != shown:
            raise SettledMeanwhile
        if line.person is not None and line.person.pk == by.pk:
            raise OwnAttendance
        _keep_reason(session, line, takes_paper=takes_paper, reason=reason.strip(), by=by)
        if takes_paper:
            _note(session, page, line, by=by)
        else:
            line.row.settled_as = shown
            line.row.save(update_fields=["settled_as"])
        audit.record(
            CourseVerb.ATTENDANCE_SETTLED, session, by=by, row=line.row.pk,
            change=[shown, line.row.says if takes_paper else shown],
        )  # fmt: skip


def _note(session: Session, page: PaperPage, line: Line, *, by: User) -> None:
    row = line.row
    if row.trainer is not None:
        note_trainer(
            session=session, trainer=row.trainer, status=row.says, by=by, shown=line.stands,
            source=AttendanceSource.PAPER, page=page,
        )  # fmt: skip
    elif row.enrollment_id is not None:
        ledger.note(
            session=session, statuses={row.enrollment_id: row.says}, by=by,
            source=AttendanceSource.PAPER, page=page,
        )  # fmt: skip


def _keep_reason(session: Session, line: Line, *, takes_paper: bool, reason: str, by: User) -> None:
    """Keep why: of a participant beside what companions say, of a trainer as a word about them."""
    now = timezone.now()
    seat, trainer = line.row.enrollment, line.row.trainer
    if trainer is not None:
        Reason.objects.keep(reason[:500], person=trainer)
    if seat is None:
        return
    AttendanceRequest.objects.create(
        session=session,
        enrollment=seat,
        before=line.stands,
        wanted=line.row.says,
        reason=reason[:500],
        asked_by=by,
        asked_at=now,
        is_accepted=takes_paper,
        decided_by=by,
        decided_at=now,
    )
