"""Marks in a spreadsheet: what goes out, and what a file that comes back would change.

People stand in it by user name, activities by a code in their heads. Each line says when it
went out, so that what was changed meanwhile is told, not turned back.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.people.models import User
from academy.sheets.heads import code_in, plain_head
from academy.sheets.lists import Line, Sheet, read_sheet
from academy.web import lists
from cms.models import ActivityPage
from courses.completion.rules import rounded
from courses.gradebook.queries.columns import Column
from courses.gradebook.queries.table import cells_of, hide_own
from courses.models import Batch, Completion, Enrollment, Mark

USER, NAME, TIME = "user", "name", "time"
HEADS = {
    USER: (gettext_lazy("User name"), "Nama pengguna", "User name", "Username"),
    NAME: (gettext_lazy("Name"), "Nama", "Name"),
    TIME: (gettext_lazy("Fetched at"), "Diambil pada", "Fetched at"),
}
# Columns that go out to be read alone.
_FOR_READING = set(map(plain_head, ("pesantren", "mean mark", "nilai rata-rata")))
_MARK = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_CODE = re.compile(r"[0-9a-f]{8}")
_EXEMPT = {"exempt", "bebas"}


@dataclass(frozen=True, slots=True)
class Change:
    """A mark that a file would change; `before` None: there is none yet."""

    seat: Enrollment
    activity: Column
    before: Decimal | None
    after: Decimal


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line (0: in the whole file)."""

    line: int
    what: str


@dataclass(slots=True)
class Preview:
    """What a file would change. With a fault nothing of it can be taken.

    `left` are marks that were changed here since the file went out: they stay as they are.
    `passed_over` are the heads of columns that are nobody's marks, and not read.
    """

    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left: list[Change] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    same_count: int = 0
    empty_count: int = 0
    has_time: bool = True


def head_of(column: Column) -> str:
    """Return the head of an activity, by which a file is read again."""
    return f"{column.title} [{column.code}]"


def columns_out(columns: Sequence[Column], *, with_mean: bool) -> list[lists.Column]:
    """Return the columns of the file that goes out; the rows are `rows_out`."""
    heads: list[Any] = [HEADS[USER][0], HEADS[NAME][0], gettext_lazy("Pesantren")]
    if with_mean:
        heads.append(gettext_lazy("Mean mark"))
    heads += [head_of(column) for column in columns]
    heads.append(HEADS[TIME][0])
    return [lists.Column(f"c{at}", head, itemgetter(at)) for at, head in enumerate(heads)]


def rows_out(
    seats: Iterable[Enrollment], columns: Sequence[Column], *, with_mean: bool, reader: User | None
) -> list[list[Any]]:
    """Return a row for each of `seats`, which come with user and pesantren, as `reader` may
    read it (None: nobody who learns here)."""
    seats = list(seats)
    cells = cells_of([seat.pk for seat in seats], columns)
    hide_own(cells, seats, reader)
    now = timezone.localtime().isoformat()
    numbers: dict[str, Decimal] = {}
    rows = []
    for seat in seats:
        row: list[Any] = [seat.user.username, seat.user.full_name]
        row.append(seat.pesantren.name if seat.pesantren else "")
        if with_mean:
            row.append(None if seat.pk == cells.hidden_mean else seat.mean_mark)
        for column in columns:
            text = cells.marks[column.id].get(seat.pk)
            if text is not None:
                row.append(numbers.get(text) or numbers.setdefault(text, rounded(Decimal(text))))
            else:
                row.append("bebas" if (seat.pk, column.id) in cells.exempt else None)
        rows.append([*row, now])
    return rows


def preview(batch: Batch, columns: Sequence[Column], content: bytes, *, by: User) -> Preview:
    """Return what the file `content` would change in the marks of `columns`.

    Raises what `read_sheet` raises for a file that is no list of marks.
    """
    heads = {name: tuple(map(str, words)) for name, words in HEADS.items()}
    of_code = {column.code: column for column in columns}
    heads |= {column.code: (column.code,) for column in columns}
    sheet = read_sheet(content, heads=heads, needed={USER})
    return _Reader(batch, of_code, by).read(sheet)


