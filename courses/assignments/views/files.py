"""Files of hand-ins, for their author and for those who may review them."""

from mimetypes import guess_type
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_GET

from academy.people.guards import sign_in_required, visible_file
from academy.people.models import AccessKind
from academy.people.requests import SignedInRequest
from academy.web.files.storages import private_response
from academy.web.films.speech import SPEECH_TYPE
from courses.models import SubmissionFile, VoiceNote


def _file(request: SignedInRequest, file_id: UUID, kind: AccessKind | None) -> SubmissionFile:
    visible = SubmissionFile.objects.visible_to(request.user)
    return visible_file(
        request,
        visible.select_related("submission__enrollment"),
        owner=lambda found: found.submission.enrollment.user_id,
        kind=kind,
        public_id=file_id,
    )


@sign_in_required
@require_GET
def submission_file(request: SignedInRequest, file_id: UUID) -> HttpResponseBase:
    """Answer with a file of a hand-in; pictures in the page, others to be saved."""
    file = _file(request, file_id, AccessKind.WORK_OPENED)
    return private_response(
        request,
        str(file.file),
        filename=file.filename,
        content_type=file.content_type,
        inline=file.is_picture,
    )


@sign_in_required
@require_GET
def submission_thumbnail(request: SignedInRequest, file_id: UUID) -> HttpResponseBase:
    """Answer with the small picture of a photo."""
    file = _file(request, file_id, None)
    if not file.thumbnail:
        raise Http404
    content_type, _encoding = guess_type(str(file.thumbnail))
    return private_response(
        request,
        str(file.thumbnail),
        filename=file.filename,
        content_type=content_type or "image/jpeg",
        inline=True,
    )


@sign_in_required
@require_GET
def voice_note(request: SignedInRequest, note_id: UUID) -> HttpResponseBase:
    """Answer with what a trainer said aloud: to its author, and to who may read the review."""
    note = visible_file(
        request,
        VoiceNote.objects.visible_to(request.user).select_related("submission__enrollment"),
        owner=lambda found: found.submission.enrollment.user_id,
        kind=AccessKind.WORK_OPENED,
        public_id=note_id,
    )
    return private_response(
        request, str(note.file), filename="suara.m4a", content_type=SPEECH_TYPE, inline=True
    )
