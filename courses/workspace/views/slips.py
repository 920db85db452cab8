"""What is done with chosen people of a batch at once: slips with PINs, messages."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.acts.client import client_of
from courses.models import Batch, Enrollment
from courses.workspace import letters
from courses.workspace.actions.pins import Slip, make_slips
from courses.workspace.actions.sheets import request_chosen_sheets

CHOSEN_AT_MOST = 250


@worker_required
@require_POST
@never_cache
def people_act(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Lead the chosen people of the batch page to slips or messages.

    Slips are asked for once more (they end the PINs that people have now). That of one person
    is shown once; those of several are long work that leaves a file.
    """
    batch = get_object_or_404(
        Batch.objects.visible_to(request.user).select_related("program"), public_id=batch_id
    )
    if not request.user.has_perm("courses.run_batch", batch):
        raise PermissionDenied
    chosen = _chosen(request, batch)
    if not chosen:
        return redirect("courses:batch_overview", batch.public_id)
    context = {"batch": batch, "chosen": chosen}
    if request.POST.get("action") == "messages":
        written = [(item, letters.messages_for(item)) for item in chosen]
        return render(request, "courses/workspace/letters.html", context | {"letters": written})
    if request.POST.get("confirmed") != "yes":
        return render(request, "courses/workspace/slips_confirm.html", context)
    client_id = client_of(request.POST).client_id
    try:
        if len(chosen) > 1:
            job = request_chosen_sheets(
                batch=batch,
                enrollments=chosen,
                by=request.user,
                client_id=client_id,
                return_url=reverse("courses:batch_slips", args=[batch.public_id]),
            )
            return redirect("courses:job", job.public_id)
        made = make_slips(enrollments=chosen, by=request.user, client_id=client_id)
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return redirect("courses:batch_overview", batch.public_id)
    return show_slips(request, made, batch)


def _chosen(request: SignedInRequest, batch: Batch) -> list[Enrollment]:
    wanted = set(request.POST.getlist("selected")[:CHOSEN_AT_MOST])
    everybody = (
        Enrollment.objects.seated()
        .filter(batch=batch)
        .select_related("user", "batch__program", "pesantren__regency", "application__batch")
        .order_by("pesantren__name", "user__full_name", "pk")
    )
    return [row for row in everybody if str(row.public_id) in wanted]


def show_slips(request: SignedInRequest, slips: list[Slip], batch: Batch) -> HttpResponse:
    """Answer with slips to print; nothing keeps them."""
    context = {
        "slips": slips,
        "batch": batch,
        "runs_batch": request.user.has_perm("courses.run_batch", batch),
        "sign_in_address": settings.BASE_URL,
    }
    return render(request, "courses/workspace/slips.html", context)
