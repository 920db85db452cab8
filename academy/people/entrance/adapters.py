"""What allauth asks the academy: who may have an account, where sign-in leads, which texts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from academy.people.entrance import sessions
from academy.people.models import User
from academy.web.edge.addresses import is_inside


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by applying, never by a sign-up form."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_password": _("This PIN or password is not right. Please type it again."),
        "too_many_login_attempts": _("Too many attempts. Wait a moment, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        sessions.begin(request, user)

    def add_message(
        self,
        request: HttpRequest,
        level: Any,
        message_template: Any = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Say nothing by itself: the pages say what has happened."""

    def send_notification_mail(
        self, template_prefix: Any, user: User, context: Any = None, email: Any = None
    ) -> None:
        """Send no mail about a second factor: many have no address; the log has it."""

    def is_safe_url(self, url: str | None) -> bool:
        return url is not None and is_inside(url)


class MfaAdapter(DefaultMFAAdapter):
    """The second factor of those who see other people's data."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Type the newest one that the app shows."),
        "cannot_delete_authenticator": _(
            "Your role needs the second step. Ask a program manager if your phone is lost."
        ),
    }

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return not authenticator.user.needs_mfa

    def get_totp_label(self, user: User) -> str:
        return user.username


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Google only signs in people who have an account with that verified address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Link a Google account to the person whose e-mail Google has verified."""
        if sociallogin.is_existing:
            return
        verified = {
            address.email.lower() for address in sociallogin.email_addresses if address.verified
        }
        user = User.objects.filter(email__in=verified, is_active=True, erased_at=None).first()
        if user is None:
            messages.error(
                request,
                _(
                    "No account has this Google address. Sign in with your user name, or apply "
                    "for a batch to get an account."
                ),
            )
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, user)
