"""The register of certificates: all batches in one list, on paper and as a spreadsheet too."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.guards import runner_required
from academy.people.requests import SignedInRequest
from academy.web import lists
from certificates.forms import RegisterFilter
from certificates.queries import register as queries
from certificates.queries.certificate_desk import with_doubts

# Of what is issued (`certificate_desk.Issued`); the desk of a batch has the same sheet.
COLUMNS = (
    lists.Column(
        "number", pgettext_lazy("certificate", "Number"), lambda one: one.certificate.number
    ),
    lists.Column(
        "name",
        _("Name as printed"),
        lambda one: one.certificate.facts["full_name"],
        sort="enrollment__user__full_name",
    ),
    lists.Column(
        "registered", _("Full name"), lambda one: one.certificate.enrollment.user.full_name
    ),
    lists.Column(
        "program", _("Program"), lambda one: one.certificate.enrollment.batch.program.name
    ),
    lists.Column(
        "batch",
        _("Batch"),
        lambda one: one.certificate.enrollment.batch.number,
        sort="enrollment__batch__number",
    ),
    lists.Column(
        "pesantren", _("Pesantren"), lambda one: one.certificate.facts.get("pesantren", "")
    ),
    lists.Column("kind", _("Kind"), lambda one: one.certificate.get_kind_display(), sort="kind"),
    lists.Column(
        "state", _("State"), lambda one: one.certificate.get_state_display(), sort="state"
    ),
    lists.Column("doubt", _("Needs a decision"), lambda one: one.doubt.label if one.doubt else ""),
    lists.Column("reason", _("Reason"), lambda one: one.certificate.reason),
    lists.Column("issued", _("Issued on"), lambda one: one.certificate.issued_at, sort="issued_at"),
    lists.Column("sent", _("Sent on"), lambda one: one.certificate.sent_at, sort="sent_at"),
    lists.Column("code", _("Code on the certificate"), lambda one: one.certificate.code),
)


@runner_required
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
        rows = with_doubts(found.rows)
        return lists.spreadsheet(request, COLUMNS, rows, filename="register-sertifikat.xlsx")
    is_print = request.GET.get("format") == "print"
    context: dict[str, Any] = {
        "list": found,
        "is_print": is_print,
        "rows": with_doubts(found.rows if is_print else found.page),
        "print_query": found.export_query.replace("format=xlsx", "format=print"),
    }
    return render(request, "certificates/register.html", context)
