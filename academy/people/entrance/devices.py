"""Two signed cookies that a device keeps: on whose account it was last, and whom it knows.

The first names the account that a form posted after the session's end belongs to, and
is deleted at sign-out. The second holds hashes of the accounts that have signed in here,
so that guessing elsewhere does not slow their owners down. Neither signs anybody in.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

# Private, but the only way to read whose form it was without a second hidden field in
# every form; a test of ours breaks first if Django changes it.
from django.middleware.csrf import CSRF_TOKEN_LENGTH, _unmask_cipher_token  # type: ignore[attr-defined]
from django.utils.crypto import salted_hmac

from academy.people.entrance.throttle import device_mark
from academy.people.models import User
from academy.people.requests import SignedInRequest

LAST_ACCOUNT = "akun"
KNOWN_ACCOUNTS = "perangkat"
LAST_ACCOUNT_SECONDS = 7 * 24 * 3600
KNOWN_SECONDS = 365 * 24 * 3600
KNOWN_MOST = 30
SECRETS_KEPT = 3
_SALT = "academy.people.entrance.devices"


@dataclass(frozen=True, slots=True)
class LastAccount:
    """The account, and hashes of the form secrets (CSRF) that its pages had."""

    public_id: str
    secrets: tuple[str, ...]


def _read(request: HttpRequest, name: str) -> Any:
    try:
        return signing.loads(request.COOKIES.get(name, ""), salt=f"{_SALT}.{name}")
    except signing.BadSignature:
        return None


def _write(response: HttpResponse, name: str, value: Any, seconds: int) -> None:
    response.set_cookie(
        name,
        signing.dumps(value, salt=f"{_SALT}.{name}", compress=True),
        max_age=seconds,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _hash(secret: str) -> str:
    return salted_hmac(f"{_SALT}.form", secret, algorithm="sha256").hexdigest()[:24]


def last_account(request: HttpRequest) -> LastAccount | None:
    """Return whose account was open here last, or None."""
    value = _read(request, LAST_ACCOUNT)
    return LastAccount(value[0], tuple(value[1])) if value else None


def note_account(request: SignedInRequest, response: HttpResponse) -> None:
    """Keep on the device that `request.user` is signed in, if it does not say so yet."""
    form_secret = request.META.get("CSRF_COOKIE")
    current = _hash(form_secret) if form_secret else ""
    public_id = str(request.user.public_id)
    before = last_account(request)
    same = before if before is not None and before.public_id == public_id else None
    if same and (not current or current in same.secrets):
        return
    secrets = [*(same.secrets if same else ()), *([current] if current else [])]
    _write(response, LAST_ACCOUNT, [public_id, secrets[-SECRETS_KEPT:]], LAST_ACCOUNT_SECONDS)
    known = _read(request, KNOWN_ACCOUNTS) or []
    mark = device_mark(request.user)
    if mark not in known:
        _write(response, KNOWN_ACCOUNTS, [*known, mark][-KNOWN_MOST:], KNOWN_SECONDS)


def forget_account(response: HttpResponse) -> None:
    """Let the device forget whose account was open."""
    response.delete_cookie(LAST_ACCOUNT, samesite="Lax")


def knows(request: HttpRequest, user: User | None) -> bool:
    """Say whether `user` has signed in on this device before."""
    marks = _read(request, KNOWN_ACCOUNTS) or []
    return user is not None and device_mark(user) in marks


def form_owner(request: HttpRequest) -> str | None:
    """Return the public id of the account on whose page the posted form was written.

    The form's token tells: it was made with the secret that only that account's pages on
    this device had. None where it belongs to nobody or to somebody before.
    """
    account = last_account(request)
    token = request.POST.get("csrfmiddlewaretoken", "") or request.headers.get("X-CSRFToken", "")
    if account is None or not token:
        return None
    if len(token) != CSRF_TOKEN_LENGTH or not (token.isascii() and token.isalnum()):
        return None
    return account.public_id if _hash(_unmask_cipher_token(token)) in account.secrets else None
