"""The round, the hand-in or the assignment that a page is about: 404 for what is not seen."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from academy.people.requests import SignedInRequest
from cms.models import AssignmentPage, CoursePage
from cms.queries.course import course_of
from courses.calibration.queries import rounds
from courses.calibration.rules import may_begin
from courses.models import Batch, CalibrationRound, CalibrationWork


def round_of(request: SignedInRequest, round_id: UUID) -> CalibrationRound:
    """Return a round that the reader sees."""
    return get_object_or_404(rounds.seen_by(request.user), public_id=round_id)


def work_of(round: CalibrationRound, number: int) -> CalibrationWork:
    """Return a hand-in of a round by its number, also one that has left it."""
    works = round.works.select_related("submission__enrollment").prefetch_related(
        "submission__files"
    )
    work = get_object_or_404(works, number=number)
    work.round = round
    return work


def assignment_of(
    request: SignedInRequest, batch_id: UUID, activity_id: UUID
) -> tuple[Batch, AssignmentPage, CoursePage]:
    """Return an assignment that the batch learns, for those who may begin a round of it."""
    batch = get_object_or_404(Batch.objects.select_related("program"), public_id=batch_id)
    assignment = get_object_or_404(AssignmentPage, activity_id=activity_id)
    course = course_of(assignment)
    if course is None or not batch.batch_courses.filter(course=course).exists():
        raise Http404
    if not may_begin(request.user, batch, course):
        raise Http404
    return batch, assignment, course
