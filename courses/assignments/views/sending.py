"""Where the pieces of a file arrive: answers are figures for the script that sends them."""

from urllib.parse import unquote
from uuid import UUID

from django.http import HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.core.text.typed import whole_of, without_invisible
from academy.people.guards import participant_required
from academy.people.requests import SignedInRequest
from cms.models import AssignmentPage
from courses.assignments.actions.sending import take_piece
from courses.assignments.views.assignment import draft_part
from courses.learning.access import own_seat


@participant_required
@require_POST
def assignment_piece(
    request: SignedInRequest, batch_id: UUID, activity_id: UUID, sending: UUID
) -> HttpResponse:
    """Take the piece of a file that begins at `offset`; tell how much has come by now.

    A post without content asks for that alone. What is refused comes in the part of the page,
    as it does for a file that is sent at once.
    """
    enrollment = own_seat(request, batch_id)
    page = get_object_or_404(AssignmentPage, activity_id=activity_id)
    try:
        come = take_piece(
            enrollment=enrollment,
            assignment=page,
            sending=sending,
            offset=whole_of(request.GET.get("offset", "")) or 0,
            size=whole_of(request.GET.get("size", "")) or 0,
            content=_content(request),
        )
    except Refused as refusal:
        filename = without_invisible(unquote(request.headers.get("X-Filename", "")))
        refused = [f"{filename}: {refusal.message}"]
        return draft_part(request, enrollment, activity_id, refused, status=422)
    return JsonResponse(come._asdict())


def _content(request: SignedInRequest) -> bytes:
    """Return what has been sent; nothing where the line broke meanwhile."""
    try:
        return request.body
    except UnreadablePostError:
        return b""
