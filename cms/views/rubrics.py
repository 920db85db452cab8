"""The library of rubrics beside an assignment: take one in, or keep the assignment's own."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from academy.core.errors import Refused
from academy.core.text.typed import whole_of
from academy.people.requests import SignedInRequest
from cms.actions import rubrics as actions
from cms.forms.rubrics import KeepRubricForm
from cms.models import AssignmentPage
from cms.queries.course import course_of
from cms.queries.rubrics import rubrics_to_take


def rubrics(request: SignedInRequest, page_id: int) -> HttpResponse:
    """Choose a kept rubric for an assignment, or keep its own (`keep`)."""
    page = get_object_or_404(AssignmentPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    keeps = request.method == "POST" and "keep" in request.POST
    form = KeepRubricForm(request.POST if keeps else None, initial={"name": page.title})
    if request.method == "POST" and not keeps:
        return _take(request, page)
    if keeps and form.is_valid():
        name = form.cleaned_data["name"]
        actions.keep_rubric(page=page, name=name, course=course_of(page), by=request.user)
        messages.success(request, _("The rubric is kept as “%(name)s”.") % {"name": name})
        return redirect("cms_rubrics", page.pk)
    draft = page.get_latest_revision_as_object()
    context = {
        "page": page,
        "form": form,
        "own": draft.criteria.all(),
        "rubrics": rubrics_to_take(request.user),
    }
    return render(request, "cms/rubrics/library.html", context)


def _take(request: SignedInRequest, page: AssignmentPage) -> HttpResponse:
    found = rubrics_to_take(request.user).filter(pk=whole_of(request.POST.get("take", "")))
    rubric = get_object_or_404(found)
    try:
        actions.take_rubric(page=page, rubric=rubric, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("cms_rubrics", page.pk)
    text = _("“%(name)s” stands in the draft now. Look through it, then publish it.")
    messages.success(request, text % {"name": rubric.name})
    return redirect("wagtailadmin_pages:edit", page.pk)
