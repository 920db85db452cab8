"""Whole batch × all graded activities, and the batches whose marks a trainer sees."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from academy.people.guards import trainer_required, worker_required
from academy.people.requests import SignedInRequest
from academy.web import lists
from courses.completion.queries import rule_of
from courses.gradebook.access import Desk, desk
from courses.gradebook.forms import MarksFilter
from courses.gradebook.queries import table
from courses.gradebook.queries.columns import Column, activities
from courses.gradebook.rules import batches_taught_by
from courses.gradebook.views.sheets import marks_file, marks_job
from courses.models import Enrollment


@trainer_required
def taught(request: SignedInRequest) -> HttpResponse:
    """The batches that learn in courses of the reader."""
    batches = batches_taught_by(request.user).select_related("program")
    return render(request, "courses/gradebook/taught.html", {"batches": batches})


@worker_required
def gradebook(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Every mark of the batch; a trainer sees those of the own courses."""
    found = desk(request, batch_id)
    all_of_them = activities(found.batch, found.courses)
    columns = [item for item in all_of_them if item.is_graded]
    listed = marks_list(request, found, all_of_them)
    if request.method == "POST":
        return marks_job(request, found, listed)
    if request.GET.get("format") in {"xlsx", "csv"}:
        return marks_file(request, found, listed)
    context = {
        "batch": found.batch,
        "desk": found,
        "list": listed,
        "columns": columns,
        **_drawn(request, found, columns, listed),
        "is_many": listed.total > lists.AT_ONCE,
        "minimum": rule_of(found.batch).minimum_mark,
    }
    return render(request, "courses/gradebook/gradebook.html", context)


def marks_list(request: SignedInRequest, found: Desk, items: list[Column]) -> lists.List:
    """Return the people of the batch in the order and the choice that the address asks for."""
    rows: QuerySet[Enrollment] = found.batch.enrollments.select_related("user", "pesantren")
    asked = request.GET.get("sort", "").removeprefix("-")
    by = next((item for item in items if item.is_graded and f"a{item.code}" == asked), None)
    columns = [
        lists.Column("name", _("Name"), lambda row: row.user.full_name, sort="user__full_name"),
    ]
    if found.runs_batch:
        columns.append(
            lists.Column("mean", _("Mean mark"), lambda row: row.mean_mark, sort="mean_mark")
        )
    if by is not None:
        rows = table.by_mark(rows, by.id)
        columns.append(lists.Column(asked, by.title, lambda row: "", sort="asked_mark"))
    return lists.build(
        request,
        rows,
        filterset_class=MarksFilter,
        columns=columns,
        default_sort="user__full_name",
        per_page=lists.AT_ONCE,
        batch=found.batch,
        activities=items,
        with_mean=found.runs_batch,
    )


def _drawn(
    request: SignedInRequest, found: Desk, columns: list[Column], listed: lists.List
) -> dict[str, SafeString]:
    """Return the heads of the activities and the rows of the people."""
    people = table.shown(listed.page.object_list)
    cells = table.cells_of([person.pk for person in people], columns)
    table.hide_own(cells, people, request.user)
    drawer = table.Drawer(columns, cells, rule_of(found.batch).minimum_mark)
    # The address of one, cut where the id stands.
    some = found.batch.public_id
    before, after = reverse("courses:person_marks", args=[some]).split(str(some))
    rows = (
        drawer.row(person, f"{before}{person.public_id}{after}", with_mean=found.runs_batch)
        for person in people
    )
    return {"heads": drawer.heads(request.GET), "rows": mark_safe("\n".join(rows))}
