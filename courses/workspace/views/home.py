"""Where the workspace begins: what needs doing, by role."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from academy.core.typed import clean_typed
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web import lists
from academy.web.shell.first_day import first_day
from courses.workspace.queries import companion, start_page


@worker_required
def work_home(request: SignedInRequest) -> HttpResponse:
    context = {
        "start": start_page.of(request.user),
        "first_day": first_day() if request.user.is_program_manager else None,
    }
    return render(request, "courses/workspace/home.html", context)


@worker_required
def companion_page(request: SignedInRequest) -> HttpResponse:
    """The santri of the companion's pesantren, who is behind first."""
    if not request.user.is_companion:
        raise PermissionDenied
    search = clean_typed(request.GET.get("q", ""))
    rows = companion.santri_of(request.user, search=search)
    context = {
        "page": Paginator(rows, lists.PER_PAGE).get_page(request.GET.get("page")),
        "search": search,
        "query": request.GET,
        "sessions": companion.sessions_of(request.user),
    }
    return render(request, "courses/workspace/companion.html", context)
