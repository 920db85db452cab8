"""Filters that the coordinators of a batch share: the list, a new one, its name, its end."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from academy.core.errors import Refused
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web.forms.once import make_once
from academy.web.forms.refusals import put_on
from courses.acts.kinds import ActKind
from courses.enrollment.access import run_batch
from courses.enrollment.queries.saved_filters import saved_filters
from courses.models import SavedFilter
from courses.workspace.actions import saved_filters as actions
from courses.workspace.forms import choosing
from courses.workspace.forms.saved_filters import SavedFilterForm


@worker_required
@require_safe
def filters(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """All of a batch: what each means, who made it, and what to do with whom it means."""
    batch = run_batch(request, batch_id)
    form = choosing.form_of(batch)
    rows = [(saved, choosing.meaning(form, saved.query)) for saved in saved_filters(batch)]
    return render(
        request, "courses/workspace/saved_filters.html", {"batch": batch, "filters": rows}
    )


@worker_required
def filter_new(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Give the filter of the address a name; sent twice it is one."""
    batch = run_batch(request, batch_id)
    query = choosing.kept_query(QueryDict(request.POST.get("query") or request.GET.urlencode()))
    meaning = choosing.meaning(choosing.form_of(batch), query)
    form = SavedFilterForm(request.POST or None)
    made = make_once(
        request,
        form,
        kind=ActKind.SAVE_FILTER,
        model=SavedFilter,
        make=lambda: actions.save_filter(
            batch=batch,
            by=request.user,
            name=form.cleaned_data["name"],
            query=query,
            is_whole=meaning.is_whole,
        ),
    )
    if made is not None:
        messages.success(request, _("Saved. It stands above the list for all coordinators."))
        overview = reverse("courses:batch_overview", args=[batch.public_id])
        return redirect(f"{overview}?{made.query}")
    page = {"batch": batch, "form": form, "query": query, "meaning": meaning}
    return render(request, "courses/workspace/saved_filter.html", page)


@worker_required
def filter_edit(request: SignedInRequest, batch_id: UUID, filter_id: UUID) -> HttpResponse:
    """Call it otherwise."""
    batch = run_batch(request, batch_id)
    saved = get_object_or_404(saved_filters(batch), public_id=filter_id)
    stored = SavedFilter.objects.get(pk=saved.pk)
    form = SavedFilterForm(request.POST or None, instance=stored)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_filter(saved=saved, by=request.user, name=form.cleaned_data["name"])
        except Refused as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("courses:saved_filters", batch_id)
    meaning = choosing.meaning(choosing.form_of(batch), saved.query)
    page = {"batch": batch, "form": form, "saved": saved, "meaning": meaning}
    return render(request, "courses/workspace/saved_filter.html", page)


@worker_required
def filter_delete(request: SignedInRequest, batch_id: UUID, filter_id: UUID) -> HttpResponse:
    """Ask once, then delete it for everybody; sent twice it is gone once."""
    batch = run_batch(request, batch_id)
    saved = saved_filters(batch).filter(public_id=filter_id).first()
    if request.method == "POST":
        if saved is not None:
            actions.delete_filter(saved=saved, by=request.user)
        messages.success(request, _("The saved filter is deleted. Nothing happens to the people."))
        return redirect("courses:saved_filters", batch_id)
    if saved is None:
        messages.info(request, _("This filter is deleted already."))
        return redirect("courses:saved_filters", batch_id)
    page = {"batch": batch, "saved": saved}
    return render(request, "courses/workspace/saved_filter_delete.html", page)
