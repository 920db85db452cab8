"""A draft is changed row by row: cells mended, rows left out, probable doubles decided."""

from collections.abc import Mapping
from functools import cached_property

from django.db import transaction
from django.utils import timezone

from academy.core.text.typed import clean_typed
from academy.people.models import User
from academy.sheets.cells import Value
from courses.intake.actions.drafts import locked
from courses.intake.actions.errors import CellChanged, MayNotJoin, NotDraft
from courses.intake.actions.judging import set_alone, settle, write
from courses.intake.queries.alike import alike_account
from courses.intake.queries.reading import circumstances
from courses.intake.rules.columns import Column
from courses.intake.rules.keeping import kept_cells, read_cells, said
from courses.intake.rules.rows import ListedRow, judged_alone
from courses.models import IntakeList, IntakeRow
from courses.models.seats.intake import Decision, Lot


class _Draft:
    """A draft under its lock, whose rows are judged together when one was changed."""

    def __init__(self, row: IntakeRow, by: User) -> None:
        self.by = by
        self.listing: IntakeList = locked(row.listing)
        if not self.listing.is_draft:
            raise NotDraft
        found = self.listing.rows.filter(number=row.number).first()
        if found is None:
            raise NotDraft
        self.number = row.number

    @cached_property
    def rows(self) -> list[IntakeRow]:
        return list(self.listing.rows.order_by("number"))

    @property
    def row(self) -> IntakeRow:
        return next(row for row in self.rows if row.number == self.number)

    def write(self) -> IntakeRow:
        changed = settle(self.rows, batch=self.listing.batch, by=self.by, touched={self.number})
        write(changed)
        self.listing.revision += 1
        self.listing.touched_at = timezone.now()
        self.listing.save(update_fields=["revision", "touched_at"])
        return self.row


def mend(
    *, row: IntakeRow, texts: Mapping[Column, str], shown: Mapping[Column, str], by: User
) -> IntakeRow:
    """Put other texts into cells of a row; every verdict of the list is found anew.

    Written is what differs from `shown`. Raises CellChanged where somebody else has changed one
    of those cells since, and NotDraft.
    """
    with transaction.atomic():
        draft = _Draft(row, by)
        mended = draft.row
        cells = read_cells(mended.cells)
        for column, text in texts.items():
            before, text = shown.get(column, ""), clean_typed(text)
            if text == clean_typed(before):
                continue
            if said(mended.cells, column) != before:
                raise CellChanged
            cells[column] = text or None
            mended.decision = ""
        _judge_alone(draft, mended, cells)
        return draft.write()


def _judge_alone(draft: _Draft, row: IntakeRow, cells: dict[Column, Value]) -> None:
    understood = draft.listing.understood
    around = circumstances(
        draft.by,
        since_1904=understood["since_1904"],
        has_nspp_column=understood["has_nspp_column"],
    )
    row.cells = kept_cells(cells)
    set_alone(row, judged_alone(ListedRow(row.number, read_cells(row.cells)), around))


def leave_out(*, row: IntakeRow, is_left_out: bool, by: User) -> IntakeRow:
    """Leave a row out by hand, or take it in again. Raises NotDraft."""
    with transaction.atomic():
        draft = _Draft(row, by)
        if draft.row.is_left_out == is_left_out:
            return draft.row
        draft.row.is_left_out = is_left_out
        return draft.write()


def decide(*, row: IntakeRow, decision: Decision, by: User) -> IntakeRow:
    """Say whether somebody who is like a person here is that person.

    Who says so gets to see that person's account by the seat: so who does not see it may only
    say that it is another one. Raises MayNotJoin and NotDraft.
    """
    with transaction.atomic():
        draft = _Draft(row, by)
        if draft.row.lot not in {Lot.ASK, Lot.NEW, Lot.KNOWN}:
            return draft.row
        if decision == Decision.SAME and alike_account(draft.row, by=by) is None:
            raise MayNotJoin
        draft.row.decision = decision
        return draft.write()
