"""Rows of a list as a spreadsheet: those to correct, to be uploaded again, and the result."""

from collections.abc import Iterator
from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from academy.people.particulars.phones import national_phone
from academy.web import lists
from courses.intake.queries.pages import HEADS, columns_of, sentences
from courses.intake.rules.columns import Column
from courses.intake.rules.keeping import said
from courses.models import IntakeList, IntakeRow
from courses.models.seats.intake import Lot

RESULT_COLUMNS = (
    lists.Column("number", _("Row"), lambda row: row.number),
    lists.Column("name", _("Name"), lambda row: row.full_name),
    lists.Column(
        "username",
        _("User name"),
        lambda row: row.person.username if row.person and row.result else "",
    ),
    lists.Column("pesantren", _("Pesantren"), lambda row: str(row.pesantren or "")),
    lists.Column("phone", _("Phone"), lambda row: national_phone(row.values.get("phone", ""))),
    lists.Column(
        "result",
        _("What came of it"),
        lambda row: str(row.get_result_display() if row.result else row.get_lot_display()),
    ),
    lists.Column("why", _("Why"), lambda row: " ".join(sentences(row))),
)


def faulty(listing: IntakeList) -> QuerySet[IntakeRow]:
    """Return the rows that are to be corrected or decided."""
    return listing.rows.filter(lot__in=[Lot.FIX, Lot.ASK, Lot.BARRED]).order_by("number")


def fault_columns(listing: IntakeList) -> Iterator[lists.Column]:
    """Yield the columns of the file with the rows to correct: those of the list, and why.

    Their heads are those that are read, whatever the language; “why” is a column that is not.
    """
    yield lists.Column("number", "No", lambda row: row.number)
    for column in columns_of(listing):
        yield lists.Column(str(column), HEADS[column], partial(_cell, column))
    yield lists.Column("why", _("Why"), lambda row: " ".join(sentences(row)))


def _cell(column: Column, row: IntakeRow) -> str:
    text = said(row.cells, column)
    if column == Column.BIRTH and row.values.get("birth_date"):
        return "/".join(reversed(row.values["birth_date"].split("-")))
    return text
