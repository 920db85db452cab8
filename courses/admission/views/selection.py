"""The workspace's list of applications."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from academy.people.guards import runner_required, worker_required
from academy.people.requests import SignedInRequest
from academy.web import lists
from academy.web.kept.drawn import filled
from courses.admission.forms.selection import ApplicationFilter
from courses.admission.queries import decisions, selection
from courses.admission.views import decided
from courses.enrollment.access import run_batch
from courses.enrollment.queries.batches import facts, with_counts
from courses.models import Application, ApplicationState, Batch


@runner_required
def applications_home(request: SignedInRequest) -> HttpResponse:
    """The batches with what waits in each; with ?batch= straight to one of them."""
    wanted = request.GET.get("batch", "")
    batches = [facts(row) for row in with_counts(Batch.objects.visible_to(request.user))]
    batches.sort(key=lambda row: row.batch.starts_on, reverse=True)
    chosen = [row for row in batches if str(row.batch.public_id) == wanted]
    if chosen or len(batches) == 1:
        only = chosen[0] if chosen else batches[0]
        return redirect("courses:batch_applications", only.batch.public_id)
    waiting = dict(
        Application.objects.waiting_for(request.user)
        .order_by()
        .values_list("batch_id")
        .annotate(count=Count("pk"))
    )
    rows = [(row, waiting.get(row.batch.pk, 0)) for row in batches]
    return render(request, "courses/admission/applications_home.html", {"rows": rows})


def build(request: SignedInRequest, batch: Batch) -> lists.List:
    """Return the list of applications that the address asks for."""
    by_place = request.GET.get("state") == ApplicationState.RESERVE
    return lists.build(
        request,
        selection.of_batch(batch, request.user),
        filterset_class=ApplicationFilter,
        columns=selection.COLUMNS,
        default_sort="reserve_position" if by_place else "submitted_at",
        only=selection.SHOWN,
        program_id=batch.program_id,
    )


@worker_required
def batch_applications(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """All applications of a batch: search, filter, choose, decide."""
    batch = run_batch(request, batch_id)
    found = build(request, batch)
    if found.wants_export:
        filename = f"pendaftaran-angkatan-{batch.number}.xlsx"
        rows = selection.marked(found.rows, batch)
        return lists.spreadsheet(request, selection.COLUMNS, rows, filename=filename)
    state = request.GET.get("state", "")
    work, last = decisions.work_in(batch, request.user), decided.last(request, batch)
    if last is not None and last.is_newer_than(work.last):
        work = replace(work, last=None)
    marked = selection.marked(found.page, batch)
    page = {
        "batch": batch,
        "list": found,
        # In one piece: what a loop of the template does for each row is dear.
        "rows": mark_safe("".join(_row(request, row, state) for row in marked)),
        "seats": selection.seats(batch),
        "tabs": _tabs(request, batch, state),
        "state": state,
        "actions": _actions(state),
        "decided": None if work.last else last,
        "work": work,
        "query_string": request.GET.urlencode(),
    }
    return render(request, "courses/admission/applications.html", page)


def _row(request: SignedInRequest, row: Any, listed: str) -> SafeString:
    """Return the row of an application in the list of those in the state `listed` ("": all)."""
    pesantren, query = row.pesantren, request.GET.urlencode()
    return filled(
        "courses/admission/_application_row.html",
        "query",
        query=f"?{query}" if query else "",
        id=row.public_id,
        name=row.user.full_name,
        may_tick=bool(_actions(listed)),
        place=row.reserve_position if listed == ApplicationState.RESERVE else None,
        is_twin=row.has_duplicate,
        state="" if listed else str(row.get_state_display()),
        tone=selection.TONES[ApplicationState(row.state)],
        age=selection.age(row),
        pesantren=pesantren.name if pesantren else "",
        note=row.pesantren_note,
        regency=pesantren.regency.name if pesantren else "",
        pillar=str(row.get_pillar_display()),
        papers=row.paper_count,
        score=row.score,
        sent=row.submitted_at and timezone.localdate(row.submitted_at),
    )


def _tabs(request: SignedInRequest, batch: Batch, current: str) -> list[dict[str, Any]]:
    counts = selection.counts(batch)
    tabs = []
    for state, label in selection.TABS:
        query = request.GET.copy()
        query.pop("page", None)
        query["state"] = state
        tabs.append(
            {
                "label": label,
                "url": f"?{query.urlencode()}",
                "current": state == current,
                "count": counts.get(state, 0),
            }
        )
    return tabs


def _actions(state: str) -> list[dict[str, Any]]:
    """Return the buttons that have anything to do for applications in `state`."""
    labels = {
        "verify": (_("Verify"), ""),
        "accept": (_("Accept"), ""),
        "reserve": (_("Put on the reserve list"), "button--quiet"),
        "decline": (_("Decline"), "button--quiet"),
    }
    return [
        {"value": value, "label": label, "css": css}
        for value, (label, css) in labels.items()
        if not state or state in selection.DECIDABLE[value]
    ]
