"""The rows of a draft: mended, left out, decided, each on the page of the list or on its own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.enrollment.access import run_batch
from courses.intake.actions import mending
from courses.intake.forms import MendForm
from courses.intake.queries import pages
from courses.intake.views.lists import kept_query, list_of, page_of
from courses.models import IntakeRow
from courses.models.seats.intake import Decision


def _row(request: SignedInRequest, batch_id: UUID, list_id: UUID, number: int) -> IntakeRow:
    listing = list_of(request, run_batch(request, batch_id), list_id)
    found = listing.rows.select_related("pesantren")
    row: IntakeRow = get_object_or_404(found, number=number)
    row.listing = listing
    return row


@worker_required
def intake_row(
    request: SignedInRequest, batch_id: UUID, list_id: UUID, number: int
) -> HttpResponse:
    """The cells of a row, to be mended; htmx fetches the form into the list."""
    row = _row(request, batch_id, list_id, number)
    columns = pages.columns_of(row.listing)
    form = MendForm(request.POST or None, row=row, columns=columns)
    if request.method == "POST" and form.is_valid():
        try:
            mending.mend(row=row, texts=form.texts(), shown=form.shown(), by=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
        return _answer(request, row)
    [shown] = pages.shown_rows(row.listing, [row], reader=request.user)
    template = "courses/intake/row.html"
    if request.headers.get("HX-Request"):
        template += "#form"
    context = {
        "batch": row.listing.batch,
        "listing": row.listing,
        "row": shown,
        "form": form,
        "back": kept_query(request.GET.urlencode()).urlencode(),
    }
    return render(request, template, context)


@worker_required
@require_POST
def intake_row_leave(
    request: SignedInRequest, batch_id: UUID, list_id: UUID, number: int
) -> HttpResponse:
    """Leave a row out, or take it in again."""
    row = _row(request, batch_id, list_id, number)
    is_left_out = request.POST.get("leave") == "yes"
    try:
        mending.leave_out(row=row, is_left_out=is_left_out, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    return _answer(request, row)


@worker_required
@require_POST
def intake_row_decide(
    request: SignedInRequest, batch_id: UUID, list_id: UUID, number: int
) -> HttpResponse:
    """Say whether somebody is a person who is known here."""
    row = _row(request, batch_id, list_id, number)
    decision = request.POST.get("decision")
    if decision in Decision.values:
        try:
            mending.decide(row=row, decision=Decision(decision), by=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
    return _answer(request, row)


def _answer(request: SignedInRequest, row: IntakeRow) -> HttpResponse:
    """Lead back to the rows that were shown; htmx gets them at once."""
    query = kept_query(request.POST.get("back", ""))
    listing = row.listing
    if request.headers.get("HX-Request"):
        request.GET = query  # type: ignore[assignment]  # as Django's own handlers do
        listing.refresh_from_db()
        return render(request, "courses/intake/list.html#whole", page_of(request, listing))
    address = reverse("courses:intake_list", args=[listing.batch.public_id, listing.public_id])
    return redirect(f"{address}?{query.urlencode()}#row-{row.number}")
