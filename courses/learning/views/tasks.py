"""Everything due, handed in and done, on one page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from academy.people.guards import participant_required
from academy.people.requests import SignedInRequest
from courses.learning.queries.tasks import tasks_of


@participant_required
@require_GET
def tasks(request: SignedInRequest) -> HttpResponse:
    """Show all tasks by state; `?keadaan=` shows one state alone."""
    found = tasks_of(request.user)
    asked = request.GET.get("keadaan", "")
    chosen = next((state for state in found.groups if state.value == asked), None)
    context = {
        "tasks": found,
        "groups": [
            (state.label, items) for state, items in found.groups.items() if chosen in {None, state}
        ],
        "states": [
            {"label": pgettext("tasks", "All"), "url": "?", "current": chosen is None},
            *(
                {
                    "label": state.label,
                    "url": f"?keadaan={state.value}",
                    "current": state == chosen,
                    "count": len(items),
                }
                for state, items in found.groups.items()
            ),
        ],
    }
    return render(request, "courses/learning/tasks.html", context)
