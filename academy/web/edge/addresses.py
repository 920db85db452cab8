"""Where a visitor may be led to: what came with the request is an address of ours or nothing."""

from django.http import HttpResponseRedirect
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
