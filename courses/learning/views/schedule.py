from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from academy.people.guards import participant_required
from academy.people.requests import SignedInRequest
from courses.learning.queries.home import seats_of
from courses.learning.queries.schedule import schedule_of


@participant_required
@require_GET
def schedule(request: SignedInRequest) -> HttpResponse:
    """Show sessions to come and past with attendance, and due dates."""
    seats = seats_of(request.user)
    context = {"seats": seats, "schedule": schedule_of(seats)}
    return render(request, "courses/learning/schedule.html", context)
