"""What the law gives a person: to know, to agree, to withdraw, to take a copy."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.core import audit
from academy.core.errors import Refused
from academy.people import accesses
from academy.people.ages import is_minor
from academy.people.consent import readable
from academy.people.consent.actions import give_consent, shown_notice, withdraw_consent
from academy.people.consent.forms import ConsentForm, WithdrawForm
from academy.people.errors import NoticeChanged
from academy.people.guards import sign_in_required
from academy.people.holdings import copies
from academy.people.models import AccessKind, ConsentGiver, PrivacyNotice
from academy.people.models.verbs import PeopleVerb
from academy.people.requests import SignedInRequest


@sign_in_required
def privacy(request: SignedInRequest) -> HttpResponse:
    """Show the notice and the consents; a post gives consent to the version shown."""
    notice = PrivacyNotice.current()
    consents = list(request.user.consents.select_related("notice", "recorded_by"))
    form = ConsentForm(
        request.POST if request.method == "POST" else None, minor=is_minor(request.user)
    )
    if request.method == "POST" and form.is_valid():
        try:
            give_consent(
                user=request.user,
                by=request.user,
                giver=ConsentGiver(form.cleaned_data.get("giver", ConsentGiver.SELF)),
                giver_name=form.cleaned_data.get("giver_name", ""),
                notice=shown_notice(request.POST.get("version", "")),
            )
        except NoticeChanged as refusal:
            messages.warning(request, refusal.message)
            return redirect("people:privacy")
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The consent is recorded. Thank you."))
            return redirect("people:privacy")
    given = [consent for consent in consents if consent.withdrawn_at is None]
    current = next((consent for consent in given if consent.notice == notice), None)
    context = {"notice": notice, "consents": consents, "current": current, "given": given}
    return render(request, "people/privacy.html", context | {"form": form})


@sign_in_required
def withdraw(request: SignedInRequest) -> HttpResponse:
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_consent(user=request.user, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Your consent is withdrawn. Your coordinator sees it too."))
            return redirect("people:privacy")
    return render(request, "people/withdraw.html", {"form": form})


@sign_in_required
def data_copy(request: SignedInRequest) -> HttpResponse:
    """Show all that is stored about the person; a post hands it out for programs."""
    if request.method != "POST":
        page = {"parts": readable.copy_of(request.user)}
        return render(request, "people/data_copy.html", page)
    content = copies.as_json(request.user)
    audit.record(PeopleVerb.DATA_COPIED, request.user, by=request.user)
    accesses.record(AccessKind.DATA_COPIED, by=request.user, about=request.user)
    name = f"opop-academy-{request.user.username}-{timezone.localdate():%Y-%m-%d}.json"
    return HttpResponse(
        content,
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
