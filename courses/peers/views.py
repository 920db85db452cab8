"""Feedback among participants: one work of another, and what a trainer hides of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from academy.core.errors import Refused
from academy.people import accesses
from academy.people.guards import participant_required, staff_required
from academy.people.models import AccessKind
from academy.people.requests import SignedInRequest
from academy.web.forms.refusals import put_on
from courses.acts.actions import SeatNotActive
from courses.acts.client import client_of, moment_of
from courses.assignments.access import nameless_file, nameless_thumbnail
from courses.models import PeerFeedback, SubmissionFile, SubmissionState
from courses.models.work.peer import PEER_FEEDBACK
from courses.moderation import actions as moderation
from courses.moderation import kinds
from courses.peers import actions, queries
from courses.peers.forms import FeedbackForm, HideForm


@participant_required
def feedback(request: SignedInRequest, feedback_id: UUID) -> HttpResponse:
    """Show a work without its author's name; a post says what is good and what to try."""
    found = queries.asked_of(request.user).filter(public_id=feedback_id).first()
    if found is None:
        return _gone(request)
    form = FeedbackForm(request.POST or None, criteria=found.criteria)
    if request.method != "POST" and (why := _closed(found)) is not None:
        messages.info(request, why)
        return _back(found)
    if form.is_bound and form.is_valid():
        try:
            _give(request, found, form)
        except Refused as refusal:
            put_on(form, refusal)
            found = queries.asked_of(request.user).get(pk=found.pk)
        else:
            messages.success(request, _("Thank you. The author reads it, without your name."))
            return _back(found)
    context = _shown(request, found) | {"feedback": found, "form": form}
    return render(request, "courses/peers/feedback.html", context)


def _gone(request: SignedInRequest) -> HttpResponse:
    """Give back what was typed about a work in whose place another one was given meanwhile."""
    typed = FeedbackForm(request.POST, criteria=()).typed
    if not typed:
        raise Http404
    why = _("This work is not there any more, so no feedback on it is needed.")
    context = {"why": why, "typed": typed}
    return render(request, "courses/learning/not_sent.html", context, status=404)


def _shown(request: SignedInRequest, found: PeerFeedback) -> dict[str, Any]:
    """Return the work, if it is there to be seen, and why nothing is said about it any more."""
    files: list[SubmissionFile] = []
    if found.is_there:
        accesses.opened(request, found.submission.enrollment.user_id, AccessKind.WORK_OPENED)
        files = list(found.submission.files.all())
    return {"files": files, "batch": found.giver.batch, "closed": _closed(found)}


def _closed(found: PeerFeedback) -> str | None:
    """Return why there is nothing to say about a work any more, or None."""
    if found.given_at is not None:
        return None
    if found.submission.state == SubmissionState.DRAFT:
        return str(actions.WorkTakenBack.message)
    if found.giver_has_left:
        return str(SeatNotActive.message)
    if found.author_has_left:
        return str(actions.AuthorLeft.message)
    return None if found.is_open else str(actions.NotAskedAnyMore.message)


def _give(request: SignedInRequest, found: PeerFeedback, form: FeedbackForm) -> None:
    actions.give(
        feedback=found,
        handed_in_at=moment_of(request.POST.get("handed_in_at", "")),
        levels=form.levels(),
        good=form.cleaned_data["good"],
        advice=form.cleaned_data["advice"],
        **client_of(request.POST)._asdict(),
    )


def _back(found: PeerFeedback) -> HttpResponse:
    return redirect("courses:assignment", found.giver.batch.public_id, found.assignment.activity_id)


@participant_required
@require_GET
def file(request: SignedInRequest, file_id: UUID) -> HttpResponseBase:
    """Answer with a file of a work that the reader gives feedback on."""
    return nameless_file(request, queries.files_for(request.user), file_id)


@participant_required
@require_GET
def thumbnail(request: SignedInRequest, file_id: UUID) -> HttpResponseBase:
    """Answer with the small picture of a photo in such a work."""
    return nameless_thumbnail(request, queries.files_for(request.user), file_id)


@staff_required
def hide(request: SignedInRequest, feedback_id: UUID) -> HttpResponse:
    """Ask for the reason, then hide what was said from its reader."""
    visible = PeerFeedback.objects.visible_to(request.user).given()
    found = get_object_or_404(
        visible.select_related(
            "giver__user", "submission__course", "submission__enrollment__batch", "assignment"
        ),
        public_id=feedback_id,
    )
    if not request.user.has_perm("courses.hide_peer_feedback", found):
        raise PermissionDenied
    accesses.opened(request, found.giver.user_id)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            moderation.hide(
                kind=kinds.get(PEER_FEEDBACK), thing=found, by=request.user, **form.cleaned_data
            )
        except Refused as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, _("Hidden. Its author is told, with your reason."))
            return redirect("courses:review_desk", found.submission.public_id)
    return render(request, "courses/peers/hide.html", {"feedback": found, "form": form})
