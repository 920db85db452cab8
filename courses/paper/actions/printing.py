"""A sheet is printed: who stands in which row is kept with it."""

from itertools import batched

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.codes import short_code
from academy.core.errors import Refused
from academy.people.models import User
from courses.acts import locks
from courses.attendance.actions.ledger import SessionCalledOff
from courses.models import PaperPage, PaperRow, PaperSheet, Session
from courses.models.verbs import CourseVerb
from courses.paper.queries import people
from courses.paper.rules import CODE_LENGTH, layout


class NobodyToPrint(Refused):
    message = _("Nobody has a seat in this batch yet, so there is nothing to print.")


def print_sheet(*, session: Session, by: User) -> PaperSheet:
    """Return the sheet of `session` as it is printed now.

    As long as the same people stand in the same rows it is the sheet that was printed before.
    Each group of the session begins a page: it lies in a hall of its own.
    Raises SessionCalledOff or NobodyToPrint.
    """
    with transaction.atomic():
        locks.batch(session.batch_id)
        session = Session.objects.select_related("batch").get(pk=session.pk)
        if session.cancelled_at is not None:
            raise SessionCalledOff
        wanted = people.parts_of(session)
        if not wanted:
            raise NobodyToPrint
        last = session.paper_sheets.first()
        if last is not None and people.parts_on(last) == wanted:
            return last
        sheet = PaperSheet.objects.create(
            session=session,
            number=1 if last is None else last.number + 1,
            printed_by=by,
            printed_at=timezone.now(),
        )
        _write(sheet, wanted)
        rows = sum(len(part.rows) for part in wanted)
        audit.record(CourseVerb.SHEET_PRINTED, session, by=by, sheet=sheet.pk, rows=rows)
    return sheet


def _write(sheet: PaperSheet, wanted: list[people.Part]) -> None:
    parts = [
        (part.hall, rows)
        for part in wanted
        for rows in batched(part.rows, layout.ROWS, strict=False)
    ]
    pages = PaperPage.objects.bulk_create(
        PaperPage(sheet=sheet, number=number, hall=hall, code=short_code(CODE_LENGTH))
        for number, (hall, _rows) in enumerate(parts, 1)
    )
    PaperRow.objects.bulk_create(
        PaperRow(
            page=page,
            number=(page.number - 1) * layout.ROWS + place,
            enrollment_id=enrollment,
            trainer_id=trainer,
        )
        for page, (_hall, rows) in zip(pages, parts, strict=True)
        for place, (enrollment, trainer) in enumerate(rows, 1)
    )
