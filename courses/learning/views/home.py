"""Home, courses, outline, marks."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from academy.people.guards import participant_required
from academy.people.requests import SignedInRequest
from courses.learning import actions as progress
from courses.learning.access import own_seat, readable_seat
from courses.learning.queries import home as home_query
from courses.learning.queries import way as learning
from courses.learning.queries.marks import marks_of


@participant_required
@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    """Show the next thing to do; `?angkatan=` chooses between several seats."""
    seats = home_query.seats_at_home(request.user)
    if not seats:
        applications = home_query.applications_of(request.user)
        return render(request, "courses/learning/no_seat.html", {"applications": applications})
    asked = request.GET.get("angkatan", "")
    enrollment = next((seat for seat in seats if str(seat.batch.public_id) == asked), seats[0])
    shown = home_query.home_of(enrollment)
    context = {
        "enrollment": enrollment,
        "batch": enrollment.batch,
        "rate": enrollment.batch.program.rupiah_per_mb,
        "home": shown,
        "learning": shown.learning,
        "next": shown.learning.next_place(),
        "opening": shown.learning.next_opening(),
        "due": shown.learning.next_due(),
        "late": shown.learning.late_work(),
        "practice": home_query.practice_of(enrollment, shown.learning),
        "requirements": shown.requirements,
        "others": [seat for seat in seats if seat != enrollment],
    }
    return render(request, "courses/learning/home.html", context)


@participant_required
@require_POST
def begin(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Note that the person has come, and go to the first thing to do."""
    enrollment = progress.begin(enrollment=readable_seat(request, batch_id))
    place = learning.read(enrollment).next_place()
    return redirect(place.step.url if place else "courses:learn_home")


@participant_required
@require_GET
def my_courses(request: SignedInRequest) -> HttpResponse:
    """Show the batches of the person; who has one only goes straight to its courses."""
    seats = home_query.seats_of(request.user)
    if len(seats) == 1:
        return redirect("courses:outline", seats[0].batch.public_id)
    return render(request, "courses/learning/my_courses.html", {"seats": seats})


@participant_required
@require_GET
def outline(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Show all courses of a batch with what is done, open and locked."""
    enrollment = own_seat(request, batch_id)
    read = learning.read(enrollment)
    context = {
        "enrollment": enrollment,
        "batch": enrollment.batch,
        "rate": enrollment.batch.program.rupiah_per_mb,
        "learning": read,
        "next": read.next_place(),
    }
    return render(request, "courses/learning/outline.html", context)


@participant_required
@require_GET
def marks(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Show every mark with its weight, and what the batch demands."""
    enrollment = own_seat(request, batch_id)
    found = marks_of(enrollment)
    context = {
        "enrollment": enrollment,
        "batch": enrollment.batch,
        "marks": found,
        "requirements": found.requirements,
    }
    return render(request, "courses/learning/marks.html", context)
