"""What a view knows of who asks."""

from typing import TypeGuard

from django.http import HttpRequest
from django.urls import ResolverMatch

from academy.people.models import User

NAVIGATE = "navigate"


def is_by_script(request: HttpRequest) -> bool:
    """Say whether a script of ours asks, which can neither sign in nor show another page.

    htmx can: it goes where an answer leads.
    """
    return not is_by_htmx(request) and request.headers.get("Sec-Fetch-Mode", NAVIGATE) != NAVIGATE


def is_by_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


class SignedInRequest(HttpRequest):
    """A request as a guarded view gets it: somebody has signed in. For types only."""

    user: User
    resolver_match: ResolverMatch


def is_signed_in(request: HttpRequest) -> TypeGuard[SignedInRequest]:
    """Say whether somebody has signed in."""
    return request.user.is_authenticated
