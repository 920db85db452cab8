"""A list of people read from a file: what each row says, and what would become of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils import timezone
from django.utils.functional import Promise
from openpyxl.utils import get_column_letter

from academy.core.text.typed import clean_typed
from academy.people.models import Pesantren, Role, User
from academy.people.particulars.regions import east_java
from academy.sheets.refusals import FileReason, NoRows, SheetRefused, TooManyRows
from academy.sheets.tables import MAX_ROWS, Table, read_table
from courses.intake.rules.choices import NOTHING_CHOSEN, Chosen, look_month_first
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
    are the heads of columns that are not read, by their letters, `read` those of the others with
    what each holds. `looks_month_first`: dates of birth seem to be written as in America.
    """

    refusal: FileReason | None = None
    message: str | Promise = ""
    sheet: str = ""
    unread: Mapping[str, str] = field(default_factory=dict)
    read: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    looks_month_first: bool = False
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


def preview(
    content: bytes,
    *,
    by: User | None = None,
    chosen: Chosen = NOTHING_CHOSEN,
) -> Preview:
    """Return what importing a file would do. `by`: who imports it, nobody's roles where None;
    `chosen`: what is meant, where somebody has said it."""
    try:
        return _preview(content, by, chosen)
    except SheetRefused as refusal:
        return Preview(refusal.reason, refusal.message)


def _preview(content: bytes, by: User | None, chosen: Chosen) -> Preview:
    table = read_table(content, heads=HEADS, is_head=is_head, several=SEVERAL, meant=chosen.meant)
    rows = listed(table)
    found = Preview(
        sheet=table.sheet,
        unread=table.unread,
        read=_read(table),
        looks_month_first=look_month_first(rows),
        listed=tuple(chosen.applied(rows)),
        around=circumstances(
            by,
            since_1904=table.since_1904,
            has_nspp_column=Column.NSPP in table.heads.columns,
        ),
    )
    people = count_people(found.rows)
    if people > MAX_ROWS:
        raise TooManyRows
    if not people:
        # What was passed over is shown all the same.
        return replace(found, refusal=NoRows.reason, message=NoRows.message)
    return found


def circumstances(by: User | None, *, since_1904: bool, has_nspp_column: bool) -> Circumstances:
    """Return what verdicts depend on today, where `by` imports."""
    return Circumstances(
        schools=known_schools(),
        today=timezone.localdate(),
        grantable=grantable_by(by),
        since_1904=since_1904,
        has_nspp_column=has_nspp_column,
    )


def _read(table: Table) -> dict[str, tuple[str, str]]:
    """Return head and meaning of each column that is read, by its letter."""
    return {
        get_column_letter(place + 1): (table.heads.texts.get(place, ""), str(name))
        for name, places in table.heads.columns.items()
        for place in places
    }


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
