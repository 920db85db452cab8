"""A companion helps a participant to hand in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from academy.core.errors import Refused
from academy.core.text.typed import uuid_of, whole_of
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web.files.posts import takes_files
from academy.web.forms.refusals import put_on
from courses.acts.client import client_of
from courses.assignments.actions import files as submission_files
from courses.models import Enrollment
from courses.workspace.actions import helping as actions
from courses.workspace.forms.helping import HelpForm
from courses.workspace.queries import helping
from courses.workspace.views.opening import opened_seat

ALLOWED = "courses.hand_in_for"


@worker_required
@require_GET
def person_help(request: SignedInRequest, enrollment_id: UUID) -> HttpResponse:
    """Show what can be handed in for a santri now."""
    enrollment = opened_seat(request, enrollment_id, ALLOWED)
    context = {
        "enrollment": enrollment,
        "assignments": helping.open_assignments(enrollment),
        "has_consent": helping.has_consent(enrollment.user),
    }
    return render(request, "courses/workspace/person_help.html", context)


@takes_files
@worker_required
def person_hand_in(
    request: SignedInRequest, enrollment_id: UUID, activity_id: UUID
) -> HttpResponse:
    """Put files together for a santri, and hand them in."""
    enrollment = opened_seat(request, enrollment_id, ALLOWED)
    client_id = client_of(request.POST).client_id
    if request.method == "POST" and actions.has_come(client_id, helper=request.user):
        return _said(request, enrollment)
    found = helping.help_with(enrollment, activity_id, request.user)
    data = request.POST if request.method == "POST" else None
    form = HelpForm(data, instance=found.draft, statement=_statement(enrollment))
    if request.method == "POST" and (done := _done(request, enrollment, found, form)):
        return done
    # As it is after what was added.
    found = helping.help_with(enrollment, activity_id, request.user)
    context = {
        "enrollment": enrollment,
        "found": found,
        "form": form,
        "files": list(found.draft.files.all()) if found.draft else [],
    }
    return render(request, "courses/workspace/person_hand_in.html", context)


def _statement(enrollment: Enrollment) -> str:
    text = gettext("%(name)s has made this, and has agreed that I hand it in.")
    return text % {"name": enrollment.user.full_name}


def _done(
    request: SignedInRequest, enrollment: Enrollment, found: helping.Help, form: HelpForm
) -> HttpResponse | None:
    """Add, take away or hand in what was sent; None where the page comes back with its faults."""
    here = redirect("courses:person_hand_in", enrollment.public_id, found.assignment.activity_id)
    client_id = client_of(request.POST).client_id
    try:
        if (file_id := uuid_of(request.POST.get("hapus", ""))) and found.draft:
            submission_files.remove_file(
                submission=found.draft, file_id=file_id, helper=request.user
            )
            return here
        gathered = actions.gather(
            enrollment=enrollment,
            assignment=found.assignment,
            files=_files(request),
            helper=request.user,
            client_id=client_id,
        )
        for words in gathered.refused:
            messages.error(request, words)
        if gathered.refused or "add" in request.POST:
            return here
        if not form.is_valid():
            return None
        actions.hand_in(
            draft=gathered.draft,
            note=form.cleaned_data["note"],
            statement=_statement(enrollment),
            helper=request.user,
            client_id=client_id,
        )
    except Refused as refusal:
        form.is_valid()
        put_on(form, refusal)
        return None
    return _said(request, enrollment)


def _said(request: SignedInRequest, enrollment: Enrollment) -> HttpResponse:
    text = gettext("Handed in for %(name)s. The trainer and %(name)s see that you have helped.")
    messages.success(request, text % {"name": enrollment.user.full_name})
    return redirect("courses:person_help", enrollment.public_id)


def _files(request: SignedInRequest) -> list[tuple[int, Any]]:
    """Return what was sent, each with its place in the pairs, or 0."""
    found: list[tuple[int, Any]] = [(0, file) for file in request.FILES.getlist("files")]
    for name in request.FILES:
        slot = whole_of(name.removeprefix("slot_"), digits=3) if name.startswith("slot_") else None
        if slot:
            found.append((slot, request.FILES[name]))
    return found
