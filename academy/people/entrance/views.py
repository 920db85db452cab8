"""From the sign-in page to one's own place, with an own PIN."""

from allauth.account.internal import flows
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from academy.core.errors import Refused
from academy.people import locks
from academy.people.entrance.actions import change_secret
from academy.people.entrance.cards import holder_of
from academy.people.entrance.forms import NewSecretForm
from academy.people.guards import sign_in_required
from academy.people.requests import SignedInRequest
from academy.web.edge.open_views import open_to_all


def forgotten(request: HttpRequest) -> HttpResponse:
    return render(request, "people/forgotten_pin.html")


@never_cache
def card(request: HttpRequest, username: str, key: str) -> HttpResponseBase:
    """Sign in by the code on a card, once. Looking signs nobody in: a chat looks at links too."""
    holder = None if request.user.is_authenticated else holder_of(username, key)
    if request.method == "POST" and holder is not None:
        with transaction.atomic():
            # Of two who send the same card at once, the second finds it used.
            locks.account(holder)
            holder = holder_of(username, key)
            if holder is not None:
                entered: HttpResponseBase = flows.login.perform_login(request, Login(user=holder))
                return entered
    return render(request, "people/card.html", {"holder": holder})


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
