"""The register of certificates: all batches in one list, on paper and as a spreadsheet too."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.guards import role_required
from academy.people.models import Role
from academy.people.requests import SignedInRequest
from academy.web import lists
from certificates.forms import RegisterFilter
from certificates.queries import register as queries

COLUMNS = (
    lists.Column("number", pgettext_lazy("certificate", "Number"), lambda row: row.number),
    lists.Column(
        "name",
        _("Name as printed"),
        lambda row: row.facts["full_name"],
        sort="enrollment__user__full_name",
    ),
    lists.Column("registered", _("Full name"), lambda row: row.enrollment.user.full_name),
    lists.Column("program", _("Program"), lambda row: row.enrollment.batch.program.name),
    lists.Column(
        "batch",
        _("Batch"),
        lambda row: row.enrollment.batch.number,
        sort="enrollment__batch__number",
    ),
    lists.Column("pesantren", _("Pesantren"), lambda row: row.facts.get("pesantren", "")),
    lists.Column("kind", _("Kind"), lambda row: row.get_kind_display(), sort="kind"),
    lists.Column("state", _("State"), lambda row: row.get_state_display(), sort="state"),
    lists.Column("reason", _("Reason"), lambda row: row.reason),
    lists.Column("issued", _("Issued on"), lambda row: row.issued_at, sort="issued_at"),
    lists.Column("sent", _("Sent on"), lambda row: row.sent_at, sort="sent_at"),
    lists.Column("code", _("Code on the certificate"), lambda row: row.code),
)


@role_required(Role.COORDINATOR, Role.PROGRAM_MANAGER)
def register(request: SignedInRequest) -> HttpResponse:
    """Search, filter, sort; `format=xlsx` is the spreadsheet, `format=print` all on paper."""
    found = lists.build(
        request,
        queries.managed(request.user),
        filterset_class=RegisterFilter,
        columns=COLUMNS,
        default_sort="-issued_at",
    )
    if found.wants_export:
        return lists.spreadsheet(request, COLUMNS, found.rows, filename="register-sertifikat.xlsx")
    is_print = request.GET.get("format") == "print"
    context: dict[str, Any] = {
        "list": found,
        "is_print": is_print,
        "rows": found.rows if is_print else found.page,
        "print_query": found.export_query.replace("format=xlsx", "format=print"),
    }
    return render(request, "certificates/register.html", context)
