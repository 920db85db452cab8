"""The first step of applying: who I am, and the PIN that makes the account."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from academy.core.errors import Refused
from academy.people.entrance import sessions
from academy.people.entrance.guessing import paces
from academy.people.models import User
from academy.people.requests import SignedInRequest, is_signed_in
from academy.web.edge.address import address_of
from academy.web.forms.refusals import put_on
from courses.acts.client import client_of
from courses.admission import actions as applications
from courses.admission.forms.application import AccountForm, IdentityForm
from courses.admission.views import steps
from courses.models import Application, ApplicationState, Batch


def begin(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Make an account and a draft; who is signed in begins with the account they have."""
    batch = steps.public_batch(batch_id)
    if is_signed_in(request):
        return _with_account(request, batch)
    if not batch.takes_applications:
        return steps.closed(request, batch, None)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            paces.take(paces.Doing.APPLY, address=address_of(request))
            application = applications.register(
                batch=batch,
                language=get_language(),
                **form.account(),
                **client_of(request.POST)._asdict(),
            )
        except Refused as refusal:
            put_on(form, refusal)
        else:
            sessions.sign_in(request, application.user)
            messages.success(request, _welcome(application.user))
            if form.cleaned_data["email"]:
                messages.info(request, _("Your e-mail address counts once you open our mail."))
            return redirect(steps.following("begin", batch))
    page = steps.context("begin", batch, form=form)
    return render(request, "courses/admission/step_begin.html", page)


def _welcome(user: User) -> str:
    return _(
        "Your account is made. Your user name is %(username)s. Write it down together with "
        "your PIN: with both you come back to this application."
    ) % {"username": user.username}


def _with_account(request: SignedInRequest, batch: Batch) -> HttpResponse:
    application = Application.objects.latest_of(request.user, batch)
    if application is not None and application.state != ApplicationState.DRAFT:
        return redirect("courses:application_status", application.public_id)
    if not batch.takes_applications:
        return steps.closed(request, batch, application)
    # A copy: a form that is not valid must not change the name above the page.
    form = IdentityForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        try:
            return _begin_or_change(request, batch, form)
        except applications.AlreadyApplied as refusal:
            messages.info(request, refusal.message)
            return redirect("courses:application_status", refusal.application.public_id)
        except Refused as refusal:
            put_on(form, refusal)
    page = steps.context("begin", batch, application, form=form)
    return render(request, "courses/admission/step_begin.html", page)


def _begin_or_change(request: SignedInRequest, batch: Batch, form: IdentityForm) -> HttpResponse:
    application = Application.objects.latest_of(request.user, batch) or applications.begin(
        batch=batch, user=request.user, **client_of(request.POST)._asdict()
    )
    try:
        applications.save_identity(application=application, by=request.user, **form.changes())
    except applications.AlreadySent:
        return redirect("courses:application_status", application.public_id)
    return redirect(steps.following("begin", batch))
