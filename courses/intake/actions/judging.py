"""The verdict on each row of a list, found anew whenever something of it changes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict

from academy.people.models import User
from courses.intake.queries.known import known_people
from courses.intake.reasons import Caution, Reason
from courses.intake.rules.doubles import judged_together
from courses.intake.rules.keeping import kept_cells
from courses.intake.rules.rows import JudgedRow, ListedRow, Outcome, Values
from courses.models import Batch, IntakeList, IntakeRow
from courses.models.seats.intake import TAKEN_LOTS, Lot

_WRITTEN = [
    "cells", "alone", "values", "reasons", "warnings", "full_name", "pesantren", "lot", "why",
    "has_warnings", "is_left_out", "decision", "person",
]  # fmt: skip
_AT_ONCE = 400
_LOTS = {Outcome.SKIP: Lot.SKIP, Outcome.REJECT: Lot.FIX}


def new_rows(
    listing: IntakeList, listed: Iterable[ListedRow], alone: Iterable[JudgedRow], *, by: User
) -> list[IntakeRow]:
    """Return the rows of a list with their verdicts, not saved."""
    rows = []
    for row, verdict in zip(listed, alone, strict=True):
        made = IntakeRow(listing=listing, number=row.number, cells=kept_cells(row.cells))
        set_alone(made, verdict)
        rows.append(made)
    settle(rows, batch=listing.batch, by=by)
    return rows


def set_alone(row: IntakeRow, verdict: JudgedRow) -> None:
    """Keep what a row is by itself."""
    row.alone = {
        "outcome": str(verdict.outcome),
        "reasons": list(verdict.reasons),
        "warnings": list(verdict.warnings),
    }
    row.values = asdict(verdict.values)
    row.full_name = verdict.values.full_name
    row.pesantren_id = verdict.school.id if verdict.school else None


def write(rows: Sequence[IntakeRow]) -> None:
    """Write rows that are known to the database already."""
    IntakeRow.objects.bulk_update(rows, _WRITTEN, batch_size=_AT_ONCE)


def settle(
    rows: Sequence[IntakeRow], *, batch: Batch, by: User, touched: Collection[int] = ()
) -> list[IntakeRow]:
    """Find the verdict of all rows of a list together; return those that changed, not saved.

    `touched` are the numbers of rows that were changed themselves. What is left out by hand
    stands further up of nobody.
    """
    together = {
        verdict.number: verdict
        for verdict in judged_together(_alone(row) for row in rows if not row.is_left_out)
    }
    changed = []
    for row in rows:
        is_touched = row.number in touched
        if _set_verdict(row, together.get(row.number), is_touched) or is_touched:
            changed.append(row)
    right = [row for row in changed if row.lot == Lot.NEW]
    known = known_people([Values(**row.values) for row in right], batch)
    for row in right:
        found = known.standing(Values(**row.values), decision=row.decision, by=by.pk)
        row.lot, row.why = found.lot, found.why or ""
        row.person_id = found.person
    return changed


def _alone(row: IntakeRow) -> JudgedRow:
    return JudgedRow(
        row.number,
        Outcome(row.alone["outcome"]),
        tuple(map(Reason, row.alone["reasons"])),
        tuple(map(Caution, row.alone["warnings"])),
        Values(**row.values),
    )


def _set_verdict(row: IntakeRow, verdict: JudgedRow | None, is_touched: bool) -> bool:
    """Set what others further up make of a row; tell whether that is something else now.

    Who is right now, and was not, is still to be looked for among those who are known.
    """
    before = (row.lot, row.reasons, row.warnings)
    if verdict is None:
        lot, row.reasons, row.warnings = Lot.LEFT, [], []
    else:
        row.reasons, row.warnings = list(verdict.reasons), list(verdict.warnings)
        lot = _LOTS.get(verdict.outcome, Lot.NEW)
        if lot == Lot.NEW and _is_right(row) and not is_touched:
            lot = Lot(row.lot)
    if lot != row.lot:
        row.lot, row.why, row.person_id = lot, "", None
    row.has_warnings = bool(row.warnings)
    return (row.lot, row.reasons, row.warnings) != before


def _is_right(row: IntakeRow) -> bool:
    """Whether nothing in the file was wrong with a row when it was looked at last."""
    return row.lot in {*TAKEN_LOTS, Lot.ASK, Lot.THERE, Lot.BARRED} or bool(row.why)
