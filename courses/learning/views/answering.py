"""Answering what a lesson asks in passing."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.people.guards import participant_required
from academy.people.requests import SignedInRequest
from cms.models import LessonPage
from courses.acts.client import client_of
from courses.learning import actions as progress
from courses.learning.access import readable_seat
from courses.learning.places import asked_or_404
from courses.learning.queries.asked import Shown, shown
from courses.learning.views.lesson import shown_lesson
from courses.models import BlockAnswer


@participant_required
@require_POST
def lesson_answer(
    request: SignedInRequest, batch_id: UUID, activity_id: UUID, block_id: UUID
) -> HttpResponse:
    """Keep an answer to what a lesson asks in passing, and open what comes after it."""
    enrollment = readable_seat(request, batch_id)
    lesson = get_object_or_404(LessonPage, activity_id=activity_id)
    asked, given = asked_or_404(lesson, block_id), request.POST.getlist("given")
    client = client_of(request.POST)
    try:
        block = shown(
            asked,
            progress.answer_block(
                enrollment=enrollment, lesson=lesson, asked=asked, given=given, **client._asdict()
            ),
        )
    except Refused as refusal:
        before = BlockAnswer.objects.in_lesson(enrollment, lesson.pk).get(asked.id)
        block = Shown(asked, before, given, str(refusal.message))
    # A script puts the block alone into its place.
    if "HX-Request" in request.headers:
        context = {"batch": enrollment.batch, "activity_id": activity_id, "block": block}
        return render(request, "courses/learning/_asked.html", context)
    if block.refused:
        return shown_lesson(request, enrollment, activity_id, block)
    address = reverse("courses:lesson", args=[batch_id, activity_id])
    return redirect(f"{address}?buka=1#{asked.anchor}")
