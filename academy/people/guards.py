"""Who may come in at all, before a view asks what it shows them.

Anonymous visitors are sent to sign in and come back; a form they had posted is kept for
their account (`academy.people.middleware`). Signed-in people without the role get a 403.
Whoever sees other people's data has signed in with a second factor.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from academy.people import accesses
from academy.people.models import AccessKind, Role, User
from academy.people.requests import SignedInRequest, is_signed_in

type View = Callable[..., HttpResponseBase]


class SecondFactorNeeded(Exception):
    """The reader's role needs a second factor before this opens; the middleware leads there."""


def lacks_second_factor(user: User) -> bool:
    """Say whether the role of `user` needs a second step of sign-in that is not set up."""
    if not user.needs_mfa or (settings.DEMO_SIGN_IN and user.is_demo):
        return False
    return not is_mfa_enabled(user)


def to_second_factor(request: HttpRequest) -> HttpResponse:
    """Lead to where the second step is set up, and say why."""
    messages.warning(
        request,
        _("Your role works with other people's data. Set up the second step of sign-in first."),
    )
    return redirect("mfa_activate_totp")


def _guard(
    may_enter: Callable[[User], bool], *, with_second_factor: bool
) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not is_signed_in(request):
                reads = request.method in {"GET", "HEAD"}
                target = request.get_full_path() if reads else settings.LOGIN_REDIRECT_URL
                return redirect_to_login(target)
            if not may_enter(request.user):
                raise PermissionDenied(
                    _("Your account does not have the role that this page needs.")
                )
            if with_second_factor and lacks_second_factor(request.user):
                raise SecondFactorNeeded
            return view(request, *args, **kwargs)

        return guarded

    return decorate


sign_in_required = _guard(lambda user: True, with_second_factor=False)
# Everybody with an account may learn; what they see is what they have a seat in.
participant_required = sign_in_required
worker_required = _guard(lambda user: user.works_here, with_second_factor=True)


def role_required(*roles: Role) -> Callable[[View], View]:
    """Let in who has one of `roles`."""
    return _guard(lambda user: not user.roles.isdisjoint(roles), with_second_factor=True)


manager_required = role_required(Role.PROGRAM_MANAGER)
trainer_required = role_required(Role.TRAINER)
# Who runs batches, and who works in one with its participants.
runner_required = role_required(Role.COORDINATOR, Role.PROGRAM_MANAGER)
staff_required = role_required(Role.TRAINER, Role.COORDINATOR, Role.PROGRAM_MANAGER)


def visible_file[F: Model](
    request: SignedInRequest,
    files: QuerySet[F],
    *,
    owner: Callable[[F], int],
    kind: AccessKind | None,
    **which: Any,
) -> F:
    """Return the one private file of `files` that `which` names, for a signed-in reader.

    `files` are those that are visible to the reader; `owner` tells whose a file is (the key
    of a person). Another person's opens with a second factor only, and is recorded as of this
    `kind`; None for the small picture of one, whose page was recorded when it was opened.
    Raises Http404 or SecondFactorNeeded.
    """
    found = get_object_or_404(files, **which)
    if owner(found) != request.user.pk and lacks_second_factor(request.user):
        raise SecondFactorNeeded
    if kind is not None:
        accesses.opened(request, owner(found), kind)
    return found
