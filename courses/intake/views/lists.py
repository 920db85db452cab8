"""The lists of a batch: uploaded, looked at, read otherwise, deleted."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from academy.core.errors import Refused
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web import lists
from academy.web.files.posts import takes_files
from academy.web.forms.refusals import put_on
from courses.acts.client import client_of
from courses.enrollment.access import run_batch
from courses.intake.actions import drafts
from courses.intake.actions.confirming import take_on
from courses.intake.actions.undoing import may_undo
from courses.intake.forms import ChoicesForm, RowFilter, UploadForm
from courses.intake.queries import files, pages
from courses.models import Batch, IntakeList, IntakeState

COLUMNS = (
    lists.Column("number", "", lambda row: row.number, sort="number"),
    lists.Column("name", "", lambda row: row.full_name, sort="full_name"),
)
# What of an address says which rows are shown.
SHOWS = ("q", "show", "page", "sort")


def list_of(request: SignedInRequest, batch: Batch, list_id: UUID) -> IntakeList:
    """Return a list of `batch`, which the reader runs."""
    found = IntakeList.objects.visible_to(request.user).filter(batch=batch)
    return get_object_or_404(
        found.select_related("batch__program", "made_by", "confirmed_by", "undone_by", "job"),
        public_id=list_id,
    )


@takes_files
@worker_required
def intake_lists(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """All lists of the batch, and the form for another one."""
    batch = run_batch(request, batch_id)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = {"file": form.cleaned_data["file"], "client_id": client_of(request.POST).client_id}
        try:
            made = drafts.upload(batch=batch, by=request.user, **sent)
        except Refused as refusal:
            put_on(form, refusal)
        else:
            return redirect("courses:intake_list", batch.public_id, made.public_id)
    context = {"batch": batch, "form": form, "lists": pages.lists_of(batch)}
    return render(request, "courses/intake/lists.html", context)


@worker_required
def intake_list(request: SignedInRequest, batch_id: UUID, list_id: UUID) -> HttpResponse:
    """One list: how far its reading is, what would become of its people, what became of them."""
    batch = run_batch(request, batch_id)
    listing = list_of(request, batch, list_id)
    if request.GET.get("format") == "xlsx":
        rows = listing.rows.select_related("person", "pesantren").order_by("number")
        name = f"daftar-angkatan-{batch.number}.xlsx"
        return lists.spreadsheet(request, files.RESULT_COLUMNS, rows, filename=name)
    if not request.headers.get("HX-Request"):
        return render(request, "courses/intake/list.html", page_of(request, listing))
    if listing.is_moving:
        return render(request, "courses/intake/list.html#work", page_of(request, listing))
    # The work is done: the page is another one.
    return HttpResponse(headers={"HX-Refresh": "true"})


def page_of(request: SignedInRequest, listing: IntakeList) -> dict[str, Any]:
    """Return what the page of a list shows, with the rows that the address asks for."""
    found = lists.build(
        request,
        listing.rows.select_related("pesantren"),
        filterset_class=RowFilter,
        columns=COLUMNS,
        default_sort="number",
        listing=listing,
    )
    counts = pages.counts(listing)
    return {
        "batch": listing.batch,
        "listing": listing,
        "list": found,
        "rows": pages.shown_rows(listing, found.page, reader=request.user),
        "tabs": _tabs(request, listing, counts),
        "counts": counts,
        "query": request.GET.urlencode(),
        # A whole page says them at its top.
        "said": get_messages(request) if request.headers.get("HX-Request") else [],
        "same": pages.same_file(listing) if listing.is_untaken else None,
        "ignored": pages.ignored(listing),
        "choices": ChoicesForm(listing=listing) if listing.is_draft else None,
        "is_unclear": len(listing.understood.get("sheets", [])) > 1,
        "may_undo": may_undo(listing),
        "has_stopped": listing.is_moving and listing.job is not None and not listing.job.is_running,
    }


def _tabs(
    request: HttpRequest, listing: IntakeList, counts: dict[str, int]
) -> list[dict[str, object]]:
    shown = request.GET.get("show", "")
    tabs = pages.tabs_of(listing)
    found: list[dict[str, object]] = [
        {"label": _("Everybody"), "url": "?", "current": shown not in tabs, "count": counts["all"]}
    ]
    for name, (label, _condition) in tabs.items():
        if counts[name] or shown == name:
            count, is_shown = counts[name], shown == name
            found.append(
                {"label": label, "url": f"?show={name}", "current": is_shown, "count": count}
            )
    return found


def kept_query(text: str) -> QueryDict:
    """Return of a posted query what says which rows are shown."""
    sent = QueryDict(text[:500])
    kept = QueryDict(mutable=True)
    for name in SHOWS:
        if sent.get(name):
            kept[name] = sent[name]
    return kept


@worker_required
@require_POST
def intake_choices(request: SignedInRequest, batch_id: UUID, list_id: UUID) -> HttpResponse:
    """Have the file read as the coordinator says, or once more where it could not be."""
    listing = list_of(request, run_batch(request, batch_id), list_id)
    form = ChoicesForm(request.POST, listing=listing) if listing.is_draft else None
    if form is not None and not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
    else:
        try:
            _go_on(request, listing, form)
        except Refused as refusal:
            messages.error(request, refusal.message)
    return redirect("courses:intake_list", batch_id, list_id)


def _go_on(request: SignedInRequest, listing: IntakeList, form: ChoicesForm | None) -> None:
    if listing.state == IntakeState.TAKING:
        take_on(listing=listing, by=request.user)
        return
    chosen = form.chosen() if form is not None else None
    drafts.read_again(listing=listing, by=request.user, chosen=chosen)


@worker_required
@require_safe
def intake_faults(request: SignedInRequest, batch_id: UUID, list_id: UUID) -> HttpResponse:
    """The rows to correct, with why: a file that can be uploaded again."""
    batch = run_batch(request, batch_id)
    listing = list_of(request, batch, list_id)
    name = f"perlu-diperbaiki-angkatan-{batch.number}.xlsx"
    return lists.spreadsheet(
        request, files.fault_columns(listing), files.faulty(listing), filename=name
    )


@worker_required
@require_POST
def intake_delete(request: SignedInRequest, batch_id: UUID, list_id: UUID) -> HttpResponse:
    """Delete a draft."""
    listing = list_of(request, run_batch(request, batch_id), list_id)
    try:
        drafts.delete_draft(listing=listing, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("courses:intake_list", batch_id, list_id)
    messages.success(request, _("The list is deleted. Nothing of it was taken in."))
    return redirect("courses:intake_lists", batch_id)
