"""Public files of the embedded academy: pictures and posters; nothing else."""

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from academy.web.files.streams import stream
from academy.web.open_views import open_to_all

# Documents, recordings and captions of lessons are private: `cms.views.files`.
FOLDERS = ("images", "original_images")
CONTENT_TYPES = {
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
}
KEPT_SECONDS = 7 * 24 * 3600


@open_to_all
@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with a public file."""
    place = PurePosixPath(path)
    content_type = CONTENT_TYPES.get(place.suffix.lower())
    if content_type is None or place.parts[0] not in FOLDERS or ".." in place.parts:
        raise Http404
    if not default_storage.exists(path):
        raise Http404
    response = stream(
        request,
        default_storage,
        path,
        content_type=content_type,
        is_text=place.suffix.lower() == ".svg",
    )
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    # A drawing opened by itself runs nothing and reads nothing.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
