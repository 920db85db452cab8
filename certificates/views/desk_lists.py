"""The three lists of the certificate desk: who is ready, who is not and why, what was issued."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from academy.people.requests import SignedInRequest
from academy.web import lists
from certificates.forms import IssuedFilter, ReadyFilter, WaitingFilter
from certificates.models import Certificate
from certificates.views import register
from courses.enrollment.queries.saved_filters import saved_filters
from courses.models import Enrollment

_NAMES = (
    lists.Column(
        "name",
        _("Name as printed"),
        lambda one: one.enrollment.user.printed_name,
        sort="user__full_name",
    ),
    lists.Column("registered", _("Full name"), lambda one: one.enrollment.user.full_name),
    lists.Column(
        "pesantren",
        _("Pesantren"),
        lambda one: str(one.enrollment.pesantren or ""),
        sort="pesantren__name",
    ),
)
READY = (
    *_NAMES,
    lists.Column("mark", _("Mean mark"), lambda one: one.enrollment.mean_mark, sort="mean_mark"),
    lists.Column(
        "attendance",
        _("Attendance, %"),
        lambda one: one.enrollment.attendance_percent,
        sort="attendance_percent",
    ),
)
WAITING = (
    *_NAMES,
    lists.Column("state", _("State"), lambda one: one.enrollment.get_state_display(), sort="state"),
    lists.Column("missing", _("What is missing"), lambda one: "; ".join(one.reasons)),
)

FILENAMES = {
    "ready": "sertifikat-siap.xlsx",
    "waiting": "sertifikat-belum-siap.xlsx",
    "issued": "sertifikat-terbit.xlsx",
}


def build(request: SignedInRequest, desk: Mapping[str, Any]) -> lists.List:
    """Return the list of the open tab; its page holds what the desk knows of each."""
    match desk["tab"]:
        case "ready":
            return _seats(request, desk, ReadyFilter, READY)
        case "waiting":
            return _seats(request, desk, WaitingFilter, WAITING)
    rows = {one.certificate.pk: one for one in desk["rows"]}
    found = lists.build(
        request,
        Certificate.objects.filter(pk__in=rows),
        filterset_class=IssuedFilter,
        columns=register.COLUMNS,
        default_sort="-issued_at",
        differing=[key for key, one in rows.items() if one.name_differs],
        doubtful=[key for key, one in rows.items() if one.doubt],
        saved=list(saved_filters(desk["batch"])),
    )
    found.page.object_list = [rows[one.pk] for one in found.page.object_list]
    return found


def _seats(
    request: SignedInRequest,
    desk: Mapping[str, Any],
    filterset_class: type[WaitingFilter],
    columns: tuple[lists.Column, ...],
) -> lists.List:
    rows = {one.enrollment.pk: one for one in desk["rows"]}
    options: dict[str, Any] = {"saved": list(saved_filters(desk["batch"]))}
    if filterset_class is ReadyFilter:
        options["differing"] = [key for key, one in rows.items() if one.name_differs]
    found = lists.build(
        request,
        Enrollment.objects.filter(pk__in=rows),
        filterset_class=filterset_class,
        columns=columns,
        default_sort="user__full_name",
        **options,
    )
    found.page.object_list = [rows[one.pk] for one in found.page.object_list]
    return found


def meant_by_all(desk: Mapping[str, Any], found: lists.List) -> list[UUID] | None:
    """Return whom "all" of the open tab means where a filter is in force; None: everybody."""
    if not found.is_filtered:
        return None
    keys = set(found.rows.values_list("pk", flat=True))
    if desk["tab"] == "issued":
        return [one.certificate.public_id for one in desk["rows"] if one.certificate.pk in keys]
    return [
        one.enrollment.public_id
        for one in desk["rows"]
        if one.enrollment.pk in keys and one.is_ready and not one.was_revoked
    ]


def spreadsheet(
    request: SignedInRequest, desk: Mapping[str, Any], found: lists.List
) -> HttpResponse:
    """Answer with all that the filter of the open tab left, as a spreadsheet."""
    is_issued = desk["tab"] == "issued"
    rows = {one.certificate.pk if is_issued else one.enrollment.pk: one for one in desk["rows"]}
    filename = FILENAMES[desk["tab"]]
    return lists.spreadsheet(
        request,
        found.columns,
        [rows[key] for key in found.rows.values_list("pk", flat=True)],
        filename=filename,
    )
