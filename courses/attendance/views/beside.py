"""What stands beside a roster: whether the trainer came, and what companions ask to change."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.attendance.actions import requests, trainers
from courses.models import AttendanceRequest, Session


@worker_required
@require_POST
def trainer_note(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Note whether the trainer came; somebody else than the trainer does it."""
    session = get_object_or_404(
        Session.objects.visible_to(request.user).select_related("batch", "trainer"),
        public_id=session_id,
    )
    if not request.user.has_perm("courses.note_session", session) or session.trainer is None:
        raise PermissionDenied
    try:
        trainers.note_trainer(
            session=session,
            trainer=session.trainer,
            status=request.POST.get("status", ""),
            by=request.user,
            shown=request.POST.get("shown", ""),
        )
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, gettext("The trainer’s attendance is saved."))
    return redirect("courses:roster", session.public_id)


@worker_required
@require_POST
def attendance_decide(request: SignedInRequest, request_id: UUID) -> HttpResponse:
    """Accept or decline what a companion asks to change."""
    found = get_object_or_404(
        AttendanceRequest.objects.visible_to(request.user).select_related("session__batch"),
        public_id=request_id,
    )
    if not request.user.has_perm("courses.run_batch", found.session.batch):
        raise PermissionDenied
    accept = request.POST.get("decision") == "accept"
    try:
        requests.decide(request=found, accept=accept, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, gettext("Decided. The companion is told."))
    return redirect("courses:roster", found.session.public_id)
