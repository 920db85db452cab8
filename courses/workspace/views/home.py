"""Where the workspace begins: what needs doing, by role."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from academy.people.guards import worker_required
from courses.workspace.queries import companion, start_page


@worker_required
def work_home(request):
    context = {"start": start_page.of(request.user)}
    return render(request, "courses/workspace/home.html", context)


@worker_required
def companion_page(request):
    """The santri of the companion's pesantren, who is behind first."""
    if not request.user.is_companion:
        raise PermissionDenied
    rows = companion.santri_of(request.user)
    context = {"rows": rows, "sessions": companion.sessions_of(request.user)}
    return render(request, "courses/workspace/companion.html", context)
