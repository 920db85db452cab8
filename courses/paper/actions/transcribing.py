"""What stands on a page of a sheet is written down, and goes into the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from academy.core import audit
from academy.people.models import User
from courses.acts import locks
from courses.attendance.actions import ledger
from courses.attendance.actions.trainers import note_trainer
from courses.models import (
    AttendanceSource,
    AttendanceStatus,
    Enrollment,
    PaperPage,
    PaperRow,
    Session,
)
from courses.models.verbs import CourseVerb
from courses.paper.queries import standing
from courses.paper.queries.standing import Line


@dataclass(frozen=True, slots=True)
class Transcribed:
    """How many rows changed, and of whom the page has something to say.

    `clashes`: somebody else has read the row otherwise meanwhile, and that stands; `contested`:
    the ledger says something else, and stays until somebody decides; `fallen`: they had met the
    rule, and meet it no more.
    """

    count: int
    clashes: list[Line]
    contested: list[Line]
    fallen: list[Enrollment]


def transcribe(
    *, page: PaperPage, says: Mapping[int, str], shown: Mapping[int, str], by: User
) -> Transcribed:
    """Write down what the rows of `page` say, by their numbers, and note it in the ledger.

    `shown` is what the screen showed of each: who is left as shown is not written, and what
    somebody else has written meanwhile stays. What others have noted otherwise in the ledger
    stays too (`settle`). The own row is somebody else's to write. The same sent again changes
    nothing. Raises SessionCalledOff or SessionNotBegun.
    """
    with transaction.atomic():
        session = page.sheet.session
        locks.batch(session.batch_id)
        session = Session.objects.get(pk=session.pk)
        if (refusal := ledger.refusal_of(session)) is not None:
            raise refusal
        lines = {line.row.number: line for line in standing.lines_of(page, None)}
        mine = {
            number: status
            for number, status in says.items()
            if number in lines and _is_mine(lines[number], status, shown.get(number, ""), by)
        }
        clashes = [lines[at] for at in sorted(mine) if lines[at].row.says != shown.get(at, "")]
        for line in clashes:
            del mine[line.row.number]
        changed = [lines[number] for number in sorted(mine)]
        fallen = _note(session, page, changed, mine, by=by)
        _keep(page, changed, mine, by=by)
        left = [line for line in standing.lines_of(page, None) if line.is_contested]
    return Transcribed(len(changed), clashes, left, fallen)


def _is_mine(line: Line, status: str, shown: str, by: User) -> bool:
    """Whether `status` is what this reader has changed, and not what stands there by now."""
    known = status in AttendanceStatus.values or status == ""
    is_own = line.person is not None and line.person.pk == by.pk
    is_noted = not is_own and not line.has_left
    return known and is_noted and status not in (shown, line.row.says)


def _keep(page: PaperPage, lines: list[Line], says: Mapping[int, str], *, by: User) -> None:
    now = timezone.now()
    for line in lines:
        row = line.row
        row.says, row.said_by, row.said_at = says[row.number], by, now
        row.settled_as = ""
    PaperRow.objects.bulk_update(
        [line.row for line in lines], ["says", "said_by", "said_at", "settled_as"]
    )
    if lines:
        changes = {row.number: says[row.number] for row in (line.row for line in lines)}
        audit.record(
            CourseVerb.SHEET_TRANSCRIBED, page.sheet.session, by=by, page=page.pk, rows=changes
        )


def _note(
    session: Session, page: PaperPage, lines: list[Line], says: Mapping[int, str], *, by: User
) -> list[Enrollment]:
    """Note what nobody else has noted otherwise; return who meets the rule no more."""
    free = [line for line in lines if _is_free(line, page, says[line.row.number])]
    statuses = {
        line.row.enrollment_id: says[line.row.number]
        for line in free
        if line.row.enrollment_id is not None
    }
    for line in free:
        if line.row.trainer is not None:
            note_trainer(
                session=session, trainer=line.row.trainer, status=says[line.row.number], by=by,
                shown=line.stands, source=AttendanceSource.PAPER, page=page,
            )  # fmt: skip
    if not statuses:
        return []
    noted = ledger.note(
        session=session, statuses=statuses, by=by, source=AttendanceSource.PAPER, page=page
    )
    return noted.fallen


def _is_free(line: Line, page: PaperPage, status: str) -> bool:
    """Whether the ledger takes `status`: nobody has noted the person, or this page has."""
    noted = line.noted
    if noted is None:
        return bool(status)
    is_of_page = noted.source == AttendanceSource.PAPER and noted.page_id == page.pk
    return is_of_page and noted.status != status
