"""The lists of the review desk: what waits, and what was reviewed."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from academy.people.guards import trainer_required
from academy.people.requests import SignedInRequest
from academy.web import lists
from academy.web.kept.drawn import filled
from courses.assignments.actions import claims
from courses.assignments.forms.review import QueueFilter, ReviewedFilter
from courses.assignments.queries import reviews as queries
from courses.assignments.queries.claims import holders_of
from courses.models import Submission
from courses.models.batches.batch import batch_name

# In the session: what was accepted together last.
TOGETHER = "accepted_together"
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


@trainer_required
def queue(request: SignedInRequest) -> HttpResponse:
    found = lists.build(
        request,
        queries.listed(request.user),
        filterset_class=QueueFilter,
        columns=COLUMNS,
        default_sort="submitted_at",
        fields=queries.SHOWN,
    )
    reviewed = queries.reviewed_lately(request.user)
    context = {
        "list": found,
        "rows": _rows(request, found.page),
        "query": query_of(request),
        "undoable": queries.still_undoable(reviewed),
        "together_count": _accepted_together(request),
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


def _accepted_together(request: SignedInRequest) -> int:
    """Return how many were accepted together just now and can be taken back in one go."""
    kept = request.session.get(TOGETHER)
    is_new = kept and timezone.now().timestamp() - kept["at"] < queries.UNDO_WINDOW.total_seconds()
    return len(kept["ids"]) if kept and is_new else 0


def _rows(request: SignedInRequest, page: Iterable[Any]) -> SafeString:
    rows = list(page)
    holders = holders_of([row.pk for row in rows], request.user)
    query = query_of(request)
    # In one piece: what a loop of the template does for each row is dear.
    return mark_safe("".join(_row(row, query, holders.get(row.pk, "")) for row in rows))


def _row(row: Any, query: str, holder: str) -> SafeString:
    return filled(
        "courses/assignments/_queue_row.html",
        "query",
        query=query,
        id=row.public_id,
        name=row.enrollment__user__full_name,
        pesantren=row.enrollment__pesantren__name or "",
        assignment=row.title,
        batch=batch_name(row.enrollment__batch__name, row.enrollment__batch__number),
        number=row.number,
        at=row.submitted_at,
        has_draft=row.has_draft,
        holder=holder,
    )


@trainer_required
@require_POST
def next_free(request: SignedInRequest) -> HttpResponse:
    """Lead to the first of the list that nobody else has in hand."""
    found = QueueFilter(request.GET, queryset=queries.listed(request.user), request=request).qs
    rows = lists.ordered(request, found, columns=COLUMNS, default_sort="submitted_at")
    return to_first_free(request, list(rows.values_list("pk", flat=True)))


def to_first_free(request: SignedInRequest, keys: list[int]) -> HttpResponse:
    """Take the first of `keys` in hand and lead to it, or to the queue where none is free."""
    key = claims.claim_next(keys=keys, by=request.user)
    if key is None:
        if keys:
            messages.info(
                request, _("Other trainers have all that waits here in hand. Look again later.")
            )
        return redirect(reverse("courses:review_queue") + query_of(request))
    taken = Submission.objects.only("public_id").get(pk=key)
    return redirect(reverse("courses:review_desk", args=[taken.public_id]) + query_of(request))


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
