"""Sending an application, and what becomes of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from academy.core import states
from academy.core.errors import Refused
from academy.people.guards import sign_in_required, visible_file
from academy.people.models import AccessKind
from academy.people.particulars.names import with_capitals
from academy.people.requests import SignedInRequest
from academy.web.files.storages import private_response
from courses.acts.client import client_of
from courses.admission import actions as applications
from courses.admission.queries import applications as intake
from courses.admission.queries import history
from courses.admission.views import steps
from courses.models import Application, ApplicationDocument, ApplicationState

# A PDF of a stranger is saved, and opened by the program of the reader's choice.
INLINE_TYPES = ("image/jpeg",)


@steps.draft_step
def send_step(request: SignedInRequest, application: Application) -> HttpResponse:
    """Everything once more, what is missing, and the button that sends."""
    refusal = None
    written = with_capitals(request.user.full_name)
    if request.method == "POST":
        try:
            if "takes_name" in request.POST:
                applications.save_identity(
                    application=application, by=request.user, full_name=written
                )
                return redirect(request.path)
            application = applications.submit(
                application=application,
                by=request.user,
                happened_at=client_of(request.POST).happened_at,
            )
        except applications.ApplicationsClosed:
            return steps.closed(request, application.batch, application)
        except Refused as error:
            refusal = error
        else:
            return redirect("courses:application_status", application.public_id)
    page = steps.context("send", application.batch, application, refusal=refusal)
    page |= {
        "missing": [
            {"words": words, "url": steps.step_url(step, application.batch)}
            for step, words in intake.missing(application)
        ],
        "documents": application.documents.order_by("pk"),
        "consent": intake.valid_consent(request.user),
        "written": written if written != request.user.full_name else "",
    }
    return render(request, "courses/admission/step_send.html", page)


def _own(request: SignedInRequest, application_id: UUID) -> Application:
    found = Application.objects.filter(user=request.user).select_related(
        "batch__program", "pesantren__regency", "user"
    )
    return get_object_or_404(found, public_id=application_id)


@sign_in_required
def status(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """How the own application stands, why, and what happens next."""
    application = _own(request, application_id)
    if application.state == ApplicationState.DRAFT and application.batch.takes_applications:
        return redirect(steps.step_url("send", application.batch))
    page = {
        "application": application,
        "batch": application.batch,
        "events": history.of_application(application, reader=request.user),
        "may_withdraw": ApplicationState.WITHDRAWN in states.allowed(application),
        "documents": application.documents.order_by("pk"),
        "consent": intake.valid_consent(request.user),
    }
    return render(request, "courses/admission/status.html", page)


@sign_in_required
def withdraw(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Ask once, then take the application back."""
    application = _own(request, application_id)
    if request.method == "POST":
        try:
            applications.withdraw(application=application, by=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("Your application has been withdrawn."))
        return redirect("courses:application_status", application_id)
    page = {"application": application, "batch": application.batch}
    return render(request, "courses/admission/withdraw.html", page)


@sign_in_required
def document_file(request: SignedInRequest, document_id: UUID) -> HttpResponseBase:
    """A paper, for its owner and for those who decide about the application."""
    document = visible_file(
        request,
        ApplicationDocument.objects.visible_to(request.user).select_related("application"),
        owner=lambda found: found.application.user_id,
        kind=AccessKind.PAPER_OPENED,
        public_id=document_id,
    )
    return private_response(
        request,
        str(document.file),
        filename=document.filename,
        content_type=document.content_type,
        inline=document.content_type in INLINE_TYPES,
    )
