"""The review desk: one hand-in at a time, drafts, undo."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.core.typed import uuid_of
from academy.people import accesses
from academy.people.guards import role_required, worker_required
from academy.people.models import Role
from academy.people.requests import SignedInRequest
from courses.assignments.actions import drafts
from courses.assignments.actions import reviews as actions
from courses.assignments.forms.review import ReviewForm
from courses.assignments.queries import reviews as queries
from courses.assignments.queries.drafts import Kept, draft_of
from courses.assignments.views.queue import query_of, waiting_around
from courses.models import Review, SavedComment, Submission, SubmissionState


@worker_required
def review_desk(request: SignedInRequest, submission_id: UUID) -> HttpResponse:
    """One hand-in and its review in work, which the page and every button keep."""
    submission = _submission(request, submission_id)
    form = _form(request, submission)
    if request.method != "POST":
        return _page(request, submission, form)
    kept = _keep(request, submission, form)
    if "verdict" not in request.POST:
        return _go_on_typing(request, submission, form)
    form.show_unseen(kept)
    found = _review(request, submission, form) if form.is_valid() else None
    return _page(request, submission, form) if found is None else _go_on(request, found)


def _go_on_typing(
    request: SignedInRequest, submission: Submission, form: ReviewForm
) -> HttpResponse:
    """The draft is kept: do what the button said, or answer the page that keeps it by itself."""
    if request.headers.get("X-Part") == "draft":
        status = 409 if form.clashes else 200
        part = "courses/assignments/review_desk.html#draft"
        return render(request, part, {"form": form, "is_kept": status == 200}, status=status)
    if form.clashes:
        return _page(request, submission, form)
    then, _colon, of = request.POST.get("then", "").partition(":")
    if then == "undo":
        return _undo(request, of)
    if then == "next":
        return _to_next(request, submission)
    if then == "keep":
        _keep_comment(request, submission)
    elif then == "drop":
        _drop_comment(request, of)
    else:
        messages.success(request, gettext("The draft is kept. Nobody but you reads it."))
    return redirect(reverse("courses:review_desk", args=[submission.public_id]) + query_of(request))


def _form(request: SignedInRequest, submission: Submission) -> ReviewForm:
    if request.method == "POST" and not request.user.has_perm(
        "courses.review_submission", submission
    ):
        raise PermissionDenied
    return ReviewForm(
        request.POST or None,
        criteria=submission.assignment.criteria.all(),
        draft=draft_of(submission, request.user),
    )


def _keep(request: SignedInRequest, submission: Submission, form: ReviewForm) -> Kept:
    """Keep what was typed; the form says what another page has changed."""
    kept = drafts.keep_draft(submission=submission, by=request.user, typed=form.typed())
    form.tell(kept)
    return kept


def _page(request: SignedInRequest, submission: Submission, form: ReviewForm) -> HttpResponse:
    may_review = request.user.has_perm("courses.review_submission", submission)
    is_open = may_review and (submission.state == SubmissionState.SUBMITTED or form.is_bound)
    context = _shown(request, submission, form) | {
        "may_review": may_review,
        # Nothing is typed any more once it has been reviewed.
        "is_open": is_open,
        "may_correct": may_review and submission.state == SubmissionState.ACCEPTED,
    }
    return render(request, "courses/assignments/review_desk.html", context)


def _submission(request: SignedInRequest, submission_id: UUID) -> Submission:
    visible = Submission.objects.visible_to(request.user).handed_in()
    submission = get_object_or_404(
        visible.select_related(
            "enrollment__user", "enrollment__batch", "enrollment__pesantren__regency", "assignment"
        ),
        public_id=submission_id,
    )
    accesses.opened(request, submission.enrollment.user_id)
    return submission


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
    return _to_next(request, found.submission)


def _to_next(request: SignedInRequest, submission: Submission) -> HttpResponse:
    following = queries.following(waiting_around(request, submission), submission)
    if following is None:
        return redirect(reverse("courses:review_queue") + query_of(request))
    return redirect(reverse("courses:review_desk", args=[following.public_id]) + query_of(request))


def _shown(request: SignedInRequest, submission: Submission, form: ReviewForm) -> dict[str, Any]:
    hand_ins = queries.hand_ins_of(submission)
    waiting = waiting_around(request, submission)
    following = queries.following(waiting, submission)
    return {
        "submission": submission,
        "shown": next(item for item in hand_ins if item.pk == submission.pk),
        "earlier": [item for item in hand_ins if item.number < submission.number],
        "form": form,
        "comments": SavedComment.objects.filter(owner=request.user),
        "following": following,
        "waiting_count": len(waiting) - (submission.state != SubmissionState.SUBMITTED),
        "query": query_of(request),
        "undoable": queries.undoable(request.user),
    }


@role_required(Role.TRAINER)
@require_POST
def undo(request: SignedInRequest, review_id: UUID) -> HttpResponse:
    return _undo(request, str(review_id))


def _undo(request: SignedInRequest, review_id: str) -> HttpResponse:
    """Take a review back; its words stand in the form again."""
    found = get_object_or_404(Review, public_id=uuid_of(review_id), reviewer=request.user)
    try:
        submission = actions.undo_review(found=found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return redirect(reverse("courses:review_queue") + query_of(request))
    messages.success(
        request,
        gettext("The review is undone: the hand-in waits again, and what you said stands below."),
    )
    return redirect(reverse("courses:review_desk", args=[submission.public_id]) + query_of(request))


def _keep_comment(request: SignedInRequest, submission: Submission) -> None:
    text = request.POST.get("comment", "").strip()[:500]
    if not text:
        messages.info(request, gettext("Type the comment first, then keep it."))
        return
    actions.save_comment(owner=request.user, text=text)
    drafts.clear_field(submission=submission, by=request.user, name="comment")
    messages.success(request, gettext("The comment is kept for your next reviews."))


def _drop_comment(request: SignedInRequest, comment_id: str) -> None:
    comment = get_object_or_404(SavedComment, owner=request.user, public_id=uuid_of(comment_id))
    actions.drop_comment(comment=comment)
    messages.success(request, gettext("The comment is removed."))
