"""The lists of the review desk: what waits, and what was reviewed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from academy.people.guards import role_required
from academy.people.models import Role
from academy.people.requests import SignedInRequest
from academy.web import lists
from academy.web.kept.drawn import filled
from courses.assignments.forms.review import QueueFilter, ReviewedFilter
from courses.assignments.queries import reviews as queries
from courses.models import Submission

COLUMNS = (
    lists.Column(
        "name",
        _("Participant"),
        lambda row: row.enrollment.user.full_name,
        sort="enrollment__user__full_name",
    ),
    lists.Column(
        "assignment", _("Assignment"), lambda row: row.title, sort="title", css="only-wide"
    ),
    lists.Column("batch", _("Batch"), lambda row: str(row.enrollment.batch), css="only-wide"),
    lists.Column(
        "number", _("Hand-in"), lambda row: row.number, sort="number", css="num only-wide"
    ),
    lists.Column("waiting", _("Waiting since"), lambda row: row.submitted_at, sort="submitted_at"),
)
REVIEWED_COLUMNS = (
    lists.Column(
        "name",
        _("Participant"),
        lambda row: row.submission.enrollment.user.full_name,
        sort="submission__enrollment__user__full_name",
    ),
    lists.Column(
        "assignment", _("Assignment"), lambda row: row.title, sort="title", css="only-wide"
    ),
    lists.Column(
        "batch", _("Batch"), lambda row: str(row.submission.enrollment.batch), css="only-wide"
    ),
    lists.Column("verdict", _("Verdict"), lambda row: row.get_verdict_display(), sort="verdict"),
    lists.Column("mark", _("Mark"), lambda row: row.mark, sort="mark", css="num"),
    lists.Column(
        "reviewed", _("Reviewed"), lambda row: row.reviewed_at, sort="reviewed_at", css="only-wide"
    ),
)

trainer_required = role_required(Role.TRAINER)


@trainer_required
def queue(request: SignedInRequest) -> HttpResponse:
    found = lists.build(
        request,
        queries.listed(request.user),
        filterset_class=QueueFilter,
        columns=COLUMNS,
        default_sort="submitted_at",
    )
    reviewed = queries.reviewed_lately(request.user)
    context = {
        "list": found,
        "rows": [_row(row, query_of(request)) for row in found.page],
        "undoable": queries.still_undoable(reviewed),
        "reviewed": reviewed,
    }
    return render(request, "courses/assignments/review_queue.html", context)


@trainer_required
def reviewed(request: SignedInRequest) -> HttpResponse:
    """All that the reader has reviewed: to find again what was said, and to whom."""
    found = lists.build(
        request,
        queries.reviewed_by(request.user),
        filterset_class=ReviewedFilter,
        columns=REVIEWED_COLUMNS,
        default_sort="-reviewed_at",
    )
    return render(request, "courses/assignments/reviewed.html", {"list": found})


def _row(row: Any, query: str) -> SafeString:
    seat = row.enrollment
    return filled(
        "courses/assignments/_queue_row.html",
        "query",
        query=query,
        id=row.public_id,
        name=seat.user.full_name,
        pesantren=seat.pesantren.name if seat.pesantren else "",
        assignment=row.title,
        batch=str(seat.batch),
        number=row.number,
        at=row.submitted_at,
        has_draft=row.has_draft,
    )


def waiting_around(request: SignedInRequest, submission: Submission) -> list[int]:
    """Return the keys of what waits in the list from which the desk was opened.

    Its filter and its order go along; `submission` keeps its place when it waits no more.
    """
    rows = queries.queue_around(request.user, submission)
    found = QueueFilter(request.GET, queryset=rows, request=request).qs
    in_order = lists.ordered(request, found, columns=COLUMNS, default_sort="submitted_at")
    return list(in_order.values_list("pk", flat=True))


def query_of(request: SignedInRequest) -> str:
    """Return the query of the address, with which the desk keeps its list."""
    return f"?{request.GET.urlencode()}" if request.GET else ""
