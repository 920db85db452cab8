"""Where the workspace begins: what needs doing, by role."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from academy.core.text.typed import clean_typed
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web import lists
from academy.web.shell.first_day import first_day
from courses.workspace import letters
from courses.workspace.queries import companion, start_page, this_week


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
    houses = _houses(request)
    search = clean_typed(request.GET.get("q", ""))
    rows = companion.santri_of(request.user, search=search, pesantren=houses.ids)
    context = {
        "houses": houses,
        "behind_count": sum(1 for _seat, _batch, reasons in rows if reasons),
        "page": Paginator(rows, lists.PER_PAGE).get_page(request.GET.get("page")),
        "search": search,
        "query": request.GET,
        "sessions": companion.sessions_of(request.user, houses.ids),
    }
    return render(request, "courses/workspace/companion.html", context)


@worker_required
@require_GET
def companion_week(request: SignedInRequest) -> HttpResponse:
    """What to tell one's santri this week: a list, and the same as a text to send."""
    houses = _houses(request)
    weeks = this_week.of(request.user, houses.ids)
    lines = [(week, [(item, letters.line_of(item)) for item in week.news]) for week in weeks]
    context = {"houses": houses, "weeks": lines, "message": letters.of_the_week(weeks)}
    return render(request, "courses/workspace/companion_week.html", context)


def _houses(request: SignedInRequest) -> companion.Houses:
    """Return the pesantren that were chosen. Raises PermissionDenied where there are none."""
    if not request.user.is_companion:
        raise PermissionDenied
    return companion.houses_of(request.user, request.GET.get("pesantren", ""))
