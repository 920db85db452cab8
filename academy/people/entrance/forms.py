"""Sign-in, the second factor, and choosing a PIN or password."""

from typing import Any, cast

from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthCodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from academy.core.text.typed import clean_typed
from academy.people import accesses
from academy.people.entrance import devices, sessions
from academy.people.entrance.actions import try_secret, want_better
from academy.people.entrance.fields import SecretField
from academy.people.entrance.guessing import alarms, throttle
from academy.people.entrance.guessing.waits import Wait
from academy.people.entrance.identity import find_user, is_shared, typed_login
from academy.people.models import AccessKind, User
from academy.people.requests import SignedInRequest

WRONG = _(
    "This user name and PIN do not match. Look at your card again, or ask your companion or "
    "coordinator for a new PIN."
)
SHARED_PHONE = _(
    "Several accounts share this phone number, so it does not tell who you are. Type your user "
    "name instead: it is on your card, a name with digits such as sulastri482. The PIN stays the "
    "same. Your companion or coordinator can look the user name up."
)


class SignInForm(LoginForm):
    """User name, e-mail or phone, and PIN or password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("User name"),
            help_text=_(
                "It is on your card. Your e-mail works too, and a phone number that is yours alone."
            ),
            max_length=254,
            widget=forms.TextInput(
                {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
            ),
        )
        self.fields["password"] = SecretField(
            label=_("PIN or password"), autocomplete="current-password"
        )
        self.fields["remember"] = forms.BooleanField(
            label=_("Stay signed in on this device for 14 days"),
            help_text=_("Only on a device that nobody else uses."),
            required=False,
        )
        self.order_fields(["login", "password", "remember"])
        if self.request and "huruf" in self.request.GET:
            self.fields["password"].with_letters()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        if self.errors:
            return data
        user = find_user(data["login"])
        attempt = throttle.begin(
            login=typed_login(data["login"])[1],
            user=user,
            secret=data["password"],
            origin=devices.origin_of(self.request, user),
        )
        if isinstance(attempt, Wait):
            raise ValidationError(attempt.sentence, code="wait")
        if is_shared(data["login"]):
            alarms.failed(attempt)
            self.add_error("login", ValidationError(SHARED_PHONE, code="shared"))
            return data
        signed_in = authenticate(self.request, username=data["login"], password=data["password"])
        if signed_in is None:
            alarms.failed(attempt)
            raise ValidationError(WRONG, code="wrong")
        throttle.succeeded(attempt)
        want_better(user=signed_in, secret=data["password"])
        self.user = signed_in
        return data

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> Any:
        """Go on to the second factor where there is one, otherwise in."""
        sessions.wants_remembering(request, self.cleaned_data["remember"])
        # Who has just typed the password is not asked for it again a page later.
        flows.login.record_authentication(
            request, self.user, method="password", reauthenticated=True
        )
        return flows.login.perform_login(request, Login(user=self.user, redirect_url=redirect_url))


class ReauthenticateForm(AllauthReauthenticateForm):
    """The PIN or password once more, before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = SecretField(
            label=_("PIN or password"), autocomplete="current-password"
        )
        self.fields["password"].with_letters()

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        origin = devices.origin_of(context.request, self.user)
        if wrong := try_secret(user=self.user, secret=password, origin=origin):
            raise ValidationError(wrong, code="wrong")
        return password


class _Code(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            label=_("Code from the app"),
            widget=forms.TextInput(
                {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
            ),
        )

    def to_python(self, value: Any) -> str:
        return clean_typed(super().to_python(value) or "").replace(" ", "")


class _SlowCode:
    """Lets codes be tried at the pace of `entrance.guessing.throttle`, at every door."""

    user: User

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]  # type: ignore[attr-defined]
        attempt = throttle.begin(
            login=self.user.username,
            user=self.user,
            secret=code,
            origin=devices.origin_of(context.request, self.user),
            asked=throttle.Asked.CODE,
        )
        if isinstance(attempt, Wait):
            raise ValidationError(attempt.sentence, code="wait")
        try:
            found: str = super().clean_code()  # type: ignore[misc]
        except ValidationError:
            alarms.failed(attempt)
            raise
        throttle.succeeded(attempt)
        accesses.record(AccessKind.CODE_RIGHT, by=self.user, about=self.user)
        return found


class CodeForm(_SlowCode, AuthenticateForm):
    """The second factor: a code of the app, or one of the spare codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _Code()


class CodeAgainForm(_SlowCode, AllauthCodeAgainForm):
    """A code once more, before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _Code()


class SetUpCodeForm(_SlowCode, ActivateTOTPForm):
    """The first code, which shows that the app has the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _Code()
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class NewSecretForm(forms.Form):
    """The own PIN or password, twice. What is too easy, the action says."""

    new = SecretField(label=_("New PIN or password"), autocomplete="new-password")
    again = SecretField(label=_("The same once more"), autocomplete="new-password")

    def __init__(self, *args: Any, letters: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if letters:
            for field in self.fields.values():
                cast(SecretField, field).with_letters()

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", _("The two are not the same. Type both once more."))
        return data


class PinChangeForm(NewSecretForm):
    """The PIN or password that one has, and the new one twice.

    Who finds a handset signed in guesses the old PIN no faster here than at the door.
    """

    old = SecretField(label=_("PIN or password now"), autocomplete="current-password")
    field_order = ["old", "new", "again"]

    def __init__(self, *args: Any, request: SignedInRequest, **kwargs: Any) -> None:
        self.request, self.user = request, request.user
        super().__init__(*args, **kwargs)

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if wrong := try_secret(
            user=self.user, secret=old, origin=devices.origin_of(self.request, self.user)
        ):
            raise ValidationError(wrong, code="wrong")
        return old
