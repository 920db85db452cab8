"""All marks of one person, each with the ways to set it right."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from academy.people import accesses
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.gradebook.access import desk
from courses.gradebook.queries.person import marks_of_person
from courses.models import Enrollment


@worker_required
def person_marks(request: SignedInRequest, enrollment_id: UUID) -> HttpResponse:
    """What one person has for each activity, what counts, and what need not be done."""
    seat = get_object_or_404(
        Enrollment.objects.select_related("user", "batch"), public_id=enrollment_id
    )
    found = desk(request, seat.batch.public_id)
    seat.batch = found.batch
    accesses.opened(request, seat.user_id)
    context = {
        "batch": found.batch,
        "desk": found,
        "enrollment": seat,
        "marks": marks_of_person(seat, found.courses, request.user),
        "is_own": seat.user_id == request.user.pk,
        "sees_person": Enrollment.objects.visible_to(request.user).filter(pk=seat.pk).exists(),
    }
    return render(request, "courses/gradebook/person_marks.html", context)
