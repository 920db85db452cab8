"""The steps between the account and the sending; each keeps what was filled in."""

from urllib.parse import urlencode
from uuid import UUID
from zlib import crc32

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.people.ages import is_minor
from academy.people.consent.actions import give_consent, shown_notice
from academy.people.consent.forms import ConsentForm
from academy.people.errors import NoticeChanged
from academy.people.guards import sign_in_required
from academy.people.models import ConsentGiver, Pesantren, PrivacyNotice
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

# Filled in on the same form as the search, beside the pesantren that was found.
BESIDE_SEARCH = ("pesantren_note", "membership_role")
LONGEST_CARRIED = 200


@steps.draft_step
def pesantren_step(request: SignedInRequest, application: Application) -> HttpResponse:
    """My pesantren, found by name or NSPP. A search has an address of its own: Back leads to it."""
    if "search" in request.POST:
        return redirect(f"{request.path}?{_searching(request.POST, application)}")
    kept, saved = _beside_search(request.GET, application), _saved(application)
    form = PesantrenForm(request.POST or None, instance=application, initial=kept)
    if form.is_bound and form.is_valid() and not _is_overtaken(form, saved):
        applications.save_step(application=application, by=request.user, **form.cleaned_data)
        return redirect(steps.following("pesantren", application.batch))
    asked = request.POST or request.GET
    search = PesantrenSearchForm(asked if "q" in asked else None)
    found = []
    if search.is_bound and search.is_valid():
        found = list(pesantren.search(search.cleaned_data["q"], search.cleaned_data["regency"]))
    page = steps.context("pesantren", application.batch, application, form=form, search=search)
    page |= {
        "found": found[: pesantren.MOST],
        "has_more": len(found) > pesantren.MOST,
        "searched": "q" in request.GET,
        "saved": saved,
        "chosen": _chosen(form, kept),
    }
    return render(request, "courses/admission/step_pesantren.html", page)


def _searching(sent: QueryDict, application: Application) -> str:
    """Return the query of a search, with what was filled in beside it."""
    carried = {name: sent.get(name, "") for name in ("pesantren", *BESIDE_SEARCH)}
    asked = {name: sent.get(name, "") for name in ("q", "regency")}
    filled_in = {name: value[:LONGEST_CARRIED] for name, value in carried.items() if value}
    return urlencode(asked | filled_in | {"saved": _saved(application)})


def _beside_search(query: QueryDict, application: Application) -> dict[str, str]:
    """Return what was filled in beside a search, unless the step was saved since."""
    if query.get("saved") != _saved(application):
        return {}
    return {name: str(query[name]) for name in ("pesantren", *BESIDE_SEARCH) if name in query}


def _saved(application: Application) -> str:
    """Return a sign of how the step was saved last."""
    answers = [application.pesantren_id, *(getattr(application, name) for name in BESIDE_SEARCH)]
    return f"{crc32(repr(answers).encode()):x}"


def _is_overtaken(form: PesantrenForm, saved: str) -> bool:
    """Say on `form` what another page has saved of this step since this one was shown.

    The answers hang together: all of them are told, and sent once more they count.
    """
    if form.data.get("saved", saved) in {saved, ""} or _saved(form.instance) == saved:
        return False
    stored = Application.objects.select_related("pesantren").get(pk=form.instance.pk)
    said = _(
        "On another page or device this was answered otherwise meanwhile: %(answer)s. What you "
        "filled in is kept here; go on once more to put it in its place."
    )
    where = stored.pesantren.name if stored.pesantren else stored.pesantren_note
    answer = f"{where} ({stored.get_membership_role_display()})"
    form.add_error(None, said % {"answer": answer})
    return True


def _chosen(form: PesantrenForm, kept: dict[str, str]) -> Pesantren | None:
    """Return the pesantren that stands as chosen, whether or not the search has found it."""
    wanted = form.data.get("pesantren") if form.is_bound else kept.get("pesantren")
    if not wanted:
        return None if form.is_bound else form.instance.pesantren
    try:
        chosen: Pesantren = form.fields["pesantren"].clean(wanted)
    except ValidationError:
        return None
    return chosen


@steps.draft_step
def about_step(request: SignedInRequest, application: Application) -> HttpResponse:
    """Pillar, phone, motivation and experience."""
    form = AboutForm(request.POST or None, instance=application)
    if request.method == "POST" and form.is_valid():
        applications.save_step(application=application, by=request.user, **form.changes())
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
