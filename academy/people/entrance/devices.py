"""Two signed cookies that a device keeps: on whose account it was last, and whom it knows.

The first names the account that a form posted after the session's end belongs to, and
is deleted at sign-out. The second numbers the device and holds hashes of the accounts that
have signed in on it, so that guessing elsewhere does not slow their owners down; the sign-in
page gives it to every browser. Neither signs anybody in.
"""

import secrets as randomness
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

# Private, but the only way to read whose form it was without a second hidden field in
# every form; a test of ours breaks first if Django changes it.
from django.middleware.csrf import CSRF_TOKEN_LENGTH, _unmask_cipher_token  # type: ignore[attr-defined]
from django.utils.crypto import salted_hmac

from academy.people.entrance.guessing.throttle import Origin, digest
from academy.people.models import User
from academy.people.requests import SignedInRequest
from academy.web.edge.address import address_of

LAST_ACCOUNT = "akun"
KNOWN_ACCOUNTS = "perangkat"
LAST_ACCOUNT_SECONDS = 7 * 24 * 3600
KNOWN_SECONDS = 365 * 24 * 3600
KNOWN_MOST = 30
SECRETS_KEPT = 3
_SALT = "academy.people.entrance.devices"


@dataclass(frozen=True, slots=True)
class Device:
    """The number of a device, and marks of the accounts that have signed in on it."""

    number: str
    marks: tuple[str, ...] = ()


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
    device, mark = _device(request) or _new_device(), _mark(request.user)
    if mark not in device.marks:
        _write_device(response, Device(device.number, (*device.marks, mark)[-KNOWN_MOST:]))


def forget_account(response: HttpResponse) -> None:
    """Let the device forget whose account was open."""
    response.delete_cookie(LAST_ACCOUNT, samesite="Lax")


def name_device(request: HttpRequest, response: HttpResponse) -> None:
    """Give a device without a number one, so that its wrong attempts are its own."""
    if _device(request) is None:
        _write_device(response, _new_device())


def origin_of(request: HttpRequest, user: User | None) -> Origin:
    """Return where an attempt on the account of `user` comes from."""
    device = _device(request)
    if device is None:
        return Origin(address=address_of(request))
    knows = user is not None and _mark(user) in device.marks
    return Origin(device.number, knows, address_of(request))


def handset_of(request: HttpRequest, of: str) -> str:
    """Return a keyed hash of the device's number and `of`; "" where it has no number.

    It is the same for all accounts on one handset, and another one for anything else than `of`.
    """
    device = _device(request)
    return digest("handset", f"{device.number} {of}") if device else ""


def _mark(user: User) -> str:
    return digest("device mark", str(user.public_id))[:20]


def _new_device() -> Device:
    return Device(randomness.token_urlsafe(12))


def _device(request: HttpRequest) -> Device | None:
    value = _read(request, KNOWN_ACCOUNTS)
    if not isinstance(value, dict):
        return None
    return Device(value["number"], tuple(value["marks"]))


def _write_device(response: HttpResponse, device: Device) -> None:
    value = {"number": device.number, "marks": device.marks}
    _write(response, KNOWN_ACCOUNTS, value, KNOWN_SECONDS)


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
