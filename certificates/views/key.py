"""The key that signs certificates: seen, and made where there is none."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from academy.people.guards import manager_required
from academy.people.requests import SignedInRequest
from certificates.actions.signing import make_key
from certificates.forms import KeyForm
from certificates.pdf.key_state import signing


@manager_required
def key(request: SignedInRequest) -> HttpResponse:
    """Say what certificates are signed with; a post makes a key where there is none."""
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        make_key(organisation=form.cleaned_data["organisation"], by=request.user)
        messages.success(request, _("The key is in place. Certificates can be signed now."))
        return redirect("certificates:key")
    context = {"form": form, "signing": signing(), "folder": settings.KEYS_DIR}
    return render(request, "certificates/key.html", context)
