"""The one list of the workspace: filter, sort, page, export, all kept in the address.

A view describes its columns and hands over a queryset that is already `visible_to` the
reader; the template shows `toolbar`, `sort_header`s, rows and `pagination`.
"""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, cast

import django_filters
from django.core.paginator import Page, Paginator
from django.db.models import F, OrderBy, QuerySet
from django.forms import Select
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from academy.web.forms.selects import QuickSelect

PER_PAGE = 50
# So many go out while a person waits; more are a job, where a list has one.
AT_ONCE = 250
# From here on a page of a list is found by its keys first.
MANY = 1000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell that begins so would be run as a formula by spreadsheet programs (import rule R16).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Widths of columns, in letters.
NARROWEST, WIDEST = 10, 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `sort` is what it orders by ("" for not at all), `value` what Excel gets."""

    name: str
    label: str | Promise
    value: Callable[[Any], Any]
    sort: str = ""
    css: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list ready to show. `page` is a page of rows, `rows` all that the filter left."""

    filterset: django_filters.FilterSet
    rows: QuerySet[Any]
    page: "Page[Any]"
    columns: tuple[Column, ...]
    query: Any

    @property
    def total(self) -> int:
        """How many rows the filter left."""
        return self.page.paginator.count

    @property
    def is_filtered(self) -> bool:
        """Whether an empty list is the filter's doing."""
        kept = {field.name for field in self.filterset.form.hidden_fields()}
        return any(self.query.get(name) for name in self.filterset.filters if name not in kept)

    @property
    def export_query(self) -> str:
        """The address's query for the same list as a spreadsheet."""
        query = self.query.copy()
        query.pop("page", None)
        query["format"] = "xlsx"
        return f"?{query.urlencode()}"

    @property
    def wants_export(self) -> bool:
        return bool(self.query.get("format") == "xlsx")


def build(
    request: HttpRequest,
    queryset: QuerySet[Any],
    *,
    filterset_class: type[django_filters.FilterSet],
    columns: Iterable[Column],
    default_sort: str,
    per_page: int = PER_PAGE,
    fields: tuple[str, ...] = (),
    only: tuple[str, ...] = (),
    **filter_options: Any,
) -> List:
    """Return the list that the address asks for.

    An unknown sort, page or filter value is ignored: an old link still opens the list. With
    `fields` the rows of the page are named tuples of "pk" and these: to make objects of five
    tables takes as long as to draw them. With `only` they are objects of which no more is read.
    """
    columns = tuple(columns)
    filterset = filterset_class(request.GET, queryset=queryset, request=request, **filter_options)
    for field in filterset.form.fields.values():
        if type(field.widget) is Select:
            field.widget = QuickSelect.instead_of(field.widget)
    rows = ordered(request, filterset.qs, columns=columns, default_sort=default_sort)
    page = Paginator(rows, per_page).get_page(request.GET.get("page"))
    if page.paginator.count > MANY:
        page.object_list = _by_keys(rows, page, fields, only)
    elif fields:
        page.object_list = _named(page.object_list, fields)
    elif only:
        page.object_list = cast(QuerySet[Any], page.object_list).only(*only)
    return List(filterset=filterset, rows=rows, page=page, columns=columns, query=request.GET)


def ordered(
    request: HttpRequest, rows: QuerySet[Any], *, columns: Iterable[Column], default_sort: str
) -> QuerySet[Any]:
    """Return `rows` in the order that the address asks for, as `build` shows them."""
    return rows.order_by(*_order(request.GET.get("sort", ""), tuple(columns), default_sort))


def _by_keys(
    rows: QuerySet[Any], page: "Page[Any]", fields: tuple[str, ...], only: tuple[str, ...]
) -> list[Any]:
    """Return the rows of `page` by their keys: joins and counts are then made for these only.

    Otherwise the database makes them for every row, sorts, and throws all but a page away.
    """
    first = page.start_index() - 1
    keys = list(rows.values_list("pk", flat=True)[first : page.end_index()])
    found = rows.order_by()
    if fields:
        by_key = {row.pk: row for row in _named(found.filter(pk__in=keys), fields)}
    else:
        by_key = (found.only(*only) if only else found).in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]


def _named(rows: Any, fields: tuple[str, ...]) -> Any:
    return rows.values_list("pk", *fields, named=True)


def _order(asked: str, columns: tuple[Column, ...], default: str) -> tuple[OrderBy | str, ...]:
    sorts = {column.name: column.sort for column in columns if column.sort}
    sort = sorts.get(asked.removeprefix("-"))
    if sort is None:
        return (default, "pk")
    # From the largest down, what has no value comes last, on every database.
    return (F(sort).desc(nulls_last=True) if asked.startswith("-") else sort, "pk")


