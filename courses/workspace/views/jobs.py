"""Long work that somebody started: how far it is, and what came of it."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from academy.core.models.job import JobState
from academy.people import accesses
from academy.people.guards import worker_required
from academy.people.models import AccessKind
from academy.people.requests import SignedInRequest
from academy.web.files.storages import private_response
from courses.workspace.queries.jobs import visible_jobs


@worker_required
def jobs(request: SignedInRequest) -> HttpResponse:
    found = visible_jobs(request.user)
    only_failed = request.GET.get("state") == JobState.FAILED
    if only_failed:
        found = found.filter(state=JobState.FAILED)
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    context = {"page": page, "only_failed": only_failed}
    return render(request, "courses/workspace/jobs.html", context)


@worker_required
def job(request: SignedInRequest, job_id: UUID) -> HttpResponse:
    found = get_object_or_404(visible_jobs(request.user), public_id=job_id)
    template = "courses/workspace/job.html"
    if request.headers.get("HX-Request"):
        template += "#progress"
    return render(request, template, {"job": found})


@worker_required
def job_file(request: SignedInRequest, job_id: UUID) -> HttpResponseBase:
    found = get_object_or_404(visible_jobs(request.user), public_id=job_id)
    # A file is named before it is finished, so that none is forgotten.
    if not found.file or found.state != JobState.DONE:
        raise Http404
    accesses.record(AccessKind.FILE_TAKEN, by=request.user)
    result = found.result
    response = private_response(
        request, found.file, filename=result["filename"], content_type=result["content_type"]
    )
    response["Cache-Control"] = "private, no-store"
    return response
