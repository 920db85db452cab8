"""Reporting something, and deciding about what was reported."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.people.guards import (
    SecondFactorNeeded,
    lacks_second_factor,
    participant_required,
    runner_required,
)
from academy.people.requests import SignedInRequest
from academy.web.forms.refusals import put_on
from courses.acts.client import client_of
from courses.learning.access import gives_words_back, refusals
from courses.models import Report
from courses.moderation import actions, kinds, queries
from courses.moderation.forms import HideForm, ReportForm
from courses.moderation.kinds import Kind
from courses.moderation.queries import Reported

PER_PAGE = 50


def _thing(request: SignedInRequest, name: str, thing_id: UUID) -> tuple[Kind, Any]:
    kind = kinds.known().get(name)
    if kind is None:
        raise Http404
    return kind, get_object_or_404(kind.visible(request.user), public_id=thing_id)


@participant_required
@gives_words_back
def report(request: SignedInRequest, kind: str, thing_id: UUID) -> HttpResponse:
    """Say that something should be looked at, and why."""
    if lacks_second_factor(request.user):
        raise SecondFactorNeeded
    known, thing = _thing(request, kind, thing_id)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.report(
                kind=known,
                thing=thing,
                by=request.user,
                client_id=client_of(request.POST).client_id,
                **form.cleaned_data,
            )
        except Refused as refusal:
            put_on(form, refusal)
        else:
            messages.success(
                request, _("Thank you. Those who run your batch look at it; nobody is told of you.")
            )
            return redirect(known.place(thing))
    context = {"thing": thing, "kind": known, "form": form, "back_url": known.place(thing)}
    return render(request, "courses/moderation/report.html", context)


@runner_required
def reports(request: SignedInRequest) -> HttpResponse:
    """What is reported in the reader's batches, thing by thing, the oldest first."""
    waits = request.GET.get("semua") != "1"
    rows = queries.waiting(request.user) if waits else queries.readable(request.user)
    page = Paginator(queries.things(rows), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": queries.lines(list(page)),
        "query": request.GET,
        "waits": waits,
    }
    return render(request, "courses/moderation/reports.html", context)


def _reported(request: SignedInRequest, report_id: UUID) -> tuple[Report, Reported]:
    rows = queries.readable(request.user).select_related("batch")
    found = get_object_or_404(rows, public_id=report_id)
    if not request.user.has_perm("courses.run_batch", found.batch):
        raise PermissionDenied
    return found, queries.reported(found)


@runner_required
def report_decide(request: SignedInRequest, report_id: UUID) -> HttpResponse:
    """A thing with what was said against it; it is hidden here, with the reason."""
    found, about = _reported(request, report_id)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hide(kind=about.kind, thing=about.thing, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, _("Hidden. Its author is told, with your reason."))
            return redirect("courses:reports")
    context = {
        "report": found,
        "about": about,
        "form": form,
        "words": about.kind.words(about.thing),
        "desk_url": about.kind.desk(about.thing),
    }
    return render(request, "courses/moderation/report_decide.html", context)


@runner_required
@require_POST
def report_settle(request: SignedInRequest, report_id: UUID) -> HttpResponse:
    """Leave a thing as it is, or show it again (`action=show`)."""
    _found, about = _reported(request, report_id)
    with refusals(request):
        if request.POST.get("action") == "show":
            actions.show_again(kind=about.kind, thing=about.thing, by=request.user)
            messages.success(request, _("Shown again. Its author is told."))
        else:
            actions.dismiss(kind=about.kind, thing=about.thing, by=request.user)
            messages.success(request, _("Left as it is. The reports about it are settled."))
    return redirect("courses:reports")


@runner_required
def thing_hide(request: SignedInRequest, kind: str, thing_id: UUID) -> HttpResponse:
    """Hide something that nobody has reported."""
    known, thing = _thing(request, kind, thing_id)
    if not request.user.has_perm("courses.run_batch", thing.batch):
        raise PermissionDenied
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hide(kind=known, thing=thing, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, _("Hidden. Its author is told, with your reason."))
            return redirect(known.desk(thing))
    context = {
        "thing": thing,
        "form": form,
        "words": known.words(thing),
        "back_url": known.desk(thing),
    }
    return render(request, "courses/moderation/hide.html", context)


@runner_required
@require_POST
def thing_show(request: SignedInRequest, kind: str, thing_id: UUID) -> HttpResponse:
    """Show something again that was hidden."""
    known, thing = _thing(request, kind, thing_id)
    if not request.user.has_perm("courses.run_batch", thing.batch):
        raise PermissionDenied
    with refusals(request):
        actions.show_again(kind=known, thing=thing, by=request.user)
        messages.success(request, _("Shown again. Its author is told."))
    return redirect(known.desk(thing))
