"""What pages show beside words: pictures, documents, recordings, videos and their captions.

They lie in the private storage. Who may have one is a rule of `courses`, which knows the
seats; it is asked by its name, "cms.fetch_file".
"""

import mimetypes
from pathlib import PurePosixPath

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from academy.web.edge.open_views import open_to_all
from academy.web.files.storages import private_response
from cms.models import AcademyDocument, AcademyImage, AcademyMedia, AcademyRendition, MediaState
from cms.models.files.recording import UNKNOWN, played_type
from cms.queries.files import File, media_of
from cms.rules import may_change_media

# A recording is watched again and again, and tells nothing of a person.
KEPT_SECONDS = 7 * 24 * 3600
SHOWN = {
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
}


@open_to_all
@require_safe
def picture(request: HttpRequest, filename: str) -> HttpResponseBase:
    """Answer with a picture in one of its sizes."""
    sizes = AcademyRendition.objects.select_related("image__collection")
    found = get_object_or_404(sizes, file=f"images/{filename}")
    return _picture(request, found.image, str(found.file))


@open_to_all
@require_safe
def drawing(request: HttpRequest, image_id: int, filename: str) -> HttpResponseBase:
    """Answer with a drawing, which has one size."""
    images = AcademyImage.objects.select_related("collection")
    found = get_object_or_404(images, pk=image_id, file=f"original_images/{filename}")
    if not found.is_svg():
        raise Http404
    return _picture(request, found, str(found.file))


def _picture(request: HttpRequest, image: AcademyImage, name: str) -> HttpResponseBase:
    place = PurePosixPath(name)
    return refusal(request, image) or private_response(
        request,
        name,
        filename=place.name,
        content_type=SHOWN.get(place.suffix.lower(), UNKNOWN),
        inline=True,
        keep_seconds=KEPT_SECONDS,
        # Who is not signed in sees what everybody sees.
        is_public=not request.user.is_authenticated,
    )


@require_safe
def medium(request: HttpRequest, filename: str) -> HttpResponseBase:
    """Answer with a recording or a video."""
    found = media_of(filename)
    if found is None:
        raise Http404
    media, name = found
    refused = refusal(request, media)
    is_original = name == str(media.file) and media.state != MediaState.AS_IS
    writes = request.user.is_authenticated and may_change_media(request.user, media)
    if refused is None and is_original and not writes:
        raise Http404
    return refused or private_response(
        request,
        name,
        filename=filename,
        content_type=played_type(filename),
        inline=True,
        keep_seconds=KEPT_SECONDS,
    )


@require_safe
def poster(request: HttpRequest, filename: str) -> HttpResponseBase:
    """Answer with the picture that stands for a video until it plays."""
    found = get_object_or_404(AcademyMedia, thumbnail=f"posters/{filename}")
    return refusal(request, found) or private_response(
        request,
        str(found.thumbnail),
        filename=filename,
        content_type=mimetypes.guess_type(filename)[0] or UNKNOWN,
        inline=True,
        keep_seconds=KEPT_SECONDS,
    )


@require_safe
def captions(request: HttpRequest, filename: str) -> HttpResponseBase:
    """Answer with the captions of a video."""
    found = get_object_or_404(AcademyMedia, captions=f"captions/{filename}")
    return refusal(request, found) or private_response(
        request,
        str(found.captions),
        filename=filename,
        content_type="text/vtt; charset=utf-8",
        inline=True,
        keep_seconds=KEPT_SECONDS,
        # Browsers follow no redirect to another host for captions.
        may_redirect=False,
    )


@require_safe
def document(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """Answer with a document."""
    found = get_object_or_404(AcademyDocument, pk=document_id, file=f"documents/{filename}")
    return refusal(request, found) or private_response(
        request,
        str(found.file),
        filename=filename,
        content_type=mimetypes.guess_type(filename)[0] or UNKNOWN,
        keep_seconds=KEPT_SECONDS,
    )


def refusal(request: HttpRequest, file: File) -> HttpResponseBase | None:
    """Return None for who may fetch `file`; the way to sign in for who has not done so.

    Raises Http404 for all others.
    """
    if request.user.has_perm("cms.fetch_file", file):
        return None
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())
