"""From the sign-in page to one's own place, with an own PIN."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from academy.core.errors import Refused
from academy.people.entrance.actions import change_secret
from academy.people.entrance.forms import NewSecretForm
from academy.people.guards import sign_in_required
from academy.people.requests import SignedInRequest
from academy.web.edge.open_views import open_to_all


def forgotten(request: HttpRequest) -> HttpResponse:
    return render(request, "people/forgotten_pin.html")


@open_to_all
@never_cache
@sign_in_required
def choose_secret(request: SignedInRequest) -> HttpResponse:
    """Choose the own PIN after signing in with one that somebody else has printed."""
    if not request.user.must_change_secret:
        return redirect("account_continue")
    letters = request.user.needs_password or "huruf" in request.GET
    form = NewSecretForm(request.POST if request.method == "POST" else None, letters=letters)
    if request.method == "POST" and form.is_valid():
        try:
            change_secret(
                user=request.user,
                new=form.cleaned_data["new"],
                keep_session=request.session.session_key or "",
            )
        except Refused as refusal:
            form.add_error("new", str(refusal.message))
        else:
            update_session_auth_hash(request, request.user)
            messages.success(request, _("Your own PIN or password is set. Keep it to yourself."))
            return redirect("account_continue")
    return render(request, "people/choose_secret.html", {"form": form, "letters": letters})
