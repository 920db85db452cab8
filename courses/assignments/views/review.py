"""The review desk: one hand-in at a time, drafts, undo."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.core.text.typed import uuid_of
from academy.people import accesses
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web.edge.permissions import may_record
from academy.web.files.posts import takes_files
from courses.acts.client import moment_of
from courses.assignments.actions import claims, comments, drafts
from courses.assignments.actions import reviews as actions
from courses.assignments.forms.review import ReviewForm
from courses.assignments.queries import reviews as queries
from courses.assignments.queries.claims import held_by_another
from courses.assignments.queries.drafts import Kept, draft_of
from courses.assignments.queries.lateness import lateness_of
from courses.assignments.queries.likeness import lookalikes
from courses.assignments.queries.pins import Photo, kept, photos_of
from courses.assignments.queries.work import HandIn, rubric_of
from courses.assignments.views.queue import query_of, to_first_free, waiting_around
from courses.assignments.views.voice import remove_voice, say_what_was_added, take_sound
from courses.models import Review, SavedComment, Submission, SubmissionState

RECORDER = "courses/assignments/_recorder.html"


@may_record
@takes_files
@worker_required
def review_desk(request: SignedInRequest, submission_id: UUID) -> HttpResponse:
    """One hand-in and its review in work, which the page and every button keep."""
    submission = _submission(request, submission_id)
    form = _form(request, submission)
    if request.method != "POST":
        return _page(request, submission, form)
    if request.POST.get("then") in {"hold", "leave"}:
        return _in_hand(request, submission)
    kept = _keep(request, submission, form)
    status = take_sound(request, submission, form)
    if request.headers.get("X-Part") == "voice":
        return render(request, RECORDER, {"form": form}, status=status)
    if "verdict" not in request.POST:
        return _go_on_typing(request, submission, form)
    form.show_unseen(kept)
    found = _review(request, submission, form) if form.is_valid() else None
    return _page(request, submission, form) if found is None else _go_on(request, found)


def _kept_by_itself(
    request: SignedInRequest, submission: Submission, form: ReviewForm
) -> HttpResponse:
    """Answer the page that keeps its draft: kept or not, and who has taken it over meanwhile."""
    status = 409 if form.clashes else 200
    context = {
        "form": form,
        "is_kept": status == 200,
        "holder": held_by_another(submission, request.user),
        "is_taken_back": submission.state == SubmissionState.DRAFT,
    }
    return render(request, "courses/assignments/review_desk.html#draft", context, status=status)


def _go_on_typing(
    request: SignedInRequest, submission: Submission, form: ReviewForm
) -> HttpResponse:
    """The draft is kept: do what the button said, or answer the page that keeps it by itself."""
    if request.headers.get("X-Part") == "draft":
        return _kept_by_itself(request, submission, form)
    if form.clashes or form.has_error("sound"):
        return _page(request, submission, form)
    then, _colon, of = request.POST.get("then", "").partition(":")
    if then == "undo":
        return _undo(request, of)
    if then == "next":
        return _to_next(request, submission)
    if then == "take":
        claims.take_over(submission=submission, by=request.user)
    elif then == "keep":
        _keep_comment(request, submission)
    elif then == "drop":
        _drop_comment(request, of)
    elif then == "silent":
        remove_voice(request, submission, form)
    elif then == "sound":
        say_what_was_added(request)
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
        criteria=rubric_of(submission.assignment),
        draft=draft_of(submission, request.user),
        files=list(submission.files.all()),
    )


def _in_hand(request: SignedInRequest, submission: Submission) -> HttpResponse:
    """Take the hand-in in hand for the page that was opened, or let it go as that is left."""
    if request.POST["then"] == "leave":
        page = request.POST.get("client_id", "")
        claims.let_go(submission=submission, by=request.user, page=page)
        return HttpResponse(status=204)
    return HttpResponse(status=204 if _hold(request, submission) else 409)


def _hold(request: SignedInRequest, submission: Submission) -> bool:
    """Have the hand-in in hand, or longer, while it waits; False: another trainer has it."""
    if submission.state != SubmissionState.SUBMITTED:
        return True
    page = request.POST.get("client_id", "")[:36]
    return claims.claim(submission=submission, by=request.user, page=page)


def _keep(request: SignedInRequest, submission: Submission, form: ReviewForm) -> Kept:
    """Keep what was typed; the form says what another page has changed."""
    _hold(request, submission)
    kept = drafts.keep_draft(submission=submission, by=request.user, typed=form.typed())
    form.tell(kept)
    return kept


def _page(request: SignedInRequest, submission: Submission, form: ReviewForm) -> HttpResponse:
    if submission.state == SubmissionState.DRAFT:
        context = {"submission": submission, "form": form, "query": query_of(request)}
        return render(request, "courses/assignments/taken_back.html", context)
    may_review = request.user.has_perm("courses.review_submission", submission)
    holder = held_by_another(submission, request.user) if may_review else None
    waits = submission.state == SubmissionState.SUBMITTED and holder is None
    is_open = may_review and (waits or form.is_bound)
    is_accepted = submission.state == SubmissionState.ACCEPTED
    context = _shown(request, submission, form) | {
        "may_review": may_review,
        "holder": holder,
        # Nothing is typed any more once it has been reviewed.
        "is_open": is_open,
        "may_correct": may_review and is_accepted,
        "may_take_back": is_accepted
        and request.user.has_perm("courses.take_acceptance_back", submission),
    }
    return render(request, "courses/assignments/review_desk.html", context)


def _submission(request: SignedInRequest, submission_id: UUID) -> Submission:
    visible = Submission.objects.visible_to(request.user).handed_in()
    # What the desk sends says which hand-in it showed.
    shown = moment_of(request.POST.get("handed_in_at", ""))
    taken_back = queries.taken_back_from(request.user, has_it_open=shown is not None)
    submission = _named(visible, submission_id).first() or get_object_or_404(
        _named(taken_back, submission_id)
    )
    accesses.opened(request, submission.enrollment.user_id)
    return submission


def _named(rows: QuerySet[Submission], submission_id: UUID) -> QuerySet[Submission]:
    return rows.filter(public_id=submission_id).select_related(
        "enrollment__user", "enrollment__batch", "enrollment__pesantren__regency", "assignment"
    )


def _review(request: SignedInRequest, submission: Submission, form: ReviewForm) -> Review | None:
    """Return the review, or None with the refusal on the form (nothing typed is lost)."""
    try:
        return actions.review(
            submission=submission,
            by=request.user,
            handed_in_at=moment_of(request.POST.get("handed_in_at", "")),
            verdict=form.cleaned_data["verdict"],
            mark=form.mark_given(),
            scores=form.scores(),
            feedback=form.cleaned_data["feedback"],
            pins=form.pins_given(),
            voice_note=form.voice_shown,
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
    """Lead to the next that nobody else has in hand: taken here, so that nobody else gets it."""
    claims.let_go(submission=submission, by=request.user)
    keys = queries.in_turn(waiting_around(request, submission), submission)
    return to_first_free(request, keys)


def _photos(shown: HandIn, form: ReviewForm) -> list[Photo]:
    """Return the photos with what is said on them; before it is said, with what is typed."""
    if shown.review is not None:
        return shown.photos
    typed = [kept(row.place, row.text.value() or "") for row in form.pins if row.place]
    return photos_of(shown.submission.files.all(), typed)


def _shown(request: SignedInRequest, submission: Submission, form: ReviewForm) -> dict[str, Any]:
    hand_ins = queries.hand_ins_of(submission)
    waiting = waiting_around(request, submission)
    following = queries.following(waiting, submission, request.user)
    shown = next(item for item in hand_ins if item.submission.pk == submission.pk)
    return {
        "submission": submission,
        "shown": shown,
        "photos": _photos(shown, form),
        "earlier": [item for item in hand_ins if item.submission.number < submission.number - 1],
        "form": form,
        "late": lateness_of(submission),
        "lookalikes": lookalikes(submission, request.user),
        "comments": SavedComment.objects.filter(owner=request.user),
        "following": following,
        "waiting_count": len(waiting) - (submission.state != SubmissionState.SUBMITTED),
        "query": query_of(request),
        "undoable": queries.undoable(request.user),
    }


@worker_required
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
        return redirect(
            reverse("courses:review_queue" if request.user.is_trainer else "courses:work_home")
            + query_of(request)
        )
    said = gettext("The review is undone: the hand-in waits again.")
    if request.user.has_perm("courses.review_submission", submission):
        said = gettext(
            "The review is undone: the hand-in waits again, and what you said stands below."
        )
    messages.success(request, said)
    return redirect(reverse("courses:review_desk", args=[submission.public_id]) + query_of(request))


def _keep_comment(request: SignedInRequest, submission: Submission) -> None:
    text = request.POST.get("comment", "").strip()[:500]
    if not text:
        messages.info(request, gettext("Type the comment first, then keep it."))
        return
    comments.save_comment(owner=request.user, text=text)
    drafts.clear_field(submission=submission, by=request.user, name="comment")
    messages.success(request, gettext("The comment is kept for your next reviews."))


def _drop_comment(request: SignedInRequest, comment_id: str) -> None:
    comment = get_object_or_404(SavedComment, owner=request.user, public_id=uuid_of(comment_id))
    comments.drop_comment(comment=comment)
    messages.success(request, gettext("The comment is removed."))
