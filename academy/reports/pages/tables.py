"""The tables of figures, for the screen and for a spreadsheet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.reports.disclosure.small_groups import Shown
from academy.web import formats, lists

type Label = str | Promise

FIGURES: dict[str, Label] = {
    "applied": _("Applications"),
    "accepted": pgettext_lazy("figure", "Accepted"),
    "active": pgettext_lazy("figure", "Active"),
    "completed": pgettext_lazy("figure", "Passed"),
    "certified": pgettext_lazy("figure", "Certified"),
}
# The dimensions in the order of the page, with the heads of their tables and columns.
DIMENSIONS: dict[str, tuple[Label, Label]] = {
    "batch": (_("Per batch"), pgettext_lazy("column", "Batch")),
    "regency": (_("Per regency"), _("Regency")),
    "gender": (_("Per gender"), _("Gender")),
    "pillar": (_("Per pillar"), _("Pillar")),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a whole, drawn beside a row."""

    value: int
    whole: int

    @property
    def percent(self) -> str:
        return formats.percent(100 * self.value / self.whole) if self.whole else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as a table shows it, and its list ("" for none)."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A group; `note` stands small below its name."""

    label: Label
    cells: list[Cell]
    bar: Bar | None = None
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A dimension with a row for each group."""

    name: str
    title: Label
    head: Label
    figures: list[Label]
    bar_head: Label
    rows: list[Row]


def text(figure: int | Shown) -> str:
    """Return a figure as it is read: "1.000", "<5"."""
    if isinstance(figure, Shown):
        return figure.mark if figure.value is None else formats.number(figure.value)
    return formats.number(figure)


type SheetRow = tuple[Label, Label, list[int | str]]


def _figure(at: int) -> Callable[[SheetRow], int | str]:
    return lambda row: row[2][at]


def columns(figures: Iterable[str]) -> tuple[lists.Column, ...]:
    """Return the columns of the spreadsheet of `figures`; its rows are `SheetRow`s."""
    return (
        lists.Column("part", _("Part"), lambda row: str(row[0])),
        lists.Column("group", _("Group"), lambda row: str(row[1])),
        *(
            lists.Column(name, FIGURES[name], _figure(at), css="num")
            for at, name in enumerate(figures)
        ),
    )
