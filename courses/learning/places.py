"""Finding an activity in somebody's courses."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from academy.web import formats
from cms.blocks.asking import Asked
from cms.lessons.bodies import rendered_lesson
from cms.models import LessonPage
from courses.learning.queries.steps import Place, Step
from courses.learning.queries.way import Learning


def step_or_404(learning: Learning, activity_id: UUID) -> tuple[Step, Place | None]:
    """Return the activity's step and place.

    The place is None where the activity was unpublished after the person had worked in it:
    that work stays visible. Raises Http404 for what is not the person's.
    """
    place = learning.place_of(activity_id)
    if place is not None:
        return place.step, place
    for step in learning.elsewhere:
        if step.activity.activity_id == activity_id:
            return step, None
    raise Http404


def shown_of(learning: Learning, step: Step, place: Place | None) -> dict[str, Any]:
    """Return what the page of every kind of activity shows around its content."""
    batch = learning.enrollment.batch
    return {
        "enrollment": learning.enrollment,
        "batch": batch,
        "rate": batch.program.rupiah_per_mb,
        "step": step,
        "place": place,
    }


def not_open_yet(request: HttpRequest, learning: Learning, place: Place) -> HttpResponse:
    """Lead from a locked activity to the outline, and say when it opens."""
    messages.info(
        request,
        _("The module “%(module)s” opens on %(at)s.")
        % {"module": place.module.title, "at": formats.date_time(place.module.times.opens_at)},
    )
    return redirect("courses:outline", learning.enrollment.batch.public_id)


def asked_or_404(lesson: LessonPage, block_id: UUID) -> Asked:
    """Return what `lesson` asks in the block `block_id`, or raise Http404."""
    for asked in rendered_lesson(lesson.pk).asked:
        if asked.id == str(block_id):
            return asked
    raise Http404
