"""Who may come in at all, before a view asks what it shows them.

Anonymous visitors are sent to sign in and come back; a form they had posted is kept for
their account (`academy.people.middleware`). Signed-in people without the role get a 403.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from academy.people.models import Role, User

type View = Callable[..., HttpResponseBase]


def _guard(may_enter: Callable[[User], bool]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                reads = request.method in {"GET", "HEAD"}
                target = request.get_full_path() if reads else settings.LOGIN_REDIRECT_URL
                return redirect_to_login(target)
            if not may_enter(request.user):
                raise PermissionDenied(
                    _("Your account does not have the role that this page needs.")
                )
            return view(request, *args, **kwargs)

        return guarded

    return decorate


sign_in_required = _guard(lambda user: True)
# Everybody with an account may learn; what they see is what they have a seat in.
participant_required = sign_in_required
worker_required = _guard(lambda user: user.works_here)


def role_required(*roles: Role) -> Callable[[View], View]:
    """Let in who has one of `roles`."""
    return _guard(lambda user: not user.roles.isdisjoint(roles))
