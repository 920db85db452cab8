"""A list is confirmed, and taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from academy.core.errors import Refused
from academy.people.guards import worker_required
from academy.people.models import PrivacyNotice
from academy.people.requests import SignedInRequest
from courses.enrollment.access import run_batch
from courses.enrollment.actions.seats import free_count
from courses.intake.actions import undoing
from courses.intake.actions.confirming import confirm
from courses.intake.forms import ConfirmForm
from courses.intake.queries.counting import to_take
from courses.intake.views.lists import list_of
from courses.models import IntakeList


@worker_required
def intake_confirm(request: SignedInRequest, batch_id: UUID, list_id: UUID) -> HttpResponse:
    """Say in words what happens, ask what the people get, and do it."""
    batch = run_batch(request, batch_id)
    listing = list_of(request, batch, list_id)
    if not listing.is_draft:
        return redirect("courses:intake_list", batch_id, list_id)
    form = ConfirmForm(request.POST or None, initial={"revision": listing.revision})
    if request.method == "POST" and form.is_valid() and _is_confirmed(request, listing, form):
        return redirect("courses:intake_list", batch_id, list_id)
    take, left = to_take(listing), free_count(batch)
    context = {
        "batch": batch,
        "listing": listing,
        "form": form,
        "take": take,
        "left": left,
        "over": max(0, take.seats - left),
        "has_notice": PrivacyNotice.current() is not None,
    }
    return render(request, "courses/intake/confirm.html", context)


def _is_confirmed(request: SignedInRequest, listing: IntakeList, form: ConfirmForm) -> bool:
    """Confirm the list; a refusal is put on the form, about the list as it is now."""
    asked = dict(form.cleaned_data)
    try:
        confirm(listing=listing, by=request.user, shown=asked.pop("revision"), **asked)
    except Refused as refusal:
        form.add_error(None, str(refusal.message))
        listing.refresh_from_db()
        form.show(listing.revision)
        return False
    return True


@worker_required
def intake_undo(request: SignedInRequest, batch_id: UUID, list_id: UUID) -> HttpResponse:
    """Ask once, then take back what nobody has used."""
    batch = run_batch(request, batch_id)
    listing = list_of(request, batch, list_id)
    if request.method == "POST":
        try:
            undoing.request_undo(listing=listing, by=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
        return redirect("courses:intake_list", batch_id, list_id)
    if not undoing.may_undo(listing):
        return redirect("courses:intake_list", batch_id, list_id)
    context = {"batch": batch, "listing": listing}
    return render(request, "courses/intake/undo.html", context)
