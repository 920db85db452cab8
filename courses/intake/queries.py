"""A list of people read from a file: what each row says, and what would become of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils import timezone
from django.utils.functional import Promise

from academy.core.typed import clean_typed
from academy.people.models import Pesantren, Role, User
from academy.people.particulars.regions import east_java
from academy.sheets.refusals import FileReason, NoRows, SheetRefused, TooManyRows
from academy.sheets.tables import MAX_ROWS, read_table
from courses.intake.rules.columns import HEADS, SEVERAL, Column, is_head
from courses.intake.rules.doubles import judged_together
from courses.intake.rules.rows import (
    Circumstances,
    JudgedRow,
    ListedRow,
    count_people,
    judged_alone,
    listed,
)
from courses.intake.rules.schools import School, Schools


@dataclass(frozen=True)
class Preview:
    """What importing a file would do; nothing of it is written.

    `refusal` and `message`: why the whole file is not taken, and what to do about it. `unread`
    are the heads of columns that are not read, by their letters.
    """

    refusal: FileReason | None = None
    message: str | Promise = ""
    sheet: str = ""
    unread: Mapping[str, str] = field(default_factory=dict)
    listed: tuple[ListedRow, ...] = ()
    around: Circumstances | None = None

    @cached_property
    def rows(self) -> list[JudgedRow]:
        """The verdict on each row, in the order of the file."""
        if self.around is None:
            return []
        return judged_together([judged_alone(row, self.around) for row in self.listed])

    def mended(self, number: int, column: Column, text: str) -> "Preview":
        """Return the preview with another text in one cell; every verdict is found anew."""
        rows = (
            ListedRow(number, {**row.cells, column: clean_typed(text) or None})
            if row.number == number
            else row
            for row in self.listed
        )
        return replace(self, listed=tuple(rows))


def preview(content: bytes, *, by: User | None = None) -> Preview:
    """Return what importing a file would do. `by`: who imports it, nobody's roles where None."""
    try:
        return _preview(content, by)
    except SheetRefused as refusal:
        return Preview(refusal.reason, refusal.message)


def _preview(content: bytes, by: User | None) -> Preview:
    table = read_table(content, heads=HEADS, is_head=is_head, several=SEVERAL)
    around = Circumstances(
        schools=known_schools(),
        today=timezone.localdate(),
        grantable=grantable_by(by),
        since_1904=table.since_1904,
        has_nspp_column=Column.NSPP in table.heads.columns,
    )
    found = Preview(
        sheet=table.sheet, unread=table.unread, listed=tuple(listed(table)), around=around
    )
    people = count_people(found.rows)
    if people > MAX_ROWS:
        raise TooManyRows
    if not people:
        # What was passed over is shown all the same.
        return replace(found, refusal=NoRows.reason, message=NoRows.message)
    return found


def known_schools() -> Schools:
    """Return the pesantren of the registry."""
    rows = Pesantren.objects.order_by("pk").values_list(
        "pk", "nspp", "name", "regency__kemendagri_code"
    )
    return Schools(
        [School(pk, nspp or "", name, code) for pk, nspp, name, code in rows], east_java()
    )


def grantable_by(user: User | None) -> frozenset[str]:
    """Return the roles that somebody may give to those whom a file names (R13)."""
    if user is None or not user.is_program_manager:
        return frozenset()
    return frozenset({Role.TRAINER.value, Role.COORDINATOR.value})
