"""One certificate at the certificate desk: its file, its end."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.core.errors import Refused
from academy.people import accesses
from academy.people.guards import worker_required
from academy.people.models import AccessKind
from academy.people.requests import SignedInRequest
from academy.web.files.storages import private_response
from academy.web.forms.once import make_once
from certificates.actions.archive import filename
from certificates.actions.ending import replace, revoke
from certificates.actions.printing import pdf_name
from certificates.forms import ReplaceForm, RevocationForm
from certificates.models import Certificate
from certificates.queries import certificate_desk
from courses.acts.kinds import ActKind


def _certificate(request: SignedInRequest, public_id: uuid.UUID) -> Certificate:
    """Return the certificate that the signed-in person may manage."""
    visible = Certificate.objects.visible_to(request.user).select_related(
        "enrollment__user", "enrollment__batch__program", "enrollment__pesantren__regency"
    )
    certificate = get_object_or_404(visible.distinct(), public_id=public_id)
    if not request.user.has_perm("certificates.manage", certificate):
        raise PermissionDenied
    accesses.opened(request, certificate.enrollment.user_id, AccessKind.CERTIFICATE_OPENED)
    return certificate


@worker_required
@require_safe
def download(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponseBase:
    certificate = _certificate(request, public_id)
    try:
        name = pdf_name(certificate)
    except Refused as refusal:
        messages.error(request, refusal.message)
        batch = certificate.enrollment.batch
        return redirect(certificate_desk.url(batch, tab="issued", kind=certificate.kind))
    return private_response(
        request,
        name,
        filename=filename(certificate),
        content_type="application/pdf",
        inline=True,
    )


@worker_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke_one(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    certificate = _certificate(request, public_id)
    form = RevocationForm(request.POST or None)
    back = certificate_desk.url(certificate.enrollment.batch, tab="issued", kind=certificate.kind)
    if form.is_valid():
        try:
            revoke(certificate, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("%(number)s is revoked.") % {"number": certificate.number})
        return redirect(back)
    context = {"certificate": certificate, "form": form, "back_url": back}
    return render(request, "certificates/revoke.html", context)


@worker_required
@require_http_methods(["GET", "HEAD", "POST"])
def replace_one(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    certificate = _certificate(request, public_id)
    name = certificate.enrollment.user.printed_name
    form = ReplaceForm(request.POST or None, initial={"full_name": name})
    batch = certificate.enrollment.batch
    back = certificate_desk.url(batch, tab="issued", kind=certificate.kind)
    new = make_once(
        request,
        form,
        kind=ActKind.REPLACE_CERTIFICATE,
        model=Certificate,
        make=lambda: replace(
            certificate, by=request.user, return_url=certificate_desk.url(batch), **form.merged()
        ),
    )
    if new is not None:
        sentence = _("%(old)s is replaced by %(new)s.")
        messages.success(request, sentence % {"old": certificate.number, "new": new.number})
        return redirect(back)
    context = {"certificate": certificate, "form": form, "back_url": back}
    return render(request, "certificates/replace.html", context)
