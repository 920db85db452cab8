"""The gallery of a batch, for its people."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from academy.core.text.typed import uuid_of
from academy.people import accesses
from academy.people.guards import participant_required
from academy.people.models import AccessKind
from academy.people.requests import SignedInRequest
from courses.assignments.access import nameless_file, nameless_thumbnail
from courses.gallery import queries
from courses.learning.access import readable_seat
from courses.models import SubmissionFile


@participant_required
@require_GET
def gallery(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Show small pictures of all works, or those of one assignment (`?tugas=`)."""
    seat = readable_seat(request, batch_id)
    shelves = queries.shelves_of(seat)
    asked = uuid_of(request.GET.get("tugas", ""))
    shelf = next((one for one in shelves if one.activity_id == asked), None)
    works = queries.works_for(seat)
    if shelf is not None:
        works = works.filter(submission__assignment__activity_id=shelf.activity_id)
    page = Paginator(works, queries.PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": seat.batch,
        "shelves": shelves,
        "shelf": shelf,
        "page": page,
        "query": request.GET,
    }
    return render(request, "courses/gallery/gallery.html", context)


@participant_required
@require_GET
def work(request: SignedInRequest, batch_id: UUID, work_id: UUID) -> HttpResponse:
    """Show one work: its photos, and why the trainer finds it good."""
    seat = readable_seat(request, batch_id)
    found = get_object_or_404(queries.works_for(seat), public_id=work_id)
    accesses.opened(request, found.submission.enrollment.user_id, AccessKind.WORK_OPENED)
    context = {
        "batch": seat.batch,
        "work": found,
        "is_own": found.submission.enrollment.user_id == request.user.pk,
    }
    return render(request, "courses/gallery/work.html", context)


@participant_required
@require_GET
def photo(request: SignedInRequest, batch_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Answer with a photo of the gallery."""
    return nameless_file(request, _photos(request, batch_id), file_id)


@participant_required
@require_GET
def thumbnail(request: SignedInRequest, batch_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Answer with the small picture of a photo of the gallery."""
    return nameless_thumbnail(request, _photos(request, batch_id), file_id)


def _photos(request: SignedInRequest, batch_id: UUID) -> QuerySet[SubmissionFile]:
    return queries.photos_for(readable_seat(request, batch_id))
