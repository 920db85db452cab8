"""What partners read: figures, nobody's data, no group under five."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from academy.people.guards import role_required
from academy.people.models import Role
from academy.people.requests import SignedInRequest
from academy.reports.pages import partner as page
from academy.reports.queries import people, published
from academy.web import lists
from courses.models import Program

readers_only = role_required(Role.PARTNER, Role.PROGRAM_MANAGER)


@readers_only
def partner_programs(request: SignedInRequest) -> HttpResponse:
    """The programs of a partner; the only one opens at once."""
    found = list(people.programs_of_partner(request.user))
    if len(found) == 1:
        return redirect("reports:partner", found[0].public_id)
    return render(request, "reports/partner_programs.html", {"programs": found})


@readers_only
def partner_page(request: SignedInRequest, program_id: UUID) -> HttpResponse:
    """The figures of one program, as a page, on paper and as a spreadsheet."""
    program = get_object_or_404(Program.objects.visible_to(request.user), public_id=program_id)
    if not request.user.has_perm("reports.read_partner_figures", program):
        raise PermissionDenied
    publication = published.current(program)
    report = page.Report.of(published.read(publication))
    if request.GET.get("format") == "xlsx":
        rows = report.sheet()
        return lists.spreadsheet(
            request, page.COLUMNS, rows, filename=f"angka-mitra-{program.slug}.xlsx"
        )
    context = page.context(program, report, published.way(publication))
    context["sees_people"] = request.user.is_program_manager
    return render(request, "reports/partner.html", context)
