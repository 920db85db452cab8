"""The page on which a person is set right: typed, looked at beside what stands there, done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web.forms.once import make_once
from courses.acts.kinds import ActKind
from courses.models import Enrollment, PersonCorrection
from courses.workspace.actions.correcting import correct_person
from courses.workspace.forms.correcting import CorrectPersonForm
from courses.workspace.queries import corrections
from courses.workspace.views.opening import opened_seat


@worker_required
def person_correct(request: SignedInRequest, enrollment_id: UUID) -> HttpResponse:
    """Show first what would stand there and what it brings with it; correct what was seen."""
    enrollment = opened_seat(request, enrollment_id, "courses.correct_person")
    form = CorrectPersonForm(request.POST or None, enrollment=enrollment)
    context = {"enrollment": enrollment, "form": form}
    if form.is_bound and form.is_valid():
        if request.POST.get("seen") == form.seen_mark() and _made(request, enrollment, form):
            return redirect("courses:person", enrollment.public_id)
        if not form.errors:
            context |= {
                "lines": corrections.preview(enrollment, form.corrected()),
                "effects": corrections.effects(enrollment, form.corrected()),
                "is_previewed": True,
            }
    return render(request, "courses/workspace/person_correct.html", context)


def _made(request: SignedInRequest, enrollment: Enrollment, form: CorrectPersonForm) -> bool:
    made = make_once(
        request,
        form,
        kind=ActKind.CORRECT_PERSON,
        model=PersonCorrection,
        make=lambda: correct_person(
            enrollment=enrollment,
            by=request.user,
            changes=form.corrected(),
            shown=form.stored,
            reason=form.cleaned_data["reason"],
        ),
    )
    if made is not None:
        messages.success(request, gettext("Corrected. The participant is told."))
    return made is not None
