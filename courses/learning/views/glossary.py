"""What the words of a craft mean."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from academy.people.guards import participant_required
from academy.people.requests import SignedInRequest
from courses.learning.access import readable_seat
from courses.learning.queries.glossary import glossary_of


@participant_required
@require_GET
def glossary(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """All words of the batch's courses, by their first letters."""
    seat = readable_seat(request, batch_id)
    context = {"batch": seat.batch, "letters": glossary_of(seat.batch)}
    return render(request, "courses/learning/glossary.html", context)
