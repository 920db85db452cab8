"""The end of a batch: who has not met the rule did not pass."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from academy.core.errors import Refused
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.enrollment.actions.enrollments import NotOver, OwnSeat, close_batch
from courses.enrollment.queries.closing import still_open
from courses.models import Batch


@worker_required
def batch_close(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Ask once with the numbers, then settle everybody who is still active."""
    batch = get_object_or_404(
        Batch.objects.visible_to(request.user).select_related("program", "completion_rule"),
        public_id=batch_id,
    )
    if not request.user.has_perm("courses.run_batch", batch):
        raise PermissionDenied
    if request.method != "POST":
        context = {
            "batch": batch,
            "open": still_open(batch, request.user),
            "too_early": NotOver(batch).message,
        }
        return render(request, "courses/enrollment/batch_close.html", context)
    try:
        closing = close_batch(batch=batch, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(
            request, gettext("The batch is closed. You can give a seat back one by one.")
        )
        if closing.own_is_open:
            messages.warning(request, str(OwnSeat.message))
    return redirect("courses:batch_overview", batch.public_id)
