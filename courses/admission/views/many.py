"""Decisions about many applications: asked once, done at once or as long work, taken back."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from academy.core.errors import Refused
from academy.core.jobs import AT_ONCE
from academy.core.models import Job
from academy.core.text.typed import uuid_of
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.acts.client import client_of
from courses.admission import actions as applications
from courses.admission.actions import Decision, Deed, deciding_long
from courses.admission.forms.selection import DecisionReasonForm, RestForm
from courses.admission.queries import decisions, selection
from courses.admission.views import decided, reasons
from courses.admission.views.selection import build
from courses.enrollment.access import run_batch
from courses.models import Application, ApplicationState, Batch


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
        wishes = form.cleaned_data if form is not None else {}
        _decide(request, batch, Decision(Deed(action), **wishes), fitting)
        return _to_list(request, batch)
    seats = selection.seats(batch)
    page = {
        "batch": batch,
        "action": action,
        "form": form,
        "ids": ",".join(f"{row.public_id}.{row.state}" for row in chosen),
        "fitting_count": len(fitting),
        "other_count": len(chosen) - len(fitting),
        "is_long": len(fitting) > AT_ONCE,
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
    request: SignedInRequest, batch: Batch, decision: Decision, rows: list[Application]
) -> None:
    """Decide about a few at once; about more as long work, which the list then shows."""
    if len(rows) <= AT_ONCE:
        outcomes = applications.decide_many(decision, applications=rows, by=request.user)
        decided.note(request, batch, outcomes)
        _tell(request, outcomes)
        return
    _begin(request, batch, partial(deciding_long.request_decision, decision, applications=rows))


def _begin(request: SignedInRequest, batch: Batch, ask: Callable[..., Job]) -> None:
    """Ask for long work in `batch`; why it is refused is told."""
    try:
        ask(
            batch=batch,
            by=request.user,
            client_id=client_of(request.POST).client_id,
            return_url=reverse("courses:batch_applications", args=[batch.public_id]),
        )
    except Refused as refusal:
        messages.error(request, refusal.message)


def _tell(request: SignedInRequest, outcomes: list[applications.Outcome]) -> None:
    refused = Counter(str(row.refusal.message) for row in outcomes if row.refusal is not None)
    for sentence in decisions.left(refused):
        messages.warning(request, sentence)


@require_safe
@worker_required
def deciding(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Say how far long decisions in the batch are: a part of the list that asks for itself."""
    batch = run_batch(request, batch_id)
    page = {
        "batch": batch,
        "work": decisions.work_in(batch, request.user),
        "is_asked_again": True,
        "query_string": request.GET.urlencode(),
    }
    return render(request, "courses/admission/applications.html#deciding", page)


@require_POST
@worker_required
def undo_many(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Take the last decision of this reader in the batch back."""
    batch = run_batch(request, batch_id)
    if "job" in request.POST:
        _undo_long(request, batch)
        return _to_list(request, batch)
    last = decided.take(request, batch)
    one = None
    if last is not None:
        rows = list(Application.objects.visible_to(request.user).filter(last.rows, batch=batch))
        if last.is_one and rows:
            [one] = rows
            if one.state == ApplicationState.DECLINED:
                reasons.keep(request, one, one.reason)
        undo = Decision(Deed.UNDO)
        outcomes = applications.decide_many(undo, applications=rows, by=request.user)
        done = sum(outcome.is_done for outcome in outcomes)
        messages.success(request, decisions.taken_back(done))
        _tell(request, outcomes)
    if one is not None and "here" in request.POST:
        answer = redirect("courses:application_detail", one.public_id)
        return _with_query(request, answer)
    return _to_list(request, batch)


def _undo_long(request: SignedInRequest, batch: Batch) -> None:
    job_id = uuid_of(request.POST["job"])
    job = None if job_id is None else decisions.to_undo(batch, request.user, job_id)
    if job is None:
        messages.info(request, _("It is too late to take all of it back. Open them one by one."))
        return
    _begin(request, batch, partial(deciding_long.request_undo, job))
