"""Taking a quiz: what it is, the attempt, the result."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from academy.core.errors import Refused
from academy.people.guards import participant_required
from academy.people.requests import SignedInRequest
from academy.web import formats
from cms.models import QuestionKind, QuizPage
from courses.acts.actions import ModuleClosed
from courses.acts.client import client_of
from courses.acts.rules import is_working
from courses.completion.plan import plan_of
from courses.learning.access import own_seat, refusals, refuse_who_left
from courses.learning.felt import tell_finished
from courses.learning.places import not_open_yet, shown_of, step_or_404
from courses.learning.queries import way as learning
from courses.models import AttemptState, QuizAttempt
from courses.quizzes import actions as quiz_actions
from courses.quizzes.forms import answers_of
from courses.quizzes.queries import shown
from courses.quizzes.queries.attempts import (
    key_told,
    question_count,
    revealed_of,
    time_limit_of,
)
from courses.quizzes.queries.attempts import tries as tries_of
from courses.quizzes.queries.counting import kept_mark
from courses.quizzes.rules.answers import Answer

# In the address of an attempt that was to be handed in with blanks.
GAPS = "kosong"


@participant_required
@require_GET
def quiz(request: SignedInRequest, batch_id: UUID, activity_id: UUID) -> HttpResponse:
    """Say what the quiz asks for, and show the attempts made so far."""
    enrollment = own_seat(request, batch_id)
    read = learning.read(enrollment)
    step, place = step_or_404(read, activity_id)
    if place and not step.can_open:
        return not_open_yet(request, read, place)
    page = plan_of(enrollment.batch).once(
        ("quiz", activity_id), lambda: get_object_or_404(QuizPage, activity_id=activity_id)
    )
    tries = tries_of(enrollment, page)
    if not tries.marked:
        refuse_who_left(request, enrollment)
    context = shown_of(read, step, place) | {
        "quiz": page,
        "tries": tries,
        "shows": revealed_of(enrollment, page, tries),
        "kept": kept_mark(step.mark, enrollment, page, tries),
        "can_go_on": tries.open is not None and is_working(request.user, enrollment),
        "can_begin": read.takes_work(place) and tries.left != 0,
        "question_count": question_count(page),
        "time_limit": time_limit_of(enrollment, page),
    }
    return render(request, "courses/quizzes/quiz.html", context)


@participant_required
@require_POST
def quiz_start(request: SignedInRequest, batch_id: UUID, activity_id: UUID) -> HttpResponse:
    """Begin an attempt, or go on with the open one."""
    enrollment = own_seat(request, batch_id)
    page = get_object_or_404(QuizPage, activity_id=activity_id)
    with refusals(request):
        attempt = quiz_actions.start_attempt(
            enrollment=enrollment, quiz=page, **client_of(request.POST)._asdict()
        )
        return redirect("courses:attempt", batch_id, activity_id, attempt.public_id)
    return redirect("courses:quiz", batch_id, activity_id)


def _own_attempt(
    request: SignedInRequest, batch_id: UUID, activity_id: UUID, attempt_id: UUID
) -> QuizAttempt:
    # By its own name: who has moved comes with the address of the batch before, too.
    attempts = QuizAttempt.objects.visible_to(request.user).filter(quiz__activity_id=activity_id)
    return get_object_or_404(
        attempts.select_related("enrollment__batch__program", "quiz"), public_id=attempt_id
    )


@participant_required
@require_GET
def attempt(
    request: SignedInRequest, batch_id: UUID, activity_id: UUID, attempt_id: UUID
) -> HttpResponse:
    """Show the questions of an open attempt with the answers saved so far."""
    found = _own_attempt(request, batch_id, activity_id, attempt_id)
    if found.state != AttemptState.OPEN:
        return redirect("courses:attempt_result", batch_id, activity_id, attempt_id)
    refuse_who_left(request, found.enrollment)
    context = {
        "attempt": found,
        "batch": found.enrollment.batch,
        "quiz": found.quiz,
        # After its time nothing is asked any more.
        "questions": (questions := [] if found.is_over else shown.asked(found)),
        # Asked once more only of somebody who wanted to hand in with gaps.
        "gaps": [one for one in questions if one.is_gap] if GAPS in request.GET else [],
        "has_ordering": any(one.kind == QuestionKind.ORDERING for one in questions),
    }
    return render(request, "courses/quizzes/attempt.html", context)


@participant_required
@require_POST
def attempt_save(
    request: SignedInRequest, batch_id: UUID, activity_id: UUID, attempt_id: UUID
) -> HttpResponse:
    """Save the answers sent: for the page's script as JSON, for others as a page."""
    found = _own_attempt(request, batch_id, activity_id, attempt_id)
    answers = answers_of(request.POST, client_of(request.POST).happened_at)
    try:
        saved = quiz_actions.save_answers(attempt=found, answers=answers)
    except Refused as refusal:
        if _wants_json(request):
            return JsonResponse({"message": str(refusal.message)}, status=409)
        messages.error(request, refusal.message)
    else:
        said = _("Saved at %(time)s") % {"time": formats.time_wib(saved.at)}
        if saved.has_unread:
            said = f"{said}. {_('Write the number in digits, for example 12 or 2.5.')}"
        if _wants_json(request):
            return JsonResponse({"message": said})
        messages.success(request, said)
    return redirect("courses:attempt", batch_id, activity_id, attempt_id)


