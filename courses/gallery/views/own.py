"""The author's own page of a work: whether it is shown, and under which name."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.people.ages import is_minor
from academy.people.guards import participant_required
from academy.people.requests import SignedInRequest
from academy.web.forms.refusals import put_on
from courses.gallery import actions, queries
from courses.gallery.forms import ShowForm
from courses.learning.access import refusals


@participant_required
def own(request: SignedInRequest, work_id: UUID) -> HttpResponse:
    """Ask whether the work may be shown; a post consents."""
    work = get_object_or_404(queries.own_works(request.user), public_id=work_id)
    form = ShowForm(
        request.POST if request.method == "POST" else None,
        minor=is_minor(request.user),
        initial={"shown_name": work.shown_name if work.answered_at else None},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.show(work=work, **form.said())
        except Refused as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, _("Your work is shown in the gallery of your batch."))
            return redirect("courses:gallery_own", work_id)
    context = {"work": work, "form": form, "batch": work.batch}
    return render(request, "courses/gallery/own.html", context)


@participant_required
@require_POST
def keep_back(request: SignedInRequest, work_id: UUID) -> HttpResponse:
    """Show the work to nobody from now on."""
    work = get_object_or_404(queries.own_works(request.user), public_id=work_id)
    with refusals(request) as refused:
        actions.keep_back(work=work)
    if not refused():
        messages.success(request, _("Your work is not shown. Nobody in the gallery sees it."))
    return redirect("courses:gallery_own", work_id)
