"""How much a post may bring along, asked before a byte of it is read."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve

type View = Callable[..., HttpResponseBase]

# A form without files: what its fields may be at most, and the frame around them.
MOST_WITHOUT_FILES = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 256 * 1024
# Five files of the largest size, or a day's photos.
MOST_WITH_FILES = 100 * 1024 * 1024
# Beginnings of routes below which views of a library take files: they are not ours to mark.
_BELOW: set[str] = set()


def takes_files(view: View) -> View:
    """Mark `view` as one to which files are sent."""

    @wraps(view)
    def marked(*args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(*args, **kwargs)

    marked.takes_files = True  # type: ignore[attr-defined]  # a mark on a function
    return marked


def let_files_in(route: str) -> None:
    """Let files be sent to all views whose route begins with `route`."""
    _BELOW.add(route)


def is_too_large(request: HttpRequest, *, is_known: Callable[[], bool]) -> bool:
    """Say whether the body of `request` is larger than its address takes.

    `is_known` says whether the device has an account here: nobody else sends files.
    """
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        size = 0
    if size <= MOST_WITHOUT_FILES:
        return False
    if size > MOST_WITH_FILES or not is_known():
        return True
    with suppress(Resolver404):
        match = resolve(request.path_info)
        is_marked = getattr(match.func, "takes_files", False)
        return not (is_marked or match.route.startswith(tuple(_BELOW)))
    return True
