"""Files of a hand-in in a round: under names that tell nothing of their author."""

from uuid import UUID

from django.http import HttpResponseBase
from django.views.decorators.http import require_GET

from academy.people.guards import staff_required
from academy.people.requests import SignedInRequest
from courses.assignments.access import nameless_file, nameless_thumbnail
from courses.calibration.queries import rounds as queries


@staff_required
@require_GET
def file(request: SignedInRequest, file_id: UUID) -> HttpResponseBase:
    """Answer with a file of a hand-in that is marked or compared."""
    return nameless_file(request, queries.files_for(request.user), file_id)


@staff_required
@require_GET
def thumbnail(request: SignedInRequest, file_id: UUID) -> HttpResponseBase:
    """Answer with the small picture of a photo in it, or in one that may be chosen."""
    return nameless_thumbnail(request, queries.thumbnails_for(request.user), file_id)
