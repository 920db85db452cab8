"""How far a batch is with each of its tasks."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.gradebook.access import desk
from courses.gradebook.queries import tasks as queries


@worker_required
def batch_tasks(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """What has come, what waits since when, and who is missing, by activity."""
    found = desk(request, batch_id)
    tasks = queries.batch_tasks(found.batch, found.courses)
    context = {"batch": found.batch, "desk": found, "tasks": tasks}
    return render(request, "courses/gradebook/batch_tasks.html", context)
