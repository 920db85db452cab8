"""Is this certificate real? For everybody, by QR code or typed code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from academy.core.text.typed import only_code
from certificates.forms import CodeForm
from certificates.pdf.facts import CertificateFacts
from certificates.queries import registry


@require_safe
def check_form(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.GET or None)
    if form.is_valid():
        code = only_code(form.cleaned_data["kode"])
        return redirect("certificates:check", code=code or "-")
    return render(request, "certificates/check_form.html", {"form": form})


@require_safe
@never_cache
def check(request: HttpRequest, code: str) -> HttpResponse:
    certificate = registry.by_code(code)
    if certificate is None:
        context = {"typed": code, "form": CodeForm(initial={"kode": code})}
        response = render(request, "certificates/check_unknown.html", context, status=404)
    elif certificate.code != code:
        return redirect("certificates:check", code=certificate.code)
    else:
        facts = CertificateFacts.from_json(certificate.facts)
        context = {"certificate": certificate, "facts": facts}
        response = render(request, "certificates/check.html", context)
    # A person's name is not to be found by search engines.
    response["X-Robots-Tag"] = "noindex"
    return response
