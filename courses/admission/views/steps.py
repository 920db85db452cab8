"""The steps of applying: where one is, and who may be there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from academy.people.guards import sign_in_required
from academy.people.requests import SignedInRequest
from courses.admission.actions import AlreadySent
from courses.admission.queries import applications as intake
from courses.enrollment.queries import batches
from courses.models import Application, ApplicationState, Batch

# name (also of `intake.missing`) → what the step is called; its URL is application_<name>.
STEPS: dict[str, str | Promise] = {
    "begin": pgettext_lazy("step of applying", "Who I am"),
    "pesantren": pgettext_lazy("step of applying", "My pesantren"),
    "about": pgettext_lazy("step of applying", "Why I want to join"),
    "documents": pgettext_lazy("step of applying", "Papers"),
    "consent": pgettext_lazy("step of applying", "Consent"),
    "send": pgettext_lazy("step of applying", "Check and send"),
}


@dataclass(frozen=True, slots=True)
class FormStep:
    """One step as the bar above the form shows it."""

    number: int
    label: str | Promise
    url: str
    is_current: bool
    is_done: bool


def step_url(name: str, batch: Batch) -> str:
    """Return the address of a step of the form for `batch`."""
    return reverse(f"courses:application_{name}", args=[batch.public_id])


def following(name: str, batch: Batch) -> str:
    """Return the address of the step after `name`."""
    names = list(STEPS)
    return step_url(names[names.index(name) + 1], batch)


def context(
    name: str, batch: Batch, application: Application | None = None, **more: Any
) -> dict[str, Any]:
    """Return what every step's page shows, and `more`."""
    names = list(STEPS)
    open_steps = {step for step, _words in intake.missing(application)} if application else {*STEPS}
    # Papers need not be added: the step is done when there is one.
    if application is not None and not application.documents.exists():
        open_steps.add("documents")
    steps = [
        FormStep(
            number=number,
            label=label,
            url=step_url(step, batch) if application else "",
            is_current=step == name,
            is_done=step not in open_steps and step != "send",
        )
        for number, (step, label) in enumerate(STEPS.items(), start=1)
    ]
    at = names.index(name)
    return {
        "batch": batch,
        "application": application,
        "steps": steps,
        "step": steps[at],
        "step_count": len(steps),
        "back_url": steps[at - 1].url
        if at
        else reverse("courses:batch_public", args=[batch.public_id]),
        **more,
    }


def public_batch(batch_id: UUID) -> Batch:
    """Return a published batch, or answer 404."""
    return get_object_or_404(Batch.objects.public().select_related("program"), public_id=batch_id)


def closed(request: HttpRequest, batch: Batch, application: Application | None) -> HttpResponse:
    """Say that this is not the time to apply, and what can be done instead."""
    found = batches.with_counts(Batch.objects.filter(pk=batch.pk)).get()
    page: dict[str, object] = {"facts": batches.facts(found), "application": application}
    page["others"] = batches.open_batches()
    return render(request, "courses/admission/closed.html", page)


def draft_step(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Hand the view the reader's own draft for the batch, or lead to where it is.

    It may be sent on another device before the view has written what it came for. Outside the
    time of the batch the page says so; sending alone looks at the time itself.
    """

    @sign_in_required
    @wraps(view)
    def guarded(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
        batch = public_batch(batch_id)
        application = Application.objects.latest_of(request.user, batch)
        if application is None:
            return redirect("courses:application_begin", batch_id)
        if application.state != ApplicationState.DRAFT:
            return redirect("courses:application_status", application.public_id)
        application.batch, application.user = batch, request.user
        if not batch.takes_applications and request.method != "POST":
            return closed(request, batch, application)
        try:
            return view(request, application)
        except AlreadySent:
            return redirect("courses:application_status", application.public_id)

    return guarded