def literal(sheet: Any, value: Any) -> Any:
    """Return `value` for a cell of `sheet`: dates as one writes them here, text always as
    text (what looks like a formula too), signs that no spreadsheet can hold left out."""
    if isinstance(value, Promise):
        value = str(value)
    if isinstance(value, datetime):
        # Spreadsheets know no time zones; people here read WIB.
        return _dated(sheet, timezone.localtime(value).replace(tzinfo=None), "dd/mm/yyyy hh:mm")
    if isinstance(value, date):
        return _dated(sheet, value, "dd/mm/yyyy")
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    if not text.startswith(FORMULA_STARTS):
        return text
    cell = WriteOnlyCell(sheet, value=text)
    # Text by its type, not by a sign before it; it stays text when the cell is edited.
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _dated(sheet: Any, value: date, number_format: str) -> Cell:
    cell = WriteOnlyCell(sheet, value=value)
    cell.number_format = number_format
    return cell


def _width(label: str, values: Iterable[Any]) -> int:
    """Return how wide a column must be to be read, within reason."""
    longest = max((len(_as_read(value)) for value in values), default=0)
    # The head has the filter's arrow beside it.
    return min(WIDEST, max(NARROWEST, len(label) + 4, longest + 2))


def _as_read(value: Any) -> str:
    if isinstance(value, Cell):
        return value.value if isinstance(value.value, str) else value.number_format
    return "" if value is None else str(value)


type Teller = Callable[[HttpRequest], None]
_TELLERS: list[Teller] = []


def listen(teller: Teller) -> None:
    """Let `teller` be called with the request whenever a list goes out as a spreadsheet."""
    _TELLERS.append(teller)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One more sheet of an Excel file."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Any]


def workbook(
    columns: Iterable[Column], rows: Iterable[Any], *, title: str, more: Iterable[Leaf] = ()
) -> bytes:
    """Return an Excel file of `rows`, one column each, wide enough to be read; heads are
    bold, stay in view and filter. `more` sheets follow."""
    book = Workbook(write_only=True)
    for leaf in (Leaf(title, tuple(columns), rows), *more):
        _write_leaf(book, leaf)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_leaf(book: Workbook, leaf: Leaf) -> None:
    columns, rows = leaf.columns, leaf.rows
    sheet = book.create_sheet(leaf.title[:31])
    lines = [[literal(sheet, column.value(row)) for column in columns] for row in rows]
    sheet.freeze_panes = "B2"
    heads = []
    for number, column in enumerate(columns):
        label = str(column.label)
        width = _width(label, (line[number] for line in lines))
        sheet.column_dimensions[get_column_letter(number + 1)].width = width
        cell = WriteOnlyCell(sheet, value=label)
        cell.font = Font(bold=True)
        heads.append(cell)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(lines) + 1}"
    for line in [heads, *lines]:
        sheet.append(line)


def spreadsheet(
    request: HttpRequest,
    columns: Iterable[Column],
    rows: Iterable[Any],
    *,
    filename: str,
    more: Iterable[Leaf] = (),
) -> HttpResponse:
    """Answer with an Excel file of `rows`, and of `more` sheets. Who listens is told: there is no
    other way out for a list than this, `text_file` and the file of a job."""
    content = workbook(columns, rows, title=Path(filename).stem, more=more)
    return _sent_out(request, content, XLSX, filename)


def text_file(
    request: HttpRequest, columns: Iterable[Column], rows: Iterable[Any], *, filename: str
) -> HttpResponse:
    """Answer with `rows` as text that spreadsheet programs here open at once: semicolons,
    decimal commas, and no cell that would be run as a formula. Who listens is told."""
    columns = tuple(columns)
    buffer = StringIO()
    lines = csv.writer(buffer, delimiter=";")
    lines.writerow([_plain_text(str(column.label)) for column in columns])
    lines.writerows([_plain_text(column.value(row)) for column in columns] for row in rows)
    content = buffer.getvalue().encode("utf-8-sig")
    return _sent_out(request, content, "text/csv; charset=utf-8", filename)


def _plain_text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    text = "" if value is None else ILLEGAL_CHARACTERS_RE.sub("", str(value))
    # Spreadsheet programs take the sign away again, and so do we.
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _sent_out(request: HttpRequest, content: bytes, kind: str, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    for tell in _TELLERS:
        tell(request)
    return response
