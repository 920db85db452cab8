"""The review queue and the review desk: one hand-in at a time, undo."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.people.guards import role_required, worker_required
from academy.people.models import Role
from academy.people.requests import SignedInRequest
from academy.web import lists
from academy.web.kept.drawn import drawn
from courses.assignments.actions import reviews as actions
from courses.assignments.forms.review import CommentForm, QueueFilter, ReviewForm
from courses.assignments.queries import reviews as queries
from courses.models import Review, SavedComment, Submission, SubmissionState

COLUMNS = (
    lists.Column(
        "name",
        _("Participant"),
        lambda row: row.enrollment.user.full_name,
        sort="enrollment__user__full_name",
    ),
    lists.Column("assignment", _("Assignment"), lambda row: row.title, sort="title"),
    lists.Column("batch", _("Batch"), lambda row: str(row.enrollment.batch)),
    lists.Column("number", _("Hand-in"), lambda row: row.number, sort="number", css="num"),
    lists.Column("waiting", _("Waiting since"), lambda row: row.submitted_at, sort="submitted_at"),
)


trainer_required = role_required(Role.TRAINER)


@trainer_required
def queue(request: SignedInRequest) -> HttpResponse:
    found = lists.build(
        request,
        queries.listed(request.user),
        filterset_class=QueueFilter,
        columns=COLUMNS,
        default_sort="submitted_at",
    )
    context = {
        "list": found,
        "rows": [_row(row) for row in found.page],
        "undoable": queries.undoable(request.user),
    }
    return render(request, "courses/assignments/review_queue.html", context)


def _row(row: Any) -> SafeString:
    seat = row.enrollment
    return drawn(
        "courses/assignments/_queue_row.html",
        id=row.public_id,
        name=seat.user.full_name,
        pesantren=seat.pesantren.name if seat.pesantren else "",
        assignment=row.title,
        batch=str(seat.batch),
        number=row.number,
        at=row.submitted_at,
    )


@worker_required
def review_desk(request: SignedInRequest, submission_id: UUID) -> HttpResponse:
    submission = _submission(request, submission_id)
    may_review = request.user.has_perm("courses.review_submission", submission)
    if request.method == "POST" and not may_review:
        raise PermissionDenied
    form = ReviewForm(
        request.POST or None,
        criteria=submission.assignment.criteria.all(),
        initial={"client_id": uuid4()},
    )
    if request.method == "POST" and form.is_valid():
        found = _review(request, submission, form)
        if found is not None:
            return _go_on(request, found)
    context = _shown(request, submission, form) | {"may_review": may_review}
    return render(request, "courses/assignments/review_desk.html", context)


def _submission(request: SignedInRequest, submission_id: UUID) -> Submission:
    visible = Submission.objects.visible_to(request.user).handed_in()
    return get_object_or_404(
        visible.select_related(
            "enrollment__user", "enrollment__batch", "enrollment__pesantren__regency", "assignment"
        ),
        public_id=submission_id,
    )


def _review(request: SignedInRequest, submission: Submission, form: ReviewForm) -> Review | None:
    """Return the review, or None with the refusal on the form (nothing typed is lost)."""
    try:
        return actions.review(
            submission=submission,
            by=request.user,
            verdict=form.cleaned_data["verdict"],
            mark=form.mark_given(),
            scores=form.scores(),
            feedback=form.cleaned_data["feedback"],
            client_id=form.cleaned_data["client_id"],
        )
    except Refused as refusal:
        form.add_error(None, str(refusal.message))
        return None


def _go_on(request: SignedInRequest, found: Review) -> HttpResponse:
    """Lead to the next in the queue, with the way to take this verdict back."""
    messages.success(
        request,
        gettext("Reviewed: %(name)s, %(title)s.")
        % {
            "name": found.submission.enrollment.user.full_name,
            "title": found.submission.assignment.title,
        },
    )
    following = queries.next_in_queue(request.user, found.submission)
    if following is None:
        return redirect("courses:review_queue")
    return redirect("courses:review_desk", following.public_id)


def _shown(request: SignedInRequest, submission: Submission, form: ReviewForm) -> dict[str, Any]:
    hand_ins = queries.hand_ins_of(submission)
    following = queries.next_in_queue(request.user, submission)
    return {
        "submission": submission,
        "shown": next(item for item in hand_ins if item.pk == submission.pk),
        "earlier": [item for item in hand_ins if item.number < submission.number],
        "form": form,
        "is_waiting": submission.state == SubmissionState.SUBMITTED,
        "comments": SavedComment.objects.filter(owner=request.user),
        "comment_form": CommentForm(),
        "following": following,
        "waiting_count": queries.queue(request.user).count(),
        "undoable": queries.undoable(request.user),
    }


@trainer_required
@require_POST
def undo(request: SignedInRequest, review_id: UUID) -> HttpResponse:
    found = get_object_or_404(Review, public_id=review_id, reviewer=request.user)
    try:
        submission = actions.undo_review(found=found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return redirect("courses:review_queue")
    messages.success(request, gettext("The review is undone; the hand-in waits again."))
    return redirect("courses:review_desk", submission.public_id)


@trainer_required
@require_POST
def keep_comment(request: SignedInRequest) -> HttpResponse:
    form = CommentForm(request.POST)
    if form.is_valid():
        actions.save_comment(owner=request.user, text=form.cleaned_data["text"])
        messages.success(request, gettext("The comment is kept for your next reviews."))
    return redirect(_back(request))


@trainer_required
@require_POST
def drop_comment(request: SignedInRequest, comment_id: UUID) -> HttpResponse:
    comment = get_object_or_404(SavedComment, owner=request.user, public_id=comment_id)
    actions.drop_comment(comment=comment)
    messages.success(request, gettext("The comment is removed."))
    return redirect(_back(request))


def _back(request: SignedInRequest) -> str:
    """Return where the comment was kept from, if it is a page of ours."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return target
    return reverse("courses:review_queue")
