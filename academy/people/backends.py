"""Who may sign in with what (replaced step by step by the sign-in work)."""

from allauth.account.auth_backends import AuthenticationBackend


class SignInBackend(AuthenticationBackend):
    """User name or e-mail with password or PIN."""
