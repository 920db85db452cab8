"""The page on which a person is set right: typed, looked at beside what stands there, done."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web.forms.once import make_once
from courses.acts.kinds import ActKind
from courses.models import PersonCorrection
from courses.workspace.actions.correcting import correct_applicant, correct_person
from courses.workspace.forms.correcting import CorrectPersonForm
from courses.workspace.queries.people import corrections
from courses.workspace.views.opening import opened_application, opened_seat

RIGHT = "courses.correct_person"


@worker_required
def person_correct(request: SignedInRequest, enrollment_id: UUID) -> HttpResponse:
    """Somebody with a seat."""
    enrollment = opened_seat(request, enrollment_id, RIGHT)
    back = reverse("courses:person", args=[enrollment.public_id])
    return _page(request, enrollment, back, partial(correct_person, enrollment=enrollment))


@worker_required
def applicant_correct(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Somebody who has applied, and may have no seat."""
    application = opened_application(request, application_id, RIGHT)
    back = reverse("courses:application_detail", args=[application.public_id])
    return _page(request, application, back, partial(correct_applicant, application=application))


def _page(
    request: SignedInRequest,
    way: corrections.Way,
    back_url: str,
    correct: Callable[..., PersonCorrection],
) -> HttpResponse:
    """Show first what would stand there and what it brings with it; correct what was seen."""
    form = CorrectPersonForm(request.POST or None, way=way)
    context = {"person": way.user, "batch": way.batch, "form": form, "back_url": back_url}
    context["corrections"] = corrections.told_by(way, request.user)
    if form.is_bound and form.is_valid():
        if request.POST.get("seen") == form.seen_mark() and _made(request, form, correct):
            return redirect(back_url)
        if not form.errors:
            context |= {
                "lines": corrections.preview(way, form.corrected()),
                "effects": corrections.effects(way, form.corrected()),
                "is_previewed": True,
            }
    return render(request, "courses/workspace/person_correct.html", context)


def _made(
    request: SignedInRequest, form: CorrectPersonForm, correct: Callable[..., PersonCorrection]
) -> bool:
    made = make_once(
        request,
        form,
        kind=ActKind.CORRECT_PERSON,
        model=PersonCorrection,
        make=lambda: correct(
            by=request.user,
            changes=form.corrected(),
            shown=form.stored,
            reason=form.cleaned_data["reason"],
        ),
    )
    if made is not None:
        messages.success(request, gettext("Corrected. The participant is told."))
    return made is not None
