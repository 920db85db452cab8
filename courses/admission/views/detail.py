"""One application: answers, papers, whom it resembles, history, and the decision."""

from copy import copy
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.notify import whatsapp
from academy.people import accesses
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.admission import actions as applications
from courses.admission import letters
from courses.admission.actions import Outcome, scoring
from courses.admission.forms.scoring import AssessmentForm
from courses.admission.forms.selection import NsppForm, ScoreForm
from courses.admission.queries import applications as intake
from courses.admission.queries import history, selection
from courses.admission.views import decided, reasons
from courses.admission.views.selection import build
from courses.models import Application, ApplicationState, Assessment

type Beside = ScoreForm | NsppForm | AssessmentForm


def _seen(request: SignedInRequest, application_id: UUID) -> Application:
    """Return an application of a batch that the reader runs; the own one is not among them."""
    found = (
        Application.objects.visible_to(request.user)
        .sent()
        .exclude(user=request.user)
        .select_related("user", "batch__program", "pesantren__regency")
    )
    application = get_object_or_404(found, public_id=application_id)
    accesses.opened(request, application.user_id)
    return application


@worker_required
def application_detail(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Show everything that the decision rests on."""
    return _page(request, _seen(request, application_id))


def _page(request: SignedInRequest, application: Application, **forms: Beside) -> HttpResponse:
    batch = application.batch
    twins = list(intake.duplicates_of(application))
    page = {
        "application": application,
        "batch": batch,
        "age": selection.age(application),
        "tone": selection.TONES[ApplicationState(application.state)],
        "twins": [(twin, selection.TONES[ApplicationState(twin.state)]) for twin in twins],
        "documents": application.documents.order_by("pk"),
        "consent": intake.valid_consent(application.user),
        "events": history.of_application(application, reader=request.user),
        "neighbours": selection.neighbours(build(request, batch).rows, application),
        "seats": selection.seats(batch),
        "same_pesantren": selection.accepted_of_pesantren(application),
        "decisions": _decisions(application),
        "may_correct": request.user.has_perm("courses.correct_person", application),
        "can_undo": application.state in selection.UNDOABLE,
        "score_form": ScoreForm(instance=application),
        "assessment": _assessment(application),
        "nspp_form": _nspp_form(application),
        "message": _message(application),
        "decided": decided.last(request, batch),
        "reason": request.POST.get("reason") or reasons.typed(request, application),
        "query_string": request.GET.urlencode(),
    } | forms
    return render(request, "courses/admission/application_detail.html", page)


def _decisions(application: Application) -> set[str]:
    return {name for name, states in selection.DECIDABLE.items() if application.state in states}


def _message(application: Application) -> whatsapp.Message | None:
    if application.state == ApplicationState.ACCEPTED:
        return letters.accepted(application)
    return None


@require_POST
@worker_required
def application_decide(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Do what a button of the page says; after a decision go on to the next of the list."""
    application = _seen(request, application_id)
    if not request.user.has_perm("courses.decide_application", application):
        raise PermissionDenied
    action = request.POST.get("action", "")
    forms = _forms(request, application)
    if not all(form.is_valid() for form in forms.values()):
        return _page(request, application, **forms)
    # Looked up before: a decision may take the application out of the filter.
    around = selection.neighbours(build(request, application.batch).rows, application)
    target = application.public_id
    reasons.keep(request, application, request.POST.get("reason", ""))
    try:
        _note(request, application, forms)
        is_decision = _act(request, application, action)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        if action == "next":
            target = (around and around.following) or target
        if is_decision:
            reasons.keep(request, application, "")
            decided.note(request, application.batch, [Outcome(application, None)])
            target = (around and around.following) or target
    query = request.GET.urlencode()
    url = reverse("courses:application_detail", args=[target])
    return redirect(f"{url}?{query}" if query else url)


def _forms(request: SignedInRequest, application: Application) -> dict[str, Beside]:
    """Return what was typed beside the buttons, by its name on the page."""
    forms: dict[str, Beside] = {}
    if "score" in request.POST:
        forms["score_form"] = ScoreForm(request.POST, instance=copy(application))
    if "nspp" in request.POST:
        forms["nspp_form"] = _nspp_form(application, request.POST)
    if "assessed" in request.POST:
        assessment = _assessment(application, request.POST)
        if assessment is not None:
            forms["assessment"] = assessment
    return forms


def _assessment(application: Application, data: QueryDict | None = None) -> AssessmentForm | None:
    """Return the rubric of the program with what is kept; None where it has none."""
    rubric = application.batch.program.selection_rubrics.first()
    if rubric is None:
        return None
    of_this = Assessment.objects.select_related("rubric", "scored_by", "seen_by")
    return AssessmentForm(data, rubric=rubric, kept=of_this.filter(application=application).first())


def _nspp_form(application: Application, data: QueryDict | None = None) -> NsppForm:
    nspp = application.pesantren.nspp if application.pesantren else ""
    return NsppForm(data, initial={"nspp": nspp})


def _note(request: SignedInRequest, application: Application, forms: dict[str, Any]) -> None:
    """Write the score and the pesantren, where they were changed."""
    by = request.user
    if "score" in (changes := forms["score_form"].changes() if "score_form" in forms else {}):
        applications.set_score(application=application, by=by, score=changes["score"])
        messages.success(request, _("The score is kept."))
    if "assessment" in forms:
        _note_assessment(request, application, forms["assessment"])
    if "nspp_form" in forms and forms["nspp_form"].changes().get("nspp"):
        pesantren = forms["nspp_form"].pesantren
        applications.set_pesantren(application=application, by=by, pesantren=pesantren)
        messages.success(request, _("The pesantren is entered."))


def _note_assessment(
    request: SignedInRequest, application: Application, form: AssessmentForm
) -> None:
    asked: dict[str, Any] = {"application": application, "by": request.user}
    # Sent unchanged, points by an older rubric are points by this one: somebody looked again.
    if (points := form.points()) or (form.is_outdated and "again" in request.POST):
        scoring.give_points(**asked, rubric=form.rubric, points=points)
        messages.success(request, _("The score is kept."))
    if "seen" in form.changes():
        scoring.note_seen(**asked, seen=form.cleaned_data["seen"])
        messages.success(request, _("What you have looked at is kept."))


def _act(request: SignedInRequest, application: Application, action: str) -> bool:
    """Do `action`; say whether it was a decision about the application."""
    asked: dict[str, Any] = {
        "application": application,
        "by": request.user,
        "shown": request.POST.get("shown_state", ""),
    }
    if action == "verify":
        applications.verify(**asked)
    elif action == "accept":
        applications.accept(**asked)
    elif action == "reserve":
        applications.put_on_reserve(**asked)
    elif action == "decline":
        reason = request.POST.get("reason", "").strip()[: reasons.LONGEST]
        applications.decline(**asked, reason=reason)
    elif action == "undo":
        # Who takes a refusal back finds its words in the form again.
        reason = application.reason if application.state == ApplicationState.DECLINED else ""
        applications.undo(**asked)
        reasons.keep(request, application, reason or request.POST.get("reason", ""))
        messages.success(request, _("The decision was taken back."))
        return False
    return action in selection.DECIDABLE
