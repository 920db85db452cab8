"""The way to the target, as managers and coordinators see it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from academy.people.guards import runner_required
from academy.people.requests import SignedInRequest
from academy.reports.pages import program as page
from academy.reports.queries import figures, kept, people
from academy.reports.views.common import program_to_run
from academy.web import lists


@runner_required
def programs(request: SignedInRequest) -> HttpResponse:
    """The programs that the reader has a part in; the only one opens at once."""
    found = list(people.programs_run_by(request.user))
    if len(found) == 1:
        return redirect("reports:program", found[0].public_id)
    return render(request, "reports/programs.html", {"programs": found})


@runner_required
def program_page(request: SignedInRequest, program_id: UUID) -> HttpResponse:
    """Numbers first, what they mean, and the list behind each."""
    program = program_to_run(request, program_id)
    batches = list(people.batches(program, request.user))
    if request.GET.get("format") == "xlsx":
        rows = page.sheet(figures.read(batches))
        return lists.spreadsheet(request, page.COLUMNS, rows, filename=f"angka-{program.slug}.xlsx")
    found, way, ahead = kept.of_program(program, batches, request.user)
    context = page.of_program(program, found, way, ahead, request.GET.get("map", ""))
    context["batches"] = batches
    context["sees_all"] = request.user.is_program_manager
    return render(request, "reports/program.html", context)
