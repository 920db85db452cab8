"""The gallery for those who answer for it: proposed, awaited, shown, taken down."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from academy.people import accesses
from academy.people.guards import staff_required
from academy.people.models import AccessKind
from academy.people.requests import SignedInRequest
from academy.web import lists
from academy.web.forms.refusals import put_on
from courses.gallery import actions, queries
from courses.gallery.forms import DeskFilter, ProposeForm, TakeDownForm
from courses.models import Submission

COLUMNS = (
    lists.Column(
        "name",
        _("Participant"),
        lambda row: row.submission.enrollment.user.full_name,
        sort="submission__enrollment__user__full_name",
    ),
    lists.Column(
        "assignment", _("Assignment"), lambda row: row.title, sort="title", css="only-wide"
    ),
    lists.Column("batch", _("Batch"), lambda row: str(row.batch), css="only-wide"),
    lists.Column("state", _("State"), lambda row: row.get_state_display(), sort="state"),
    lists.Column(
        "proposed", _("Proposed"), lambda row: row.proposed_at, sort="proposed_at", css="only-wide"
    ),
)


@staff_required
def desk(request: SignedInRequest) -> HttpResponse:
    """List what was proposed, with its state."""
    found = lists.build(
        request,
        queries.desk(request.user),
        filterset_class=DeskFilter,
        columns=COLUMNS,
        default_sort="-proposed_at",
    )
    return render(request, "courses/gallery/desk.html", {"list": found})


@staff_required
def desk_work(request: SignedInRequest, work_id: UUID) -> HttpResponse:
    """Show one work and where it stands; a post takes it down, with a reason."""
    work = get_object_or_404(queries.desk(request.user), public_id=work_id)
    accesses.opened(request, work.submission.enrollment.user_id, AccessKind.WORK_OPENED)
    if not request.user.has_perm("courses.take_work_down", work):
        raise PermissionDenied
    form = TakeDownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_down(work=work, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            put_on(form, refusal)
            work = queries.desk(request.user).get(pk=work.pk)
        else:
            messages.success(request, gettext("Taken down. The participant is told."))
            return redirect("courses:gallery_desk_work", work_id)
    context = {
        "work": work,
        "photos": queries.photos_of(work.submission),
        "form": form,
        "may_propose": request.user.has_perm("courses.propose_work", work.submission),
        "runs_batch": request.user.has_perm("courses.run_batch", work.batch),
    }
    return render(request, "courses/gallery/desk_work.html", context)


@staff_required
def propose(request: SignedInRequest, submission_id: UUID) -> HttpResponse:
    """Propose an accepted hand-in for the gallery, with the word why."""
    visible = Submission.objects.visible_to(request.user).handed_in()
    submission = get_object_or_404(
        visible.select_related("assignment", "enrollment__user", "enrollment__batch"),
        public_id=submission_id,
    )
    if not request.user.has_perm("courses.propose_work", submission):
        raise PermissionDenied
    accesses.opened(request, submission.enrollment.user_id, AccessKind.WORK_OPENED)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose(submission=submission, word=form.cleaned_data["word"], by=request.user)
        except Refused as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, gettext("Proposed. The participant is asked for consent."))
            return redirect("courses:review_desk", submission_id)
    context = {
        "submission": submission,
        "photos": queries.photos_of(submission),
        "form": form,
    }
    return render(request, "courses/gallery/propose.html", context)
