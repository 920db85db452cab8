"""Reading a lesson: its page, its end, and where one stopped."""

from contextlib import suppress
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from academy.core.errors import Refused
from academy.people.guards import participant_required
from academy.people.requests import SignedInRequest
from cms.lessons.bodies import WAYS, rendered_lesson
from cms.models import LessonPage
from courses.acts.client import client_of
from courses.completion.queries import records_of
from courses.learning import actions as progress
from courses.learning.access import readable_seat, refusals
from courses.learning.felt import tell_finished
from courses.learning.places import not_open_yet, shown_of, step_or_404
from courses.learning.queries import way as learning
from courses.learning.queries.asked import Shown, shown_parts
from courses.models import BlockAnswer, Enrollment

WAY_COOKIE = "tonton"
YEAR_IN_SECONDS = 365 * 24 * 3600


@participant_required
@require_GET
def lesson(request: SignedInRequest, batch_id: UUID, activity_id: UUID) -> HttpResponse:
    """Show a lesson; one above the batch's data budget says its size first."""
    return shown_lesson(request, readable_seat(request, batch_id), activity_id)


def shown_lesson(
    request: SignedInRequest,
    enrollment: Enrollment,
    activity_id: UUID,
    refused: Shown | None = None,
) -> HttpResponse:
    """Show a lesson to who holds `enrollment`, with what was `refused` in its place."""
    read = learning.read(enrollment, records=records_of(enrollment, of_lessons=True))
    step, place = step_or_404(read, activity_id)
    if place is None:
        gone = {"batch": enrollment.batch, "step": step}
        return render(request, "courses/learning/gone.html", gone, status=410)
    if step.activity.kind != "lesson":
        raise Http404
    if not step.can_open:
        return not_open_yet(request, read, place)
    context = shown_of(read, step, place)
    body = rendered_lesson(step.activity.id, _way(request))
    size = max(0, step.activity.size + body.difference)
    context |= {"body": body, "size": size}
    if size > enrollment.batch.data_budget and "buka" not in request.GET and not refused:
        return render(request, "courses/learning/lesson_size.html", context)
    # Where one stopped.
    context["anchor"] = read.records.anchors.get(step.activity.id, "")
    context["has_note"] = step.activity.id in read.records.noted
    answers = BlockAnswer.objects.in_lesson(enrollment, step.activity.id) if body.asked else {}
    context["parts"] = shown_parts(body.parts, answers, refused)
    status = 422 if refused else 200
    return render(request, "courses/learning/lesson.html", context, status=status)


@participant_required
@require_POST
def lesson_way(request: SignedInRequest, batch_id: UUID, activity_id: UUID) -> HttpResponse:
    """Keep how videos are watched on this device, and show the lesson so."""
    readable_seat(request, batch_id)
    lesson_url = reverse("courses:lesson", args=[batch_id, activity_id])
    response = redirect(f"{lesson_url}?buka=1" if "buka" in request.POST else lesson_url)
    if (way := request.POST.get("way", "")) in WAYS:
        response.set_cookie(
            WAY_COOKIE, way, max_age=YEAR_IN_SECONDS, samesite="Lax", secure=request.is_secure()
        )
    return response


@participant_required
@require_POST
def lesson_finish(request: SignedInRequest, batch_id: UUID, activity_id: UUID) -> HttpResponse:
    """Note a lesson as read and go on to what follows."""
    enrollment = readable_seat(request, batch_id)
    page = get_object_or_404(LessonPage, activity_id=activity_id)
    client = client_of(request.POST)
    with refusals(request) as refused:
        progress.finish_lesson(
            enrollment=enrollment,
            lesson=page,
            client_id=client.client_id,
            happened_at=client.happened_at,
        )
    if refused():
        return redirect("courses:outline", batch_id)
    read = learning.read(enrollment)
    tell_finished(request, read, activity_id)
    place = read.place_of(activity_id)
    if place is None or place.following is None:
        return redirect("courses:outline", batch_id)
    return redirect(place.following.url if place.following.can_open else "courses:learn_home")


@participant_required
@require_POST
def lesson_position(request: SignedInRequest, batch_id: UUID, activity_id: UUID) -> HttpResponse:
    """Keep where the reader is (sent by the page in passing; nothing is shown)."""
    enrollment = readable_seat(request, batch_id)
    page = get_object_or_404(LessonPage, activity_id=activity_id)
    with suppress(Refused):  # Reading on is no act that could fail.
        if anchor := request.POST.get("anchor", ""):
            progress.keep_position(enrollment=enrollment, lesson=page, anchor=anchor)
        else:
            progress.open_lesson(enrollment=enrollment, lesson=page)
    return HttpResponse(status=204)


def _way(request: SignedInRequest) -> str:
    """Return how videos are watched on this device; "" where nobody has chosen."""
    way = request.COOKIES.get(WAY_COOKIE, "")
    return way if way in WAYS else ""
