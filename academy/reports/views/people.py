"""The lists behind a program's figures."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import FilterSet

from academy.people.guards import runner_required
from academy.people.requests import SignedInRequest
from academy.reports.forms import ApplicationFilter, PesantrenFilter, SeatFilter
from academy.reports.queries import people
from academy.reports.views.common import program_to_run
from academy.web import lists
from courses.models import Program

PERSON = (
    lists.Column("name", _("Name"), lambda row: row.user.full_name, sort="user__full_name"),
    lists.Column(
        "batch", pgettext_lazy("column", "Batch"), lambda row: str(row.batch), sort="batch__number"
    ),
    lists.Column(
        "pesantren",
        _("Pesantren"),
        lambda row: row.pesantren.name if row.pesantren else "",
        sort="pesantren__name",
    ),
    lists.Column("nspp", _("NSPP"), lambda row: (row.pesantren and row.pesantren.nspp) or ""),
    lists.Column(
        "regency",
        _("Regency"),
        lambda row: row.pesantren.regency.name if row.pesantren else "",
        sort="pesantren__regency__kemendagri_code",
    ),
    lists.Column(
        "gender", _("Gender"), lambda row: row.user.get_gender_display(), sort="user__gender"
    ),
    lists.Column("pillar", _("Pillar"), lambda row: row.get_pillar_display(), sort="pillar"),
    lists.Column("state", _("State"), lambda row: row.get_state_display(), sort="state"),
)
SEATS = (
    *PERSON,
    lists.Column(
        "progress", _("Progress, %"), lambda row: row.progress, sort="progress", css="num"
    ),
    lists.Column("mark", _("Mean mark"), lambda row: row.mean_mark, sort="mean_mark", css="num"),
    lists.Column(
        "certificate",
        _("Certificate"),
        lambda row: _("Yes") if row.is_certified else _("No"),
        sort="is_certified",
    ),
    lists.Column("completed", _("Passed on"), lambda row: row.completed_at, sort="completed_at"),
)
APPLICATIONS = (
    *PERSON,
    lists.Column("score", _("Score"), lambda row: row.score, sort="score", css="num"),
    lists.Column("sent", _("Sent on"), lambda row: row.submitted_at, sort="submitted_at"),
)
PESANTREN = (
    lists.Column("name", _("Pesantren"), lambda row: row.name, sort="name"),
    lists.Column("nspp", _("NSPP"), lambda row: row.nspp or "", sort="nspp"),
    lists.Column(
        "regency", _("Regency"), lambda row: row.regency.name, sort="regency__kemendagri_code"
    ),
    lists.Column(
        "accepted", _("Seats given"), lambda row: row.accepted, sort="accepted", css="num"
    ),
    lists.Column(
        "completed",
        pgettext_lazy("figure", "Passed"),
        lambda row: row.completed,
        sort="completed",
        css="num",
    ),
)


@runner_required
def seats(request: SignedInRequest, program_id: UUID) -> HttpResponse:
    """All who were given a seat."""
    program = program_to_run(request, program_id)
    return _answer(
        request,
        program,
        "reports/people.html",
        people.seats_list(program, request.user),
        SeatFilter,
        SEATS,
        "user__full_name",
        "peserta",
    )


@runner_required
def applications(request: SignedInRequest, program_id: UUID) -> HttpResponse:
    """All applications that were sent."""
    program = program_to_run(request, program_id)
    return _answer(
        request,
        program,
        "reports/applications.html",
        people.applications_list(program, request.user),
        ApplicationFilter,
        APPLICATIONS,
        "submitted_at",
        "pendaftaran",
    )


@runner_required
def pesantren(request: SignedInRequest, program_id: UUID) -> HttpResponse:
    """The pesantren that the program has reached."""
    program = program_to_run(request, program_id)
    return _answer(
        request,
        program,
        "reports/pesantren.html",
        people.pesantren_list(program, request.user),
        PesantrenFilter,
        PESANTREN,
        "name",
        "pesantren",
    )


def _answer(
    request: SignedInRequest,
    program: Program,
    template: str,
    rows: QuerySet[Any],
    filterset_class: type[FilterSet],
    columns: tuple[lists.Column, ...],
    default_sort: str,
    name: str,
) -> HttpResponse:
    found = lists.build(
        request, rows, filterset_class=filterset_class, columns=columns, default_sort=default_sort
    )
    if found.wants_export:
        return lists.spreadsheet(
            request, columns, found.rows, filename=f"{name}-{program.slug}.xlsx"
        )
    chosen = people.chosen_pesantren(request.GET.get("pesantren", ""))
    context = {"program": program, "list": found, "pesantren": chosen}
    return render(request, template, context)
