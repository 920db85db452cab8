"""Somebody need not do an activity, or must again."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from academy.core.errors import Refused
from academy.people import accesses
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web.forms.once import make_once
from cms.models import ActivityPage
from courses.acts.kinds import ActKind
from courses.gradebook.actions import exempting
from courses.gradebook.forms import ExemptionForm
from courses.marks.rules import may_correct
from courses.models import Enrollment, Exemption


@worker_required
def exempt(request: SignedInRequest, enrollment_id: UUID, activity_id: UUID) -> HttpResponse:
    """Exempt a person from an activity with a reason; end it again."""
    seat, activity = _found(request, enrollment_id, activity_id)
    exemptions = list(Exemption.objects.of(seat).filter(activity=activity))
    valid = next((item for item in exemptions if item.ended_at is None), None)
    if "end" in request.POST:
        return _end(request, seat, valid)
    form = ExemptionForm(request.POST or None)
    made = make_once(
        request,
        form,
        kind=ActKind.EXEMPT,
        model=Exemption,
        make=lambda: exempting.exempt(
            enrollment=seat, activity=activity, by=request.user, reason=form.cleaned_data["reason"]
        ),
    )
    if made is not None:
        messages.success(request, _("The activity is not asked of this person any more."))
        return redirect("courses:person_marks", seat.public_id)
    context = {
        "enrollment": seat,
        "activity": activity,
        "form": form,
        "valid": valid,
        "exemptions": exemptions,
    }
    return render(request, "courses/gradebook/exempt.html", context)


def _found(
    request: SignedInRequest, enrollment_id: UUID, activity_id: UUID
) -> tuple[Enrollment, ActivityPage]:
    """Return both; 404 for who may not, and who should not know of it either."""
    seat = get_object_or_404(
        Enrollment.objects.select_related("user", "batch__program"), public_id=enrollment_id
    )
    demanded = ActivityPage.objects.filter(required_in__batch=seat.batch_id)
    activity = get_object_or_404(demanded, activity_id=activity_id)
    if not may_correct(request.user, seat, activity):
        raise Http404
    accesses.opened(request, seat.user_id)
    return seat, activity


def _end(request: SignedInRequest, seat: Enrollment, valid: Exemption | None) -> HttpResponse:
    try:
        if valid is not None:
            exempting.end_exemption(exemption=valid, by=request.user)
        messages.success(request, _("The activity is asked of this person again."))
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("courses:person_marks", seat.public_id)
