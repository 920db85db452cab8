"""One participant: what is met, what was done, and what may be done about it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from academy.core.errors import Refused
from academy.people.consent.actions import give_consent
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.acts.client import client_of
from courses.admission.actions import replacing
from courses.admission.queries import history
from courses.enrollment.actions import enrollments as actions
from courses.workspace import letters
from courses.workspace.actions.pins import make_slips
from courses.workspace.forms.person import PaperConsentForm, SeatReasonForm
from courses.workspace.queries.people import corrections, merging, moving, person
from courses.workspace.views.opening import RUNS, opened_seat
from courses.workspace.views.slips import show_slips


@worker_required
def person_page(request: SignedInRequest, enrollment_id: UUID) -> HttpResponse:
    enrollment = opened_seat(request, enrollment_id)
    context = person.record_of(enrollment, request.user) | {
        "enrollment": enrollment,
        "person": enrollment.user,
        "events": history.of_enrollment(enrollment, reader=request.user),
        "messages_ready": letters.messages_for(enrollment),
        "may_manage": request.user.has_perm("courses.manage_enrollment", enrollment),
        "is_own": enrollment.user_id == request.user.pk,
        "may_correct": enrollment.user_id != request.user.pk
        and request.user.has_perm("courses.manage_enrollment", enrollment),
        "corrections": corrections.of_person(enrollment.user),
        "moves": moving.of_person(enrollment.user),
        "merges": merging.of_person(enrollment.user),
        "may_merge": request.user.has_perm("courses.merge_person", enrollment.user),
        "may_move": request.user.has_perm("courses.move_person", enrollment)
        and moving.may_go(enrollment),
        "may_correct_person": request.user.has_perm("courses.correct_person", enrollment),
        "may_help": request.user.has_perm("courses.hand_in_for", enrollment),
        "may_reset": request.user.has_perm("courses.reset_pin", enrollment),
        "may_replace": replacing.may_replace(enrollment),
    }
    return render(request, "courses/workspace/person.html", context)


@worker_required
@never_cache
def person_pin(request: SignedInRequest, enrollment_id: UUID) -> HttpResponse:
    """Ask once, then show the new PIN on a slip; it is shown this one time."""
    enrollment = opened_seat(request, enrollment_id, "courses.reset_pin")
    if request.method != "POST":
        return render(request, "courses/workspace/person_pin.html", {"enrollment": enrollment})
    client_id = client_of(request.POST).client_id
    try:
        slips = make_slips(enrollments=[enrollment], by=request.user, client_id=client_id)
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return redirect("courses:person", enrollment.public_id)
    return show_slips(request, slips, enrollment.batch)


@worker_required
def person_withdraw(request: SignedInRequest, enrollment_id: UUID) -> HttpResponse:
    enrollment = opened_seat(request, enrollment_id, RUNS)
    form = SeatReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_enrollment(
                enrollment=enrollment, by=request.user, reason=form.cleaned_data["reason"]
            )
        except Refused as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, gettext("The seat is free. You can take this back."))
        return redirect("courses:person", enrollment.public_id)
    context = {"enrollment": enrollment, "form": form}
    return render(request, "courses/workspace/person_withdraw.html", context)


@worker_required
def person_replace(request: SignedInRequest, enrollment_id: UUID) -> HttpResponse:
    """Pass the seat of somebody who never came on to the next in reserve."""
    enrollment = opened_seat(request, enrollment_id, RUNS)
    if request.method != "POST":
        return render(request, "courses/workspace/person_replace.html", {"enrollment": enrollment})
    try:
        successor = replacing.replace_no_show(enrollment=enrollment, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return redirect("courses:person", enrollment.public_id)
    text = gettext("The seat now belongs to %(name)s.") % {"name": successor.user.full_name}
    messages.success(request, text)
    return redirect("courses:person", successor.public_id)


@worker_required
def person_readmit(request: SignedInRequest, enrollment_id: UUID) -> HttpResponse:
    enrollment = opened_seat(request, enrollment_id, RUNS)
    if request.method == "POST":
        try:
            actions.readmit(enrollment=enrollment, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, gettext("This person has the seat again."))
    return redirect("courses:person", enrollment.public_id)


@worker_required
def person_consent(request: SignedInRequest, enrollment_id: UUID) -> HttpResponse:
    """Record a consent that a guardian or the pesantren has given on paper."""
    enrollment = opened_seat(request, enrollment_id, RUNS, "courses.accompany")
    form = PaperConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            give_consent(user=enrollment.user, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, gettext("The consent is recorded."))
            return redirect("courses:person", enrollment.public_id)
    context = {"enrollment": enrollment, "form": form}
    return render(request, "courses/workspace/person_consent.html", context)
