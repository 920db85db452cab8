"""What is done with chosen people of a batch at once: slips with PINs, messages, a move."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.core.jobs import AT_ONCE
from academy.core.text.typed import uuid_of, whole_of
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.acts.client import client_of
from courses.enrollment.queries.saved_filters import people_of
from courses.models import Batch, Enrollment
from courses.workspace import letters
from courses.workspace.actions.pins import Slip, make_slips
from courses.workspace.actions.sheets import request_chosen_sheets
from courses.workspace.views.moving_many import move_chosen

CHOSEN_AT_MOST = 250


@worker_required
@require_POST
@never_cache
def people_act(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Lead the chosen people of the batch page, or of a saved filter, to what is done with them.

    Slips are asked for once more (they end the PINs that people have now). That of one person
    is shown once; those of several are long work that leaves a file.
    """
    batch = get_object_or_404(
        Batch.objects.visible_to(request.user).select_related("program"), public_id=batch_id
    )
    if not request.user.has_perm("courses.run_batch", batch):
        raise PermissionDenied
    chosen = _chosen(request, batch)
    if (way_back := _way_back(request, batch, chosen)) is not None:
        return way_back
    context = {"batch": batch, "chosen": chosen}
    if request.POST.get("action") == "move":
        return move_chosen(request, batch, chosen)
    if request.POST.get("action") == "messages":
        return _letters(request, context)
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


def _letters(request: SignedInRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the messages of so many as are sent by hand in one go; a button leads to the next."""
    start = whole_of(request.POST.get("start", "")) or 0
    now, rest = context["chosen"][start : start + AT_ONCE], context["chosen"][start + AT_ONCE :]
    context |= {
        "letters": [(item, letters.messages_for(item)) for item in now],
        "start": start + AT_ONCE,
        "rest_count": len(rest),
        "saved": request.POST.get("saved", ""),
    }
    return render(request, "courses/workspace/letters.html", context)


def _chosen(request: SignedInRequest, batch: Batch) -> list[Enrollment]:
    """Return whom the ticks or the saved filter mean, of those who have a seat."""
    if "saved" in request.POST:
        public_id = uuid_of(request.POST["saved"])
        saved = get_object_or_404(batch.saved_filters, public_id=public_id)
        saved.batch = batch
        meant = Q(pk__in=list(people_of(saved).values_list("pk", flat=True)))
    else:
        ids = [uuid_of(text) for text in request.POST.getlist("selected")]
        meant = Q(public_id__in=[public_id for public_id in ids if public_id is not None])
    people = Enrollment.objects.seated().filter(meant, batch=batch)
    found = people.select_related(
        "user", "batch__program", "pesantren__regency", "application__batch"
    )
    return list(found.order_by("pesantren__name", "user__full_name", "pk"))


def _way_back(
    request: SignedInRequest, batch: Batch, chosen: list[Enrollment]
) -> HttpResponse | None:
    """Lead back where nobody is meant, or more than one page can ask about; None: go on."""
    if 0 < len(chosen) <= CHOSEN_AT_MOST:
        return None
    if chosen:
        text = _("This means %(count)d people; up to %(most)d go at once. Narrow the filter.")
        messages.warning(request, text % {"count": len(chosen), "most": CHOSEN_AT_MOST})
    elif "saved" in request.POST:
        messages.info(request, _("This filter means nobody who has a seat now."))
    return redirect("courses:batch_overview", batch.public_id)


def show_slips(request: SignedInRequest, slips: list[Slip], batch: Batch) -> HttpResponse:
    """Answer with slips to print; nothing keeps them."""
    context = {
        "slips": slips,
        "batch": batch,
        "runs_batch": request.user.has_perm("courses.run_batch", batch),
        "sign_in_address": settings.BASE_URL,
    }
    return render(request, "courses/workspace/slips.html", context)
