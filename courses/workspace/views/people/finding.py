"""The search for a person that stands on every page of the workspace."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render

from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.models import Enrollment
from courses.workspace.queries.people import finding


@worker_required
def find_people(request: SignedInRequest) -> HttpResponse:
    user = request.user
    if not (user.is_coordinator or user.is_program_manager or user.is_companion):
        raise PermissionDenied
    typed = request.GET.get("q", "")
    found = [
        (row, "courses:person" if isinstance(row, Enrollment) else "courses:application_detail")
        for row in finding.people(user, typed)
    ]
    context = {"found": found, "typed": typed.strip()}
    return render(request, "courses/workspace/find_people.html", context)
