"""The certificate desk of a batch."""

import uuid
from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from academy.core.errors import Refused
from academy.core.jobs import AT_ONCE
from academy.core.models import Job
from academy.people import accesses
from academy.people.guards import worker_required
from academy.people.models import AccessKind
from academy.people.requests import SignedInRequest
from academy.web.files.storages import private_response
from certificates.actions import archive, designing, issuing, printing, sending, telling
from certificates.actions.drafting import taught
from certificates.errors import NoDesign, TooEarly
from certificates.forms import ChosenForm, DesignForm, IssueForm
from certificates.models import CertificateKind
from certificates.pdf.key_state import signing
from certificates.queries import certificate_desk, printed_names, registry
from certificates.queries.early import still_to_come
from certificates.views import desk_lists
from courses.acts.client import client_of
from courses.models import Batch, Enrollment
from courses.workspace.queries.jobs import visible_jobs


def _batch(request: SignedInRequest, public_id: uuid.UUID) -> Batch:
    """Return the batch whose certificates the signed-in person may issue."""
    visible = Batch.objects.visible_to(request.user).select_related("program", "completion_rule")
    batch = get_object_or_404(visible, public_id=public_id)
    if not request.user.has_perm("certificates.issue", batch):
        raise PermissionDenied
    return batch


@worker_required
@require_safe
def batch(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    return _page(request, _batch(request, public_id))


def _page(request: SignedInRequest, batch: Batch, form: DesignForm | None = None) -> HttpResponse:
    context = certificate_desk.read(batch, request.GET, request.user)
    context["list"] = found = desk_lists.build(request, context)
    if found.wants_export:
        return desk_lists.spreadsheet(request, context, found)
    tab, kind = context["tab"], context["kind"]
    meant = desk_lists.meant_by_all(context, found)
    if meant is not None and tab == "issued":
        context["unsent_count"] = registry.unsent(batch, meant).count()
    elif meant is not None:
        context["ready_at_once"] = len(meant)
    context["whole_list"] = f"?{urlencode({'tab': tab, 'kind': kind})}"
    context["signing"] = signing()
    context["design_form"] = form or DesignForm(initial={"design": context["design"]})
    return render(request, "certificates/batch.html", context)


@worker_required
@require_safe
def job(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    batch = _batch(request, public_id)
    job = certificate_desk.latest_job(batch)
    response = render(request, "certificates/batch.html#job", {"batch": batch, "job": job})
    if job is None or not job["is_running"]:
        # The lists below have changed with it: htmx loads the page again.
        response["HX-Refresh"] = "true"
    return response


@worker_required
@require_POST
def issue(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask once, saying whom; the confirmed form starts the job."""
    batch = _batch(request, public_id)
    form = IssueForm(request.POST)
    if not form.is_valid():
        return redirect(certificate_desk.url(batch))
    wanted = form.cleaned_data
    meant = _meant(request, batch, form)
    ready = certificate_desk.ready_people(batch, wanted["kind"], meant, request.user)
    if not ready or "confirmed" not in request.POST:
        return _ask(request, batch, form, ready)
    try:
        issuing.issue_batch(
            batch,
            ready,
            by=request.user,
            kind=wanted["kind"],
            send_too=wanted["send_too"],
            client_id=wanted["client_id"],
            chosen=wanted["selected"],
            early_reason=wanted["early_reason"],
            return_url=certificate_desk.url(batch),
        )
    except TooEarly as refusal:
        form.add_error("early_reason", str(refusal.message))
        return _ask(request, batch, form, ready)
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(certificate_desk.url(batch, tab="issued", kind=wanted["kind"]))


def _meant(request: SignedInRequest, batch: Batch, form: ChosenForm) -> list[uuid.UUID] | None:
    """Return the rows that were ticked, else those that the list's filter leaves; None: all."""
    if form.cleaned_data["selected"] or not request.GET:
        return form.cleaned_data["selected"] or None
    desk = certificate_desk.read(batch, request.GET, request.user)
    return desk_lists.meant_by_all(desk, desk_lists.build(request, desk))


def _ask(
    request: SignedInRequest, batch: Batch, form: IssueForm, ready: list[Enrollment]
) -> HttpResponse:
    early = still_to_come(batch)
    form.fields["early_reason"].required = early is not None
    context = {
        "batch": batch,
        "form": form,
        "ready": ready,
        "other_names": [one for one in ready if printed_names.differs(one.user)],
        "early": early,
        "back_url": certificate_desk.url(batch),
    }
    return render(request, "certificates/issue.html", context)


def _begin(
    request: SignedInRequest, public_id: uuid.UUID, begin: Callable[..., Job]
) -> HttpResponse:
    """Let `begin` write the job that a form of the desk asks for; it says itself why not."""
    batch = _batch(request, public_id)
    form = ChosenForm(request.POST)
    if form.is_valid():
        try:
            begin(
                batch,
                by=request.user,
                client_id=form.cleaned_data["client_id"],
                return_url=certificate_desk.url(batch),
            )
        except Refused as refusal:
            messages.error(request, refusal.message)
    return redirect(certificate_desk.url(batch, tab="issued"))


@worker_required
@require_POST
def print_missing(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Make the files of certificates that have a number and none."""
    return _begin(request, public_id, printing.request_missing)


@worker_required
@require_POST
def send(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask once, saying whom; the confirmed form sends to exactly those."""
    batch = _batch(request, public_id)
    kind = request.POST.get("kind", CertificateKind.COMPLETION)
    form = ChosenForm(request.POST)
    back = certificate_desk.url(batch, tab="issued", kind=kind)
    if not form.is_valid() and "selected" in form.errors:
        # None chosen means all; what cannot be read means nobody.
        return redirect(back)
    waiting = registry.unsent(batch, _meant(request, batch, form))
    chosen = list(waiting.filter(kind=kind))
    if chosen and "confirmed" not in request.POST:
        context = {"batch": batch, "chosen": chosen, "kind": kind, "back_url": back}
        return render(request, "certificates/send.html", context)
    if len(chosen) <= AT_ONCE:
        messages.success(request, telling.sent(sending.send_all(chosen, by=request.user)))
        return redirect(back)
    try:
        sending.request_sending(
            batch,
            chosen,
            by=request.user,
            client_id=client_of(request.POST).client_id,
            chosen=form.cleaned_data["selected"],
            return_url=certificate_desk.url(batch),
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(back)


@worker_required
@require_POST
def make_zip(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    return _begin(request, public_id, archive.request_zip)


@worker_required
@require_safe
def zip_download(
    request: SignedInRequest, public_id: uuid.UUID, job_id: uuid.UUID
) -> HttpResponseBase:
    batch = _batch(request, public_id)
    jobs = visible_jobs(request.user).filter(kind=archive.ZIP_JOB, args__batch=batch.pk)
    job = get_object_or_404(jobs.exclude(file=""), public_id=job_id)
    accesses.record(AccessKind.FILE_TAKEN, by=request.user)
    file = archive.packed(batch)
    return private_response(
        request, job.file, filename=file["filename"], content_type=file["content_type"]
    )


@worker_required
@require_safe
def preview(
    request: SignedInRequest, public_id: uuid.UUID, enrollment_id: uuid.UUID
) -> HttpResponseBase:
    """Show what somebody's certificate would look like; nothing is issued."""
    batch = _batch(request, public_id)
    people = Enrollment.objects.visible_to(request.user).filter(batch=batch)
    enrollment = get_object_or_404(people, public_id=enrollment_id)
    accesses.opened(request, enrollment.user_id, AccessKind.CERTIFICATE_OPENED)
    kind = request.GET.get("kind", "")
    kind = kind if kind in CertificateKind.values else CertificateKind.COMPLETION
    try:
        sample = printing.sample(taught(batch), enrollment, kind)
    except NoDesign as refusal:
        messages.error(request, refusal.message)
        return redirect(certificate_desk.url(batch))
    return FileResponse(sample, content_type="application/pdf", filename="pratinjau.pdf")


@worker_required
@require_POST
def choose_design(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    batch = _batch(request, public_id)
    if not request.user.has_perm("certificates.choose_design", batch.program):
        raise PermissionDenied
    form = DesignForm(request.POST, initial={"design": certificate_desk.design_of(batch)})
    if not form.is_valid():
        return _page(request, batch, form)
    for design in form.changes().values():
        designing.choose_design(batch.program, design, by=request.user)
    messages.success(request, _("The design is chosen; certificates issued before stay."))
    return redirect(certificate_desk.url(batch))
