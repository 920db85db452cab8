"""The same person twice in one file, and what two people have in common (rule R14)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from academy.people.particulars.names import name_key
from courses.intake.reasons import Caution, Reason
from courses.intake.rules.rows import JudgedRow, Outcome


def judged_together(rows: Iterable[JudgedRow]) -> list[JudgedRow]:
    """Return the verdicts with what rows further up add to them.

    Only rows that are right in themselves count as being further up: of somebody whose first
    row is refused, the second is taken.
    """
    seen = _Seen()
    return [row if row.outcome == Outcome.SKIP else seen.add(row) for row in rows]


class _Seen:
    def __init__(self) -> None:
        self._people: set[tuple[str, ...]] = set()
        self._phones: dict[str, str] = {}
        self._emails: dict[str, str] = {}

    def add(self, row: JudgedRow) -> JudgedRow:
        key = name_key(row.values.full_name)
        reasons = self._reasons(row, key)
        warnings = row.warnings
        if self._phones.get(row.values.phone, key) != key:
            warnings = (*warnings, Caution.PHONE_SHARED)
        if row.outcome == Outcome.ACCEPT:
            self._note(row, key)
        if not reasons:
            return replace(row, warnings=warnings)
        return replace(
            row, outcome=Outcome.REJECT, reasons=(*row.reasons, *reasons), warnings=warnings
        )

    def _reasons(self, row: JudgedRow, key: str) -> tuple[Reason, ...]:
        if key and not self._people.isdisjoint(_marks(row, key)):
            return (Reason.DUPLICATE_IN_FILE,)
        if self._emails.get(row.values.email, key) != key:
            return (Reason.EMAIL_TAKEN_IN_FILE,)
        return ()

    def _note(self, row: JudgedRow, key: str) -> None:
        self._people.update(_marks(row, key))
        if row.values.phone:
            self._phones.setdefault(row.values.phone, key)
        if row.values.email:
            self._emails.setdefault(row.values.email, key)


def _marks(row: JudgedRow, key: str) -> Iterator[tuple[str, ...]]:
    """Yield what two rows of one person have in common."""
    values = row.values
    if values.phone:
        yield "phone", key, values.phone
    if values.email:
        yield "email", key, values.email
    if values.birth_date and values.nspp:
        yield "birth", key, values.birth_date, values.nspp
