"""Where the pieces of a large file arrive: answers are figures for the script that sends them."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.core.errors import Refused
from academy.core.text.typed import whole_of
from academy.people.requests import SignedInRequest
from academy.web.files import pieces
from cms.actions.files import uploads as actions
from cms.models import MediaUpload
from cms.rules import may_add_media


@require_POST
def begin(request: SignedInRequest) -> HttpResponse:
    """Begin an upload, or find the one that was broken off."""
    _refuse_others(request)
    try:
        upload = actions.begin(
            by=request.user,
            filename=request.POST.get("name", "")[:1000],
            size=whole_of(request.POST.get("size", "")) or 0,
            modified=request.POST.get("modified", "")[:40],
        )
        return _told(request, actions.look(upload=upload))
    except Refused as refusal:
        return _refused(refusal)


@require_safe
def state(request: SignedInRequest, upload_id: UUID) -> HttpResponse:
    """Tell how far an upload is, and where its next piece goes."""
    try:
        return _told(request, actions.look(upload=_own(request, upload_id)))
    except Refused as refusal:
        return _refused(refusal)


@require_http_methods(["PUT"])
def piece(request: SignedInRequest, upload_id: UUID, offset: int) -> HttpResponse:
    """Take the piece that begins at `offset`."""
    upload = _own(request, upload_id)
    try:
        upload = actions.receive(
            upload=upload,
            offset=offset,
            length=whole_of(request.META.get("CONTENT_LENGTH") or "") or 0,
            read=request.read,
        )
        return _told(request, upload)
    except Refused as refusal:
        return _refused(refusal)


def _told(request: SignedInRequest, upload: MediaUpload) -> JsonResponse:
    is_open = upload.multipart and not upload.is_whole
    return JsonResponse(
        {
            "id": upload.public_id,
            "received": upload.received,
            "size": upload.size,
            "piece": pieces.PIECE,
            "put": pieces.address(str(upload.file), upload.multipart, upload.received)
            if is_open
            else "",
            # Whoever signs in again, in another tab, gets another one.
            "token": get_token(request),
        }
    )


def _refused(refusal: Refused) -> JsonResponse:
    return JsonResponse({"refused": str(refusal.message)}, status=422)


def _own(request: SignedInRequest, upload_id: UUID) -> MediaUpload:
    _refuse_others(request)
    return get_object_or_404(MediaUpload, public_id=upload_id, created_by=request.user)


def _refuse_others(request: SignedInRequest) -> None:
    if not may_add_media(request.user):
        raise PermissionDenied
