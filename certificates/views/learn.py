"""A participant's own certificates."""

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from academy.people.guards import sign_in_required
from academy.people.requests import SignedInRequest
from academy.web.files.storages import private_response
from certificates.actions.archive import filename
from certificates.actions.printing import pdf_name
from certificates.queries import registry


@sign_in_required
@require_safe
def own_list(request: SignedInRequest) -> HttpResponseBase:
    context = {"certificates": registry.own(request.user), "base_url": settings.BASE_URL}
    return render(request, "certificates/own_list.html", context)


@sign_in_required
@require_safe
def own_download(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    certificate = get_object_or_404(registry.own(request.user), public_id=public_id)
    return private_response(
        request,
        pdf_name(certificate),
        filename=filename(certificate),
        content_type="application/pdf",
    )
