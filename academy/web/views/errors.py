import sys

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from academy.web.edge.faults import Fault, fault_behind, is_secret, posted

RETRY_SECONDS = 30
# What a program put into the form says nothing to a person.
_LONG_ENOUGH_TO_SHOW = 20


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return render(request, "400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: usually a page left open over a sign-in or sign-out."""
    return render(request, "403_csrf.html", status=403)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say why, where whoever refused has said it."""
    return render(request, "403.html", {"exception": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A post that was not read; also the page that a proxy shows for one that it stopped."""
    return render(request, "413.html", status=413)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that it was not the reader's mistake; where something is away, what to do with a form.

    Nothing is asked of database or cache for it: they may be what is away.
    """
    fault = fault_behind(sys.exception())
    if fault is None:
        return HttpResponse(render_to_string("500.html"), status=500)
    response = HttpResponse(render_to_string("503.html", _unsent(request, fault)), status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def _unsent(request: HttpRequest, fault: Fault) -> dict[str, object]:
    """Return what the page needs to give back a form that was not taken."""
    if request.method != "POST":
        return {"no_room": fault is Fault.NO_ROOM, "path": request.get_full_path()}
    fields = posted(request)
    # A form without its files or its secret would be taken for another one.
    whole = bool(fields) and not getattr(request, "_files", None)
    whole = whole and not any(is_secret(name) for name in request.POST)
    return {
        "no_room": fault is Fault.NO_ROOM,
        "path": request.get_full_path(),
        "is_form": True,
        "fields": fields if whole else [],
        "texts": [value for _name, value in fields if _is_prose(value)],
    }


def _is_prose(value: str) -> bool:
    return len(value) > _LONG_ENOUGH_TO_SHOW and " " in value
