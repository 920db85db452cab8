"""A proposal in work: people moved by hand, that taken back, and all of it applied."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.acts.client import client_of
from courses.models import Outcome, Proposal
from courses.selection.actions import applying, hand
from courses.selection.forms.applying import ApplyForm
from courses.selection.queries import places
from courses.selection.queries.stale import stale
from courses.selection.queries.table import table_of
from courses.selection.views.proposals import TYPED, seen

LONGEST_REASON = 500
# Of the seats: so many are on the reserve list if nobody says otherwise.
RESERVE_SHARE = 5


def _back(request: SignedInRequest, proposal: Proposal) -> HttpResponse:
    url = reverse("courses:proposal", args=[proposal.public_id])
    query = request.GET.urlencode()
    return redirect(f"{url}?{query}#people" if query else f"{url}#people")


@require_POST
@worker_required
def proposal_move(request: SignedInRequest, proposal_id: UUID) -> HttpResponse:
    """Move the ticked people, with a reason; a refused one comes back with its words."""
    found = seen(request, proposal_id)
    to, reason = request.POST.get("to", ""), request.POST.get("reason", "")[:LONGEST_REASON]
    ticked = (text.partition(".") for text in request.POST.getlist("selected"))
    if to not in {Outcome.ACCEPT, Outcome.RESERVE, Outcome.LEAVE}:
        return _back(request, found)
    try:
        count = hand.move(
            proposal=found,
            shown={public_id: outcome for public_id, _dot, outcome in ticked},
            to=Outcome(to),
            reason=reason,
            by=request.user,
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        request.session[TYPED] = reason
    else:
        text = ngettext("%(count)d person was moved.", "%(count)d people were moved.", count)
        messages.success(request, text % {"count": count})
    return _back(request, found)


@require_POST
@worker_required
def proposal_take_back(request: SignedInRequest, proposal_id: UUID) -> HttpResponse:
    """Take the last change by hand back."""
    found = seen(request, proposal_id)
    try:
        count = hand.take_back(proposal=found, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        text = ngettext(
            "The change of %(count)d person was taken back.",
            "The change of %(count)d people was taken back.",
            count,
        )
        messages.success(request, text % {"count": count})
    return _back(request, found)


@worker_required
def proposal_apply(request: SignedInRequest, proposal_id: UUID) -> HttpResponse:
    """Ask once, naming the numbers; then decide as the proposal says."""
    found = seen(request, proposal_id)
    if found.answer is None:
        return redirect("courses:proposal", found.public_id)
    initial = {"reserve_count": -(-found.batch.seats // RESERVE_SHARE), "others": "leave"}
    form = ApplyForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            applying.apply(
                proposal=found,
                wishes=applying.Wishes(**form.wishes()),
                by=request.user,
                client_id=client_of(request.POST).client_id,
            )
        except Refused as refusal:
            messages.error(request, refusal.message)
        return redirect("courses:proposal", found.public_id)
    page = _asked(found) | {"form": form}
    return render(request, "courses/selection/apply.html", page)


def _asked(found: Proposal) -> dict[str, Any]:
    return {
        "proposal": found,
        "batch": found.batch,
        "table": table_of(found),
        "stale": stale(found),
        "counts": places.counts(found),
    }
