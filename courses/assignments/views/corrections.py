"""What a review said or decided, set right later."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from academy.core.errors import Refused
from academy.people import accesses
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.assignments.actions import acceptance
from courses.assignments.actions import reviews as actions
from courses.assignments.forms.feedback import FeedbackForm, TakeBackForm
from courses.models import Review, Submission


@worker_required
def feedback_correct(request: SignedInRequest, review_id: UUID) -> HttpResponse:
    """Other words for a review that stands; verdict and mark stay as they are."""
    found = get_object_or_404(
        Review.objects.filter(
            submission__in=Submission.objects.visible_to(request.user)
        ).select_related("submission__enrollment", "voice__speaker"),
        public_id=review_id,
    )
    if not request.user.has_perm("courses.review_submission", found.submission):
        raise PermissionDenied
    accesses.opened(request, found.submission.enrollment.user_id)
    form = FeedbackForm(request.POST or None, found=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_feedback(found=found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("feedback", str(refusal.message))
        else:
            messages.success(request, _("The words are corrected, and the participant is told."))
            return redirect("courses:review_desk", found.submission.public_id)
    context = {"form": form, "submission": found.submission, "review": found}
    return render(request, "courses/assignments/feedback_correct.html", context)


@worker_required
def acceptance_take_back(request: SignedInRequest, submission_id: UUID) -> HttpResponse:
    """Ask for accepted work again, with a reason."""
    submission = get_object_or_404(
        Submission.objects.visible_to(request.user)
        .handed_in()
        .select_related("enrollment__user", "enrollment__batch", "assignment"),
        public_id=submission_id,
    )
    if not request.user.has_perm("courses.take_acceptance_back", submission):
        raise PermissionDenied
    accesses.opened(request, submission.enrollment.user_id)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acceptance.take_back(submission=submission, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("reason", str(refusal.message))
        else:
            messages.success(request, _("The acceptance is taken back, and the participant told."))
            return redirect("courses:review_desk", submission.public_id)
    context = {"form": form, "submission": submission}
    return render(request, "courses/assignments/acceptance_take_back.html", context)
