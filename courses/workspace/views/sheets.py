"""Sign-in slips in files: asked for, fetched, deleted when they are printed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from academy.core.errors import Refused
from academy.core.models import Job
from academy.core.models.job import JobState
from academy.core.text.typed import uuid_of
from academy.people import accesses
from academy.people.guards import worker_required
from academy.people.models import AccessKind
from academy.people.requests import SignedInRequest
from academy.web.files.storages import private_response
from courses.acts.client import client_of
from courses.enrollment.access import run_batch
from courses.models import Batch
from courses.workspace.actions.sheets import (
    NobodyNeedsSlips,
    delete_sheets,
    request_chosen_sheets,
    request_sheets,
)
from courses.workspace.queries import sheets


@worker_required
def batch_slips(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Say for whom slips would be made and ask once; while a file waits, lead to that."""
    batch = run_batch(request, batch_id)
    if request.method != "POST":
        return _page(request, batch)
    try:
        job = request_sheets(
            batch=batch,
            by=request.user,
            everybody=request.POST.get("everybody") == "yes",
            client_id=client_of(request.POST).client_id,
            return_url=reverse("courses:batch_slips", args=[batch.public_id]),
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("courses:batch_slips", batch.public_id)
    if job.created_by_id == request.user.pk and job.state != JobState.DONE:
        return redirect("courses:job", job.public_id)
    return redirect("courses:batch_slips", batch.public_id)


def _page(request: SignedInRequest, batch: Batch) -> HttpResponse:
    job = sheets.sheets_of(batch)
    seats = sheets.plain_seats(batch)
    all_count = seats.count()
    own_count = seats.filter(sheets.HAS_OWN_SECRET).count()
    context = {
        "batch": batch,
        "job": job,
        "is_ready": job is not None and job.state == JobState.DONE,
        "is_own": job is not None and job.created_by_id == request.user.pk,
        "kept_until": job and job.finished_at and job.finished_at + sheets.KEPT_FOR,
        "all_count": all_count,
        "own_count": own_count,
        "slip_count": all_count - own_count,
        "chosen_sheets": list(sheets.chosen_sheets(batch, request.user)),
    }
    return render(request, "courses/workspace/batch_slips.html", context)


@worker_required
@require_POST
def list_slips(request: SignedInRequest, batch_id: UUID, list_id: UUID) -> HttpResponse:
    """Have slips made for those whom a list of people has brought and who have no own PIN."""
    batch = run_batch(request, batch_id)
    listing = get_object_or_404(batch.intake_lists.all(), public_id=list_id)
    seats = sheets.seats_of_list(listing)
    try:
        if not seats:
            raise NobodyNeedsSlips
        job = request_chosen_sheets(
            batch=batch,
            enrollments=seats,
            by=request.user,
            client_id=client_of(request.POST).client_id,
            return_url=reverse("courses:batch_slips", args=[batch.public_id]),
        )
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return redirect("courses:intake_list", batch.public_id, listing.public_id)
    return redirect("courses:job", job.public_id)


@worker_required
@require_safe
def slips_file(request: SignedInRequest, batch_id: UUID) -> HttpResponseBase:
    """Hand out the same file again for as long as it is kept."""
    batch = run_batch(request, batch_id)
    job = sheets.sheets_of(batch)
    if job is None or job.state != JobState.DONE:
        messages.info(request, _("This file is not there any more. Have the slips made anew."))
        return redirect("courses:batch_slips", batch.public_id)
    accesses.record(AccessKind.FILE_TAKEN, by=request.user)
    response = private_response(
        request,
        job.file,
        filename=job.result["filename"],
        content_type=job.result["content_type"],
    )
    response["Cache-Control"] = "private, no-store"
    return response


@worker_required
@require_POST
def slips_delete(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Delete the file before its time: it is printed."""
    batch = run_batch(request, batch_id)
    job: Job | None
    if "job" in request.POST:
        job_id, own = uuid_of(request.POST["job"]), sheets.chosen_sheets(batch, request.user)
        job = None if job_id is None else own.filter(public_id=job_id).first()
    else:
        job = sheets.sheets_of(batch)
    if job is not None and job.state == JobState.DONE:
        delete_sheets(job)
        messages.success(request, _("The file is deleted. The PINs on paper stay in force."))
    return redirect("courses:batch_slips", batch.public_id)