def _wants_json(request: SignedInRequest) -> bool:
    return request.accepts("application/json") and not request.accepts("text/html")


@participant_required
@require_POST
def attempt_submit(
    request: SignedInRequest, batch_id: UUID, activity_id: UUID, attempt_id: UUID
) -> HttpResponse:
    """Hand the attempt in and show its result; one handed in before shows its result, and says
    where answers came too late for it.

    Where questions have gaps it asks first: what was given is kept until then.
    """
    found = _own_attempt(request, batch_id, activity_id, attempt_id)
    client = client_of(request.POST)
    with refusals(request):
        answers = answers_of(request.POST, client.happened_at)
        is_open = found.state == AttemptState.OPEN
        may_ask = is_open and "confirmed" not in request.POST and not found.is_over
        if may_ask and _kept_with_gaps(found, answers):
            again = reverse("courses:attempt", args=[batch_id, activity_id, attempt_id])
            return redirect(f"{again}?{GAPS}=1#kumpulkan")
        was_done = found.enrollment.completions.filter(activity=found.quiz).exists()
        quiz_actions.submit_attempt(attempt=found, answers=answers, happened_at=client.happened_at)
        if not was_done:
            tell_finished(request, learning.read(found.enrollment), activity_id)
    return redirect("courses:attempt_result", batch_id, activity_id, attempt_id)


def _kept_with_gaps(found: QuizAttempt, answers: list[Answer]) -> bool:
    """Keep `answers`; say whether questions are left that can still be answered."""
    if not shown.has_gaps(found, answers):
        return False
    try:
        quiz_actions.save_answers(attempt=found, answers=answers)
    except (ModuleClosed, quiz_actions.TimeIsOver):
        return False
    return True


@participant_required
@require_GET
def attempt_result(
    request: SignedInRequest, batch_id: UUID, activity_id: UUID, attempt_id: UUID
) -> HttpResponse:
    """Show of the mark, and of all the rest, what the quiz shows by now."""
    found = _own_attempt(request, batch_id, activity_id, attempt_id)
    if found.state == AttemptState.OPEN:
        return redirect("courses:attempt", batch_id, activity_id, attempt_id)
    step, place = step_or_404(learning.read(found.enrollment), activity_id)
    tries = tries_of(found.enrollment, found.quiz)
    shows = revealed_of(found.enrollment, found.quiz, tries)
    context = {
        "attempt": found,
        "batch": found.enrollment.batch,
        "quiz": found.quiz,
        "place": place,
        "following": place.following if place else None,
        "tries": tries,
        "shows": shows,
        "kept": kept_mark(step.mark, found.enrollment, found.quiz, tries),
        "key_told": key_told(found.quiz, tries),
        "modules": [] if shows.key or not place else shown.modules_to_read(place, found.quiz),
        "questions": shown.marked(found, shows, place.course.lessons if place else ()),
    }
    return render(request, "courses/quizzes/result.html", context)
