"""Public files of the embedded academy: pictures, media, captions; nothing else."""

import re
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

# Documents are handed out by Wagtail, which asks who may have them.
FOLDERS = ("images", "original_images", "media", "media_thumbnails", "captions")
CONTENT_TYPES = {
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".vtt": "text/vtt; charset=utf-8",
}
COMPRESSED_BY_US = {".svg", ".vtt"}
KEPT_SECONDS = 7 * 24 * 3600
_RANGE = re.compile(r"bytes=(\d+)-(\d*)$")


@require_safe
def media(request, path):
    """Answer with a public file, whole or the range asked for (players seek)."""
    place = PurePosixPath(path)
    content_type = CONTENT_TYPES.get(place.suffix.lower())
    if content_type is None or place.parts[0] not in FOLDERS or ".." in place.parts:
        raise Http404
    if not default_storage.exists(path):
        raise Http404
    changed_at = int(default_storage.get_modified_time(path).timestamp())
    known_at = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    if known_at is not None and known_at >= changed_at:
        response = HttpResponse(status=304)
    elif place.suffix.lower() in COMPRESSED_BY_US:
        with default_storage.open(path) as file:
            response = HttpResponse(file.read(), content_type=content_type)
    else:
        response = _streamed(request, path, content_type)
    response["Last-Modified"] = http_date(changed_at)
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    response["X-Content-Type-Options"] = "nosniff"
    # A drawing opened by itself runs nothing and reads nothing.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def _streamed(request, path, content_type):
    size = default_storage.size(path)
    asked = _RANGE.match(request.headers.get("Range", ""))
    file = default_storage.open(path)
    if asked is None:
        response = FileResponse(file, content_type=content_type)
    else:
        start = int(asked[1])
        end = min(int(asked[2]) if asked[2] else size - 1, size - 1)
        if start > end:
            file.close()
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        file.seek(start)
        with file:
            part = file.read(min(end - start + 1, MOST_AT_ONCE))
        response = HttpResponse(part, status=206, content_type=content_type)
        response["Content-Range"] = f"bytes {start}-{start + len(part) - 1}/{size}"
    response["Accept-Ranges"] = "bytes"
    # It is compressed already; and a range of compressed bytes would be another file.
    response["Content-Encoding"] = "identity"
    return response


# A player asks for the next part by itself.
MOST_AT_ONCE = 2 * 1024 * 1024
