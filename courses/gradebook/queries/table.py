"""The marks of many people at once, read and drawn in no more time than it takes.

250 people with 80 activities are 20,000 cells: each is a text from the database, and what is
drawn for a text is remembered.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from academy.people.models import User
from academy.web.templatetags.academy import icon
from courses.gradebook.queries.columns import Column
from courses.learning.queries.marks import marks_of
from courses.models import (
    Completion,
    Enrollment,
    Exemption,
    Mark,
    Submission,
    SubmissionState,
)


@dataclass(slots=True)
class Cells:
    """What stands in the cells, by activity and then by seat."""

    marks: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    exempt: set[tuple[int, int]] = field(default_factory=set)
    # Hand-ins that wait, or for which a new one is wanted.
    open: dict[tuple[int, int], str] = field(default_factory=dict)
    # The seat whose mean is not shown to who reads this.
    hidden_mean: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A seat, as a row of marks shows it."""

    pk: int
    public_id: UUID
    user_id: int
    name: str
    mean_mark: Decimal | None


def shown(rows: Iterable[Enrollment]) -> list[Person]:
    """Return a page of `rows` without what no row of marks shows."""
    if isinstance(rows, QuerySet):
        columns = ("pk", "public_id", "user_id", "user__full_name", "mean_mark")
        return [Person(*row) for row in rows.values_list(*columns)]
    # Of very many, the list has found the rows of its page already.
    return [
        Person(row.pk, row.public_id, row.user_id, row.user.full_name, row.mean_mark)
        for row in rows
    ]


def hide_own(cells: Cells, people: Iterable[Person | Enrollment], reader: User | None) -> None:
    """Take out of `cells` what quizzes do not show their participant yet, where that is the
    reader: who works here and learns here reads no more of the own marks than anybody else."""
    asked = None if reader is None else reader.pk
    own = next((person.pk for person in people if person.user_id == asked), None)
    if own is None:
        return
    seat = Enrollment.objects.select_related("batch", "user").get(pk=own)
    found = marks_of(seat)
    for row in found.rows:
        if row.step.mark_waits:
            cells.marks[row.step.activity.id].pop(own, None)
    if found.mean is None:
        cells.hidden_mean = own


def by_mark(rows: QuerySet[Enrollment], activity_id: int) -> QuerySet[Enrollment]:
    """Return `rows` with `asked_mark`, the mark for one activity, to sort by."""
    own = Mark.objects.filter(enrollment=OuterRef("pk"), activity=activity_id)
    return rows.annotate(asked_mark=Subquery(own.values("value")[:1]))


def is_missing(activity_id: int) -> Combinable:
    """Return the condition on a seat that nothing has come for an activity, and should."""
    own = {"enrollment": OuterRef("pk")}
    return (
        Q(state="active")
        & ~Exists(Completion.objects.filter(activity=activity_id, **own))
        & ~Exists(Submission.objects.handed_in().filter(assignment=activity_id, **own))
        & ~Exists(Exemption.objects.valid().filter(activity=activity_id, **own))
    )


def cells_of(keys: Collection[int], columns: Iterable[Column]) -> Cells:
    """Return the cells of the seats with these `keys`, in three queries."""
    wanted = [column.id for column in columns]
    found = Cells()
    marks = Mark.objects.filter(enrollment__in=keys, activity__in=wanted)
    texts = marks.annotate(text=Cast("value", CharField())).order_by()
    for seat, activity, text in texts.values_list("enrollment_id", "activity_id", "text"):
        found.marks[activity][seat] = text
    exempt = Exemption.objects.valid().filter(enrollment__in=keys, activity__in=wanted)
    found.exempt.update(exempt.order_by().values_list("enrollment_id", "activity_id"))
    waiting = Submission.objects.handed_in().filter(enrollment__in=keys, assignment__in=wanted)
    for seat, activity, state in waiting.order_by("number").values_list(
        "enrollment_id", "assignment_id", "state"
    ):
        found.open[seat, activity] = state
    return found


class Drawer:
    """Draws the rows of the table."""

    def __init__(self, columns: Sequence[Column], cells: Cells, pass_mark: Decimal | None):
        self.columns = columns
        self.cells = cells
        self.pass_mark = pass_mark
        self.drawn: dict[str, str] = {}
        exempt = pgettext("instead of a mark", "exempt")
        waits, again = (
            pgettext("instead of a mark", "waits"),
            pgettext("instead of a mark", "again"),
        )
        self.exempt = f'<td class="x">{escape(exempt)}'
        self.open: dict[str, str] = {
            SubmissionState.SUBMITTED: f'<td class="w">{escape(waits)}',
            SubmissionState.REVISION: f'<td class="w">{escape(again)}',
        }

    def heads(self, query: QueryDict) -> SafeString:
        """Return the heads of the activities by number; each sorts by its marks."""
        kept = query.copy()
        kept.pop("page", None)
        [asked] = kept.pop("sort", [""])[-1:]
        before = escape(f"?{kept.urlencode()}&sort=" if kept else "?sort=")
        return mark_safe(
            "".join(self._head(*item, before, asked) for item in enumerate(self.columns, 1))
        )

    def _head(self, number: int, column: Column, before: str, asked: str) -> str:
        name = f"a{column.code}"
        sorts, sign = "", ""
        if asked.removeprefix("-") == name:
            is_up = asked == name
            sorts = f' aria-sort="{"ascending" if is_up else "descending"}"'
            sign = str(icon("arrow-up" if is_up else "arrow-down"))
            name = f"-{name}" if is_up else name
        title = escape(f"{column.course}: {column.title}" if column.course else column.title)
        return (
            f'<th scope="col" data-a="{column.activity_id}"{sorts}>'
            f'<a class="sort" href="{before}{name}" title="{title}">{number}{sign}</a>'
        )

    def row(self, person: Person, url: str, *, with_mean: bool) -> SafeString:
        """Return one person's row; closing tags are left out, as HTML allows."""
        parts = [f'<tr><th scope="row"><a href="{url}">{escape(person.name)}</a>']
        if with_mean:
            mean = None if person.pk == self.cells.hidden_mean else person.mean_mark
            parts.append("<td>–" if mean is None else self.mark(str(mean)))
        exempt, waiting, pk = self.cells.exempt, self.cells.open, person.pk
        for column in self.columns:
            activity = column.id
            text = self.cells.marks[activity].get(pk)
            if exempt and (pk, activity) in exempt:
                parts.append(self.exempt)
            elif text is not None:
                parts.append(self.drawn.get(text) or self.mark(text))
            else:
                parts.append(self.open.get(waiting.get((pk, activity), ""), "<td>"))
        return mark_safe("".join(parts))

    def mark(self, text: str) -> str:
        """Return the cell of a mark, as one reads it here, and remember it."""
        value = Decimal(text)
        css = ' class="l"' if self.pass_mark is not None and value < self.pass_mark else ""
        found = self.drawn[text] = f"<td{css}>{plain(value)}"
        return found


def plain(value: Decimal) -> str:
    """Return a mark without needless zeros, with a decimal comma."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
