"""Who may sign in with what."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password

from academy.people.entrance.identity import find_user


class SignInBackend(ModelBackend):
    """User name, e-mail or phone of one person only, with a password or PIN.

    Permissions by group are Django's own. Counting and delaying attempts is the form's
    part (`academy.people.entrance.throttle`), which knows the device.
    """

    def authenticate(self, request, username=None, password=None, **credentials):
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

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and user.erased_at is None
