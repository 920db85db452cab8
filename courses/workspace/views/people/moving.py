"""The page from which a person goes to another batch: chosen, looked at, done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web.forms.once import make_once
from courses.acts.kinds import ActKind
from courses.models import BatchMove, Enrollment
from courses.workspace.actions.moving import move_person
from courses.workspace.forms.moving import MovePersonForm
from courses.workspace.queries.people import moving
from courses.workspace.views.opening import opened_seat


@worker_required
def person_move(request: SignedInRequest, enrollment_id: UUID) -> HttpResponse:
    """Show first what goes along and what the new rule says; move what was seen."""
    enrollment = opened_seat(request, enrollment_id, "courses.move_person")
    form = MovePersonForm(request.POST or None, enrollment=enrollment, reader=request.user)
    context = {
        "enrollment": enrollment,
        "form": form,
        "why_not": moving.held_back(enrollment),
        "may_go": moving.may_go(enrollment),
    }
    if _is_decided(request, form) and _made(request, enrollment, form):
        return redirect("courses:person", enrollment.public_id)
    if form.is_bound and form.is_valid():
        to = form.cleaned_data["batch"]
        context |= {"to": to, "preview": moving.preview(enrollment, to)}
    return render(request, "courses/workspace/person_move.html", context)


def _is_decided(request: SignedInRequest, form: MovePersonForm) -> bool:
    """Whether what was looked at is sent; sent twice, the batch is no choice any more."""
    seen = request.POST.get("seen")
    return seen is not None and (not form.is_valid() or seen == form.seen_mark())


def _made(request: SignedInRequest, enrollment: Enrollment, form: MovePersonForm) -> bool:
    made = make_once(
        request,
        form,
        kind=ActKind.MOVE_PERSON,
        model=BatchMove,
        make=lambda: move_person(
            enrollment=enrollment,
            to=form.cleaned_data["batch"],
            by=request.user,
            reason=form.cleaned_data["reason"],
        ),
    )
    if made is not None:
        text = gettext("Moved to %(batch)s. The participant and the coordinators are told.")
        messages.success(request, text % {"batch": made.to_batch})
    return made is not None
