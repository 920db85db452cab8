"""What a view knows of who asks."""

from typing import TypeGuard

from django.http import HttpRequest
from django.urls import ResolverMatch

from academy.people.models import User


class SignedInRequest(HttpRequest):
    """A request as a guarded view gets it: somebody has signed in. For types only."""

    user: User
    resolver_match: ResolverMatch


def is_signed_in(request: HttpRequest) -> TypeGuard[SignedInRequest]:
    """Say whether somebody has signed in."""
    return request.user.is_authenticated
