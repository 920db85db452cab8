"""Files as answers: whole, in the part asked for (players seek), or "you have it already"."""

import re

from django.core.files.storage import Storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import http_date, parse_http_date_safe

# A player asks for the next part by itself.
MOST_AT_ONCE = 2 * 1024 * 1024
_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})$")


def stream(
    request: HttpRequest, storage: Storage, name: str, *, content_type: str, is_text: bool = False
) -> HttpResponseBase:
    """Answer with the file `name` of `storage`, or with 304 where the browser has it.

    `is_text` files are small and go out whole, so that they are compressed on the way;
    all others are compressed already. Raises FileNotFoundError for an unknown name.
    """
    changed_at = int(storage.get_modified_time(name).timestamp())
    known_at = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    response: HttpResponseBase
    if known_at is not None and known_at >= changed_at:
        response = HttpResponse(status=304)
    elif is_text:
        with storage.open(name) as file:
            response = HttpResponse(file.read(), content_type=content_type)
    else:
        response = _whole_or_part(request, storage, name, content_type)
    response["Last-Modified"] = http_date(changed_at)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _whole_or_part(
    request: HttpRequest, storage: Storage, name: str, content_type: str
) -> HttpResponseBase:
    size = storage.size(name)
    asked = _RANGE.match(request.headers.get("Range", ""))
    file = storage.open(name)
    response: HttpResponseBase
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
    # A range of bytes that are compressed on the way would be another file.
    response["Content-Encoding"] = "identity"
    return response
