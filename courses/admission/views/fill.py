"""The steps between the account and the sending; each keeps what was filled in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.people.ages import is_minor
from academy.people.consent.actions import give_consent, shown_notice
from academy.people.consent.forms import ConsentForm
from academy.people.errors import NoticeChanged
from academy.people.guards import sign_in_required
from academy.people.models import ConsentGiver, PrivacyNotice
from academy.people.requests import SignedInRequest
from academy.web.files.posts import takes_files
from courses.acts.client import client_of
from courses.admission import actions as applications
from courses.admission.forms.application import (
    AboutForm,
    DocumentForm,
    PesantrenForm,
    PesantrenSearchForm,
)
from courses.admission.queries import applications as intake
from courses.admission.queries import pesantren
from courses.admission.views import steps
from courses.models import Application, ApplicationDocument


@steps.draft_step
def pesantren_step(request: SignedInRequest, application: Application) -> HttpResponse:
    """My pesantren, found by name or NSPP; the search keeps what was chosen beside it."""
    searching = "search" in request.POST
    bound = request.method == "POST" and not searching
    kept = request.POST.dict() if searching else {}
    form = PesantrenForm(request.POST if bound else None, instance=application, initial=kept)
    if bound and form.is_valid():
        applications.save_step(application=application, by=request.user, **form.cleaned_data)
        return redirect(steps.following("pesantren", application.batch))
    search = PesantrenSearchForm(request.POST or None)
    found = []
    if search.is_bound and search.is_valid():
        found = list(pesantren.search(search.cleaned_data["q"], search.cleaned_data["regency"]))
    page = steps.context("pesantren", application.batch, application, form=form, search=search)
    page |= {
        "found": found[: pesantren.MOST],
        "has_more": len(found) > pesantren.MOST,
        "searched": searching,
        "chosen": kept.get("pesantren", "") if searching else _chosen(form),
    }
    return render(request, "courses/admission/step_pesantren.html", page)


def _chosen(form: PesantrenForm) -> str:
    """Return the public id that the radio buttons show as chosen."""
    if form.is_bound:
        return str(form.data.get("pesantren", ""))
    own = form.instance.pesantren
    return str(own.public_id) if own else ""


@steps.draft_step
def about_step(request: SignedInRequest, application: Application) -> HttpResponse:
    """Pillar, phone, motivation and experience."""
    form = AboutForm(request.POST or None, instance=application)
    if request.method == "POST" and form.is_valid():
        applications.save_step(application=application, by=request.user, **form.cleaned_data)
        return redirect(steps.following("about", application.batch))
    page = steps.context("about", application.batch, application, form=form)
    return render(request, "courses/admission/step_about.html", page)


@takes_files
@steps.draft_step
def documents_step(request: SignedInRequest, application: Application) -> HttpResponse:
    """Papers, one after the other; none is needed to go on, and one that is chosen goes along."""
    goes_on = "go_on" in request.POST
    onward = steps.following("documents", application.batch)
    if goes_on and not request.FILES:
        return redirect(onward)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            applications.add_document(
                application=application,
                by=request.user,
                client_id=client_of(request.POST).client_id,
                file=form.cleaned_data["file"],
            )
        except Refused as refusal:
            form.add_error("file", str(refusal.message))
        else:
            return redirect(onward if goes_on else request.path)
    page = steps.context("documents", application.batch, application, form=form)
    page |= {"documents": application.documents.order_by("pk"), "most": intake.MAX_DOCUMENTS}
    return render(request, "courses/admission/step_documents.html", page)


@require_POST
@sign_in_required
def document_remove(request: SignedInRequest, document_id: UUID) -> HttpResponse:
    """Take a paper out of the own draft."""
    document = get_object_or_404(
        ApplicationDocument.objects.select_related("application__batch"),
        public_id=document_id,
        application__user=request.user,
    )
    try:
        applications.remove_document(document=document, by=request.user)
    except applications.AlreadySent:
        return redirect("courses:application_status", document.application.public_id)
    return redirect(steps.step_url("documents", document.application.batch))


@steps.draft_step
def consent_step(request: SignedInRequest, application: Application) -> HttpResponse:
    """Consent to the privacy notice: by the person, or for a child by somebody grown up."""
    user = request.user
    form = ConsentForm(request.POST or None, minor=is_minor(user))
    if request.method == "POST" and form.is_valid():
        try:
            give_consent(
                user=user,
                giver=ConsentGiver(form.cleaned_data.get("giver", ConsentGiver.SELF)),
                giver_name=form.cleaned_data.get("giver_name", ""),
                by=user,
                notice=shown_notice(request.POST.get("version", "")),
            )
        except NoticeChanged as refusal:
            messages.warning(request, refusal.message)
            return redirect(request.path)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return redirect(steps.following("consent", application.batch))
    page = steps.context("consent", application.batch, application, form=form)
    page |= {
        "notice": PrivacyNotice.current(),
        "consent": intake.valid_consent(user),
        "is_minor": is_minor(user),
    }
    return render(request, "courses/admission/step_consent.html", page)
