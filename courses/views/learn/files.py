"""Files of hand-ins, for their author and for those who may review them."""

from mimetypes import guess_type
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from academy.core.storages import private_response
from academy.people.guards import sign_in_required
from courses.models import SubmissionFile


@sign_in_required
@require_GET
def submission_file(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """Answer with a file of a hand-in; pictures in the page, others to be saved."""
    file = get_object_or_404(SubmissionFile.objects.visible_to(request.user), public_id=file_id)
    return private_response(
        request,
        file.file.name,
        filename=file.filename,
        content_type=file.content_type,
        inline=file.is_picture,
    )


@sign_in_required
@require_GET
def submission_thumbnail(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """Answer with the small picture of a photo."""
    file = get_object_or_404(SubmissionFile.objects.visible_to(request.user), public_id=file_id)
    if not file.thumbnail:
        raise Http404
    content_type, _encoding = guess_type(file.thumbnail.name)
    return private_response(
        request,
        file.thumbnail.name,
        filename=file.filename,
        content_type=content_type or "image/jpeg",
        inline=True,
    )
