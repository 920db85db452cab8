"""The selection of a batch: proposals, one of them, and what it is made of."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from academy.core.errors import Refused
from academy.core.text.typed import uuid_of
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web import lists
from courses.acts.client import client_of
from courses.admission.actions import replacing
from courses.admission.proposal.asked import kind
from courses.admission.queries import decisions, fitting, selection
from courses.enrollment.access import run_batch
from courses.models import Application, ApplicationState, Batch, Outcome, Proposal, ProposalChange
from courses.selection.actions import proposing
from courses.selection.forms.places import PlaceFilter
from courses.selection.queries import places, reasons
from courses.selection.queries.applied import standing_job
from courses.selection.queries.kinds import words_of
from courses.selection.queries.stale import stale
from courses.selection.queries.table import seated_in, table_of

# On one page, for printing: more than a season of applications.
EVERYBODY = 20_000
# The reason of a move that was refused: it stands on the page once more.
TYPED = "reason_of_move"


def seen(request: SignedInRequest, proposal_id: UUID) -> Proposal:
    """Return a proposal for a batch that the reader runs."""
    found = Proposal.objects.visible_to(request.user)
    return get_object_or_404(
        found.select_related("batch__program", "made_by", "applied_by", "work"),
        public_id=proposal_id,
    )


@worker_required
def batch_selection(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Where the selection of a batch stands: who can be chosen, quotas, proposals, free seats."""
    batch = run_batch(request, batch_id)
    counts, seats = selection.counts(batch), selection.seats(batch)
    quotas = list(batch.selection_quotas.all())
    page = {
        "batch": batch,
        "counts": {state: counts.get(state, 0) for state in ApplicationState.values},
        "seats": seats,
        "quotas": quotas,
        "proposals": _latest(batch),
        "next": _next(batch) if seats.left and counts.get(ApplicationState.RESERVE) else None,
        "reserve_count": counts.get(ApplicationState.RESERVE, 0),
    }
    words = words_of(kind(quota.by, quota.value) for quota in quotas)
    page["lines"] = [(words.of(kind(quota.by, quota.value)), quota) for quota in quotas]
    return render(request, "courses/selection/batch_selection.html", page)


def _latest(batch: Batch) -> list[Proposal]:
    """Return the last proposals, without the thousand applicants that each was asked about."""
    found = batch.proposals.select_related("made_by", "applied_by")
    return list(found.defer("asked", "answer")[:10])


def _next(batch: Batch) -> dict[str, Any] | None:
    found = fitting.following(batch)
    if found is None:
        return None
    words = words_of(found.makes_up)
    return {
        "application": found.application,
        "makes_up": ", ".join(words.of(one) for one in found.makes_up),
        "passed_count": found.passed_count,
    }