class _Reader:
    """Holds lines of a file against what stands here."""

    def __init__(self, batch: Batch, columns: dict[str, Column], by: User):
        self.columns = columns
        self.titles = {plain_head(column.title) for column in columns.values()}
        self.by = by
        rows = Enrollment.objects.seated().filter(batch=batch).select_related("user")
        self.seats = {seat.user.username.casefold(): seat for seat in rows}
        ids = [column.id for column in columns.values()]
        marks = Mark.objects.filter(enrollment__batch=batch, activity__in=ids).order_by()
        self.marks = {
            (seat, activity): (value, at)
            for seat, activity, value, at in marks.values_list(
                "enrollment_id", "activity_id", "value", "given_at"
            )
        }
        done = Completion.objects.filter(enrollment__batch=batch, activity__in=ids).order_by()
        self.done = set(done.values_list("enrollment_id", "activity_id"))
        self.found = Preview()

    def read(self, sheet: Sheet) -> Preview:
        lines = sheet.lines
        for head in sheet.passed_over:
            self._passed_over(head)
        self.found.passed_over += sheet.nameless
        if not any(code in line.cells for line in lines for code in self.columns):
            self._fault(0, _("No column of this file is an activity of this batch with marks."))
        seen: dict[str, int] = {}
        for line in lines:
            name = line.cells.get(USER, "").casefold()
            if name in seen:
                self._fault(
                    line.number,
                    _("“%(name)s” stands in line %(line)s already.")
                    % {"name": line.cells[USER], "line": seen[name]},
                )
                continue
            seen[name] = line.number
            seat = self._seat(line, name)
            if seat is not None:
                self._line(line, seat)
        self.found.has_time = all(self._time(line) for line in lines)
        return self.found

    def _passed_over(self, head: str) -> None:
        """Say what is wrong with a column that means marks; other ones are not read."""
        code = code_in(head).casefold()
        if code in self.columns:
            what = _("The column “%(head)s” stands there twice. Take one of them out.")
        elif _is_of_an_activity(code):
            what = _(
                "The column “%(head)s” is no activity with marks here: of another batch or "
                "course, taken out meanwhile, or its code was changed. Take the column out, or "
                "fetch the file anew and copy the marks over."
            )
        elif plain_head(head) in self.titles:
            what = _(
                "The column “%(head)s” has lost the code in brackets behind its name. Fetch the "
                "file anew and copy the head from there."
            )
        else:
            if plain_head(head) not in _FOR_READING:
                self.found.passed_over.append(head)
            return
        self._fault(0, what % {"head": head})

    def _seat(self, line: Line, name: str) -> Enrollment | None:
        seat = self.seats.get(name)
        if seat is None:
            self._fault(
                line.number,
                _("Nobody in this batch has the user name “%(name)s”.")
                % {"name": line.cells.get(USER, "")},
            )
            return None
        written = line.cells.get(NAME, "")
        if written and written.casefold() != seat.user.full_name.casefold():
            self._fault(
                line.number,
                _("“%(user)s” is %(name)s here, and %(written)s in the file. Were rows mixed up?")
                % {
                    "user": seat.user.username,
                    "name": seat.user.full_name,
                    "written": written,
                },
            )
            return None
        return seat

    def _line(self, line: Line, seat: Enrollment) -> None:
        out_at = self._time(line)
        for code, column in self.columns.items():
            text = line.cells.get(code, "")
            if not text or text.casefold() in _EXEMPT:
                self.found.empty_count += not text and code in line.cells
                continue
            mark = self._mark(line, column, text)
            if mark is None:
                continue
            before, at = self.marks.get((seat.pk, column.id), (None, None))
            if mark == before:
                self.found.same_count += 1
                continue
            change = Change(seat, column, before, mark)
            if at is not None and out_at is not None and at > out_at:
                self.found.left.append(change)
            elif self._may_change(line, change):
                self.found.changes.append(change)

    def _mark(self, line: Line, column: Column, text: str) -> Decimal | None:
        """Return the mark that `text` is; a comma is a point, and nothing else is guessed."""
        mark = Decimal(text.replace(",", ".")) if _MARK.fullmatch(text) else None
        words = {"text": text, "activity": column.title}
        if mark is None:
            self._fault(
                line.number,
                _("“%(text)s” for “%(activity)s” is no mark: 0 to 100, two decimals at most.")
                % words,
            )
        elif mark > 100:
            self._fault(line.number, _("%(text)s for “%(activity)s” is above 100.") % words)
            return None
        return mark

    def _may_change(self, line: Line, change: Change) -> bool:
        words = {"name": change.seat.user.full_name, "activity": change.activity.title}
        if change.seat.user_id == self.by.pk:
            self._fault(line.number, _("Your own mark is corrected by somebody else."))
            return False
        if change.before is None and (change.seat.pk, change.activity.id) not in self.done:
            self._fault(
                line.number,
                _("%(name)s has no work for “%(activity)s” yet that could be marked.") % words,
            )
            return False
        return True

    def _time(self, line: Line) -> dt.datetime | None:
        try:
            at = parse_datetime(line.cells.get(TIME, ""))
        except ValueError:
            return None
        return at if at is not None and timezone.is_aware(at) else None

    def _fault(self, line: int, what: str) -> None:
        self.found.faults.append(Fault(line, what))


def _is_of_an_activity(code: str) -> bool:
    """Say whether a code in a head is meant for an activity: a date is not, though it looks so."""
    if not _CODE.fullmatch(code):
        return False
    first, last = (UUID(code + fill * 24) for fill in "0f")
    return (
        not code.isdecimal()
        or ActivityPage.objects.filter(activity_id__range=(first, last)).exists()
    )


def seats_out(batch: Batch, keys: Collection[int]) -> list[Enrollment]:
    """Return the seats with these `keys`, in their order, with user and pesantren."""
    rows = Enrollment.objects.filter(batch=batch, pk__in=keys).select_related("user", "pesantren")
    found = {row.pk: row for row in rows}
    return [found[key] for key in keys if key in found]
