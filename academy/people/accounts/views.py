"""What a person sees and changes of the own account."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from academy.core.errors import Refused
from academy.people.accounts.actions.accounts import update_profile
from academy.people.accounts.actions.email import ask_email
from academy.people.accounts.actions.email import confirm_email as put_email
from academy.people.accounts.forms import EmailForm, ProfileForm
from academy.people.entrance.actions import change_secret
from academy.people.entrance.forms import PinChangeForm
from academy.people.entrance.homes import home_of
from academy.people.entrance.identity import shares_phone
from academy.people.errors import EmailLinkEnded
from academy.people.guards import sign_in_required
from academy.people.kept_forms import posted as kept
from academy.people.models import EmailChange, User
from academy.people.requests import SignedInRequest
from academy.web.forms.refusals import put_on
from academy.web.language import set_language_cookie


@sign_in_required
def account(request: SignedInRequest) -> HttpResponse:
    memberships = request.user.memberships.filter(ended_on=None).select_related(
        "pesantren__regency"
    )
    page = {"memberships": memberships, "shares_phone": shares_phone(request.user)}
    return render(request, "people/account.html", page)


@sign_in_required
def profile(request: SignedInRequest) -> HttpResponse:
    # A copy: a form that fails must not change the name in the page's own frame.
    person = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        try:
            update_profile(user=request.user, by=request.user, **form.changes())
        except Refused as refusal:
            put_on(form, refusal)
        else:
            language = form.merged()["language"]
            with override(language):
                messages.success(request, _("Your profile is saved."))
            response = redirect("people:account")
            set_language_cookie(response, language)
            return response
    return render(request, "people/profile.html", {"form": form})


@sign_in_required
def email(request: SignedInRequest) -> HttpResponse:
    """Ask for another address, or take it away."""
    initial = {"email": request.user.email or ""}
    data = request.POST if request.method == "POST" else None
    form = EmailForm(data, initial=initial, request=request)
    if request.method == "POST" and form.is_valid():
        try:
            change = ask_email(user=request.user, email=form.cleaned_data["email"])
        except Refused as refusal:
            put_on(form, refusal)
        else:
            text = _("Your account has no e-mail address any more.")
            if change.new:
                text = _("We have sent a mail to %(email)s. Open its link within a day.")
                text %= {"email": change.new}
            messages.success(request, text)
            return redirect("people:account")
    return render(request, "people/email.html", {"form": form})


@sign_in_required
def confirm_email(request: SignedInRequest, change_id: UUID) -> HttpResponse:
    """Let an address count whose mail was opened; looking at the page changes nothing."""
    change = EmailChange.objects.filter(user=request.user, public_id=change_id).first()
    if change is None or not change.is_open:
        messages.warning(request, EmailLinkEnded.message)
        return redirect("people:email")
    if request.method != "POST":
        return render(request, "people/confirm_email.html", {"change": change})
    try:
        put_email(change=change, by=request.user)
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return redirect("people:email")
    messages.success(request, _("Your e-mail address is confirmed."))
    return redirect("people:account")


@sign_in_required
def change_pin(request: SignedInRequest) -> HttpResponse:
    letters = request.user.needs_password or "huruf" in request.GET
    form = PinChangeForm(
        request.POST if request.method == "POST" else None, letters=letters, request=request
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_secret(
                user=request.user,
                old=form.cleaned_data["old"],
                new=form.cleaned_data["new"],
                keep_session=request.session.session_key or "",
            )
        except Refused as refusal:
            form.add_error("new", str(refusal.message))
        else:
            update_session_auth_hash(request, request.user)
            messages.success(
                request, _("Your PIN or password is changed. Other devices are signed out.")
            )
            return redirect("people:account")
    return render(request, "people/change_pin.html", {"form": form, "letters": letters})


@never_cache
@sign_in_required
def go_on(request: SignedInRequest) -> HttpResponse:
    """Lead to a form that waits to be sent again, otherwise to the person's place."""
    form = kept.waiting(request.user)
    return redirect(kept.address(form) if form else home_of(request.user))