@require_POST
@worker_required
def reserve_call(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Give a free seat to the next in reserve who fits: the one that the page named."""
    batch = run_batch(request, batch_id)
    visible = Application.objects.visible_to(request.user).filter(batch=batch)
    wanted = uuid_of(request.POST.get("application", ""))
    shown = visible.filter(public_id=wanted).first() if wanted else None
    if shown is not None:
        try:
            replacing.call_next(batch=batch, by=request.user, shown=shown)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("%(name)s has the seat.") % {"name": shown.user.full_name})
    return redirect("courses:batch_selection", batch.public_id)


@require_POST
@worker_required
def propose(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Have a proposal made of what is there now."""
    batch = run_batch(request, batch_id)
    try:
        made = proposing.request(
            batch=batch, by=request.user, client_id=client_of(request.POST).client_id
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("courses:batch_selection", batch.public_id)
    return redirect("courses:proposal", made.public_id)


@worker_required
def proposal(request: SignedInRequest, proposal_id: UUID) -> HttpResponse:
    """Who is proposed and why; quotas; changes by hand."""
    found = seen(request, proposal_id)
    if found.answer is None:
        page = {"proposal": found, "batch": found.batch}
        return render(request, "courses/selection/waiting.html", page)
    listed = build(request, found)
    if listed.wants_export:
        rows = places.told(listed.rows)
        name = f"usulan-{found.number}-angkatan-{found.batch.number}.xlsx"
        return lists.spreadsheet(request, places.COLUMNS, rows, filename=name)
    return render(request, "courses/selection/proposal.html", _page(request, found, listed))


def _page(request: SignedInRequest, found: Proposal, listed: lists.List) -> dict[str, Any]:
    job = standing_job(found)
    return {
        "proposal": found,
        "batch": found.batch,
        "list": listed,
        "rows": places.told(listed.page),
        "tabs": _tabs(request, found),
        "table": table_of(found),
        **_unmet(found),
        "stale": None if job else stale(found),
        "job": job,
        "work": decisions.work_in(found.batch, request.user) if job else None,
        "moves": [] if job else moves(),
        "last_change": None if job else last_change(found),
        "reason": request.session.pop(TYPED, "") if TYPED in request.session else "",
        "query_string": request.GET.urlencode(),
        "outcome": request.GET.get("outcome", ""),
    }


def _unmet(found: Proposal) -> dict[str, Any]:
    """Return the quotas that cannot be met, and the values that nobody has, in words."""
    answer = found.answer or {}
    missed, unknown = answer["unmet"], answer["unknown"]
    spoken_of = [one for told in missed for one in (told, *told["full"])] + unknown
    words = words_of(kind(one["by"], one["value"]) for one in spoken_of)
    there = seated_in(found)
    return {
        "unmet": [reasons.unmet(told, words, there) for told in missed],
        "unknown": words.all_of(unknown),
    }


def build(request: SignedInRequest, found: Proposal) -> lists.List:
    """Return the list of the people of a proposal that the address asks for."""
    return lists.build(
        request,
        places.of_proposal(found),
        filterset_class=PlaceFilter,
        columns=places.COLUMNS,
        default_sort="rank",
        per_page=EVERYBODY if "all" in request.GET else lists.PER_PAGE,
    )


def moves() -> list[dict[str, Any]]:
    """Return the buttons with which people are moved by hand."""
    return [
        {"value": Outcome.ACCEPT, "label": _("Accept"), "css": ""},
        {"value": Outcome.RESERVE, "label": _("To the reserve"), "css": "button--quiet"},
        {"value": Outcome.LEAVE, "label": _("Take out"), "css": "button--quiet"},
    ]


def last_change(found: Proposal) -> ProposalChange | None:
    """Return the last change by hand that can be taken back."""
    standing = ProposalChange.objects.filter(place__proposal=found, undone_at__isnull=True)
    return standing.select_related("made_by", "place__application__user").last()


def _tabs(request: SignedInRequest, found: Proposal) -> list[dict[str, Any]]:
    counts, current = places.counts(found), request.GET.get("outcome", "")
    tabs = []
    for value, label in [*Outcome.choices, ("", _("All"))]:
        query = request.GET.copy()
        query.pop("page", None)
        query["outcome"] = value
        tabs.append(
            {
                "label": label,
                "url": f"?{query.urlencode()}#people",
                "current": value == current,
                "count": counts[value],
            }
        )
    return tabs


@require_safe
@worker_required
def proposal_progress(request: SignedInRequest, proposal_id: UUID) -> HttpResponse:
    """Say how far the working out is: a part of the page that asks for itself."""
    found = seen(request, proposal_id)
    page = {"proposal": found, "batch": found.batch}
    response = render(request, "courses/selection/waiting.html#progress", page)
    if found.answer is not None:
        # The page that waits becomes the proposal by itself.
        response["HX-Refresh"] = "true"
    return response


@require_safe
@worker_required
def proposal_input(request: SignedInRequest, proposal_id: UUID) -> HttpResponse:
    """Give what was asked, as `manage.py propose_selection` takes it: who doubts computes again."""
    found = seen(request, proposal_id)
    asked = {name: found.asked[name] for name in ("seats", "seed", "quotas", "applicants")}
    answer = JsonResponse(asked, json_dumps_params={"indent": 1})
    name = f"usulan-{found.number}-angkatan-{found.batch.number}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
