"""The workspace's list of applications, and decisions about many at once."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from academy.people.guards import role_required, worker_required
from academy.people.models import Role, User
from academy.people.requests import SignedInRequest
from academy.web import lists
from academy.web.kept.drawn import filled
from courses.admission import actions as applications
from courses.admission.forms.selection import ApplicationFilter, DecisionReasonForm, RestForm
from courses.admission.queries import selection
from courses.admission.views import decided, reasons
from courses.enrollment.access import run_batch
from courses.enrollment.queries.batches import facts, with_counts
from courses.models import Application, ApplicationState, Batch


@role_required(Role.COORDINATOR, Role.PROGRAM_MANAGER)
def applications_home(request: SignedInRequest) -> HttpResponse:
    """The batches with what waits in each; with ?batch= straight to one of them."""
    wanted = request.GET.get("batch", "")
    batches = [facts(row) for row in with_counts(Batch.objects.visible_to(request.user))]
    batches.sort(key=lambda row: row.batch.starts_on, reverse=True)
    chosen = [row for row in batches if str(row.batch.public_id) == wanted]
    if chosen or len(batches) == 1:
        only = chosen[0] if chosen else batches[0]
        return redirect("courses:batch_applications", only.batch.public_id)
    waiting = Counter(
        Application.objects.visible_to(request.user)
        .filter(state__in=[ApplicationState.SUBMITTED, ApplicationState.VERIFIED])
        .order_by()
        .values_list("batch_id", flat=True)
    )
    rows = [(row, waiting[row.batch.pk]) for row in batches]
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
    page = {
        "batch": batch,
        "list": found,
        "rows": [_row(request, row, state) for row in selection.marked(found.page, batch)],
        "seats": selection.seats(batch),
        "tabs": _tabs(request, batch, state),
        "state": state,
        "actions": _actions(state),
        "decided": decided.last(request, batch),
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


@require_POST
@worker_required
def decide_many(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Ask once, naming the numbers; then decide about each that is chosen."""
    batch = run_batch(request, batch_id)
    action = request.POST.get("action", "")
    chosen = _chosen(request, batch)
    if action not in selection.DECIDABLE or not chosen:
        messages.info(request, _("Tick the applications first, then choose what to do."))
        return _to_list(request, batch)
    fitting = [row for row in chosen if row.state in selection.DECIDABLE[action]]
    confirmed = "confirmed" in request.POST
    form = _form(action, request.POST if confirmed else None)
    if confirmed and (form is None or form.is_valid()):
        outcomes = _decide(action, fitting, form, by=request.user)
        decided.note(request, batch, outcomes)
        _tell(request, outcomes)
        return _to_list(request, batch)
    seats = selection.seats(batch)
    page = {
        "batch": batch,
        "action": action,
        "form": form,
        "ids": ",".join(f"{row.public_id}.{row.state}" for row in chosen),
        "fitting_count": len(fitting),
        "other_count": len(chosen) - len(fitting),
        "seats": seats,
        "first": applications.in_order_of_seats(fitting)[:5],
        "over_count": max(0, len(fitting) - seats.left) if action == "accept" else 0,
        "query_string": request.GET.urlencode(),
    }
    return render(request, "courses/admission/decide_many.html", page)


def _to_list(request: SignedInRequest, batch: Batch) -> HttpResponse:
    return _with_query(request, redirect("courses:batch_applications", batch.public_id))


def _with_query(request: SignedInRequest, answer: HttpResponse) -> HttpResponse:
    if request.GET:
        answer["Location"] += f"?{request.GET.urlencode()}"
    return answer


def _chosen(request: SignedInRequest, batch: Batch) -> list[Application]:
    """Return the applications ticked, or all of the filter; never the reader's own."""
    rows = build(request, batch).rows.exclude(user=request.user)
    if "everything" in request.POST:
        return list(rows)
    ids = request.POST.getlist("selected") or request.POST.get("ids", "").split(",")
    # The page that asked says of each in which state it was then.
    shown = {public_id: state for public_id, _dot, state in (text.partition(".") for text in ids)}
    everyone = selection.of_batch(batch, request.user).exclude(user=request.user)
    chosen = [row for row in everyone if str(row.public_id) in shown]
    for row in chosen:
        row.state = shown[str(row.public_id)] or row.state
    return chosen


def _form(action: str, data: QueryDict | None) -> DecisionReasonForm | RestForm | None:
    if action in {"decline", "reserve"}:
        return DecisionReasonForm(data, needed=action == "decline")
    return RestForm(data) if action == "accept" else None


def _decide(
    action: str, rows: list[Application], form: Any, *, by: User
) -> list[applications.Outcome]:
    if action == "verify":
        return applications.verify_many(applications=rows, by=by)
    if action == "accept":
        rest = form.cleaned_data["rest_to_reserve"]
        return applications.accept_many(applications=rows, by=by, rest_to_reserve=rest)
    reason = form.cleaned_data["reason"]
    if action == "reserve":
        return applications.put_many_on_reserve(applications=rows, by=by, reason=reason)
    return applications.decline_many(applications=rows, by=by, reason=reason)


def _tell(request: SignedInRequest, outcomes: list[applications.Outcome]) -> None:
    refused = Counter(str(row.refusal.message) for row in outcomes if row.refusal is not None)
    for sentence, count in refused.items():
        text = ngettext(
            "%(count)d was left as it is: %(why)s",
            "%(count)d were left as they are: %(why)s",
            count,
        )
        messages.warning(request, text % {"count": count, "why": sentence})


@require_POST
@worker_required
def undo_many(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Take the last decision of this reader in the batch back."""
    batch = run_batch(request, batch_id)
    last = decided.take(request, batch)
    one = None
    if last is not None:
        rows = list(Application.objects.visible_to(request.user).filter(last.rows, batch=batch))
        if last.is_one and rows:
            [one] = rows
            if one.state == ApplicationState.DECLINED:
                reasons.keep(request, one, one.reason)
        outcomes = applications.undo_many(applications=rows, by=request.user)
        done = sum(outcome.is_done for outcome in outcomes)
        text = ngettext(
            "%(count)d decision was taken back.", "%(count)d decisions were taken back.", done
        )
        messages.success(request, text % {"count": done})
        _tell(request, outcomes)
    if one is not None and "here" in request.POST:
        answer = redirect("courses:application_detail", one.public_id)
        return _with_query(request, answer)
    return _to_list(request, batch)
