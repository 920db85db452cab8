"""Where a visitor may be led to: what came with the request is an address of ours or nothing."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

NEXT = "next"


def is_inside(text: str) -> bool:
    """Say whether `text` is a path of this academy: no other place, and no bare word.

    A word without a stroke would be taken for the name of an address by `redirect()`.
    """
    return text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None)


def lead_to(text: str, *, otherwise: str) -> HttpResponseRedirect:
    """Lead to `text` where that is an address of ours, to the path `otherwise` where not."""
    return HttpResponseRedirect(text if is_inside(text) else otherwise)


class NextMiddleware:
    """Takes out of every request a `next` that is no address of ours.

    Wagtail's, Django's and allauth's views lead to it as our own do.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        """Look at the address and, once its token was checked, at the form."""
        for part in ("GET", "POST"):
            data = getattr(request, part)
            if NEXT in data and not all(map(is_inside, data.getlist(NEXT))):
                data = data.copy()
                del data[NEXT]
                setattr(request, part, data)
