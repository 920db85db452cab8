"""Several people of a batch go to another one: looked at, then done at once or as long work."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from academy.core.acts import SentDifferently
from academy.core.jobs import AT_ONCE
from academy.people.requests import SignedInRequest
from courses.acts.client import client_of
from courses.models import Batch, Enrollment
from courses.workspace.actions import moving_many as actions
from courses.workspace.forms.moving import MoveManyForm
from courses.workspace.queries.people import moving_many


def move_chosen(
    request: SignedInRequest, batch: Batch, chosen: Sequence[Enrollment]
) -> HttpResponse:
    """Show first who fits and what goes along; move exactly those who were shown as going."""
    asks = "batch" in request.POST
    form = MoveManyForm(request.POST if asks else None, of=batch, reader=request.user)
    context: dict[str, Any] = {"batch": batch, "chosen": chosen, "form": form}
    if form.is_bound and form.is_valid():
        preview = moving_many.preview(chosen, form.cleaned_data["batch"], request.user)
        going = [row.enrollment for row in preview.going]
        mark = form.seen_mark(one.pk for one in going)
        if going and request.POST.get("seen") == mark:
            return _move(request, batch, going, form)
        if "seen" in request.POST:
            messages.warning(
                request, _("Something has changed since you looked: look again, then move.")
            )
        context |= {"preview": preview, "to": form.cleaned_data["batch"], "seen": mark}
    return render(request, "courses/workspace/people_move.html", context)


def _move(
    request: SignedInRequest, batch: Batch, going: list[Enrollment], form: MoveManyForm
) -> HttpResponse:
    to, client_id = form.cleaned_data["batch"], client_of(request.POST).client_id
    asked = {
        "enrollments": going,
        "of": batch,
        "to": to,
        "by": request.user,
        "reason": form.cleaned_data["reason"],
    }
    back = reverse("courses:batch_overview", args=[batch.public_id])
    if len(going) > AT_ONCE:
        try:
            job = actions.request_moves(**asked, client_id=client_id, return_url=back)
        except SentDifferently as refusal:
            messages.warning(request, str(refusal.message))
            return redirect(back)
        return redirect("courses:job", job.public_id)
    for sentence in actions.sentences(actions.move_many(**asked, key=client_id), to):
        messages.info(request, sentence)
    return redirect(back)
