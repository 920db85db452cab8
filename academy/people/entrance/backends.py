"""Who may sign in with what."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from academy.people.entrance.identity import find_user
from academy.people.models import Reader, User


class SignInBackend(ModelBackend):
    """User name, e-mail or phone of one person only, with a password or PIN.

    Permissions by group are Django's own. Counting and delaying attempts is the form's
    part (`academy.people.entrance.guessing.throttle`), which knows the device.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> User | None:
        if not username or not password:
            return None
        user = find_user(username)
        if user is None:
            # The same work as for a known account, so that the time tells nothing.
            make_password(password)
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None

    def user_can_authenticate(self, user: Reader | None) -> bool:
        is_known = isinstance(user, User) and user.erased_at is None
        return is_known and super().user_can_authenticate(user)
