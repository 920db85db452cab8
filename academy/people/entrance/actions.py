"""PINs and passwords: chosen, changed, and made anew by a companion or coordinator."""

from importlib import import_module

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction

from academy.core import audit
from academy.people import locks
from academy.people.entrance.guessing import alarms, throttle
from academy.people.entrance.guessing.throttle import Origin
from academy.people.entrance.guessing.waits import Wait
from academy.people.entrance.secrets.pins import is_pin, random_entry_code, random_pin
from academy.people.errors import (
    MustWait,
    SecretTooEasy,
    SecretUnchanged,
    SecretWrong,
)
from academy.people.models import User
from academy.people.models.verbs import PeopleVerb


def check_secret(secret: str, *, user: User) -> None:
    """Raise SecretTooEasy, with the reason, unless `secret` may be the user's."""
    try:
        validate_password(secret, user)
    except ValidationError as error:
        raise SecretTooEasy(" ".join(error.messages)) from error


def want_better(*, user: User, secret: str) -> None:
    """Let who has just signed in with a `secret` that their role forbids choose another one.

    It was chosen before the role was given, or before the rules of today.
    """
    is_shown_to_all = settings.DEMO_SIGN_IN and user.is_demo
    if not user.needs_password or user.must_change_secret or is_shown_to_all:
        return
    try:
        check_secret(secret, user=user)
    except SecretTooEasy:
        user.must_change_secret = True
        user.save(update_fields=["must_change_secret"])


def try_secret(*, user: User, secret: str, origin: Origin) -> str | None:
    """Check the secret of who is signed in; return what is wrong in words, or None.

    Who finds a handset signed in guesses no faster here than at the door.
    """
    attempt = throttle.begin(login=user.username, user=user, secret=secret, origin=origin)
    if isinstance(attempt, Wait):
        return attempt.sentence
    if not user.check_password(secret):
        alarms.failed(attempt)
        return str(SecretWrong.message)
    throttle.succeeded(attempt)
    return None


def prove_secret(*, user: User, secret: str) -> None:
    """Let `secret` stand for a whole sign-in to the account, at the pace of the sign-in page.

    An account that has ended, or one with a second step, is not entered in this way: it is
    answered like a wrong secret. Raises MustWait or SecretWrong.
    """
    attempt = throttle.begin(login=user.username, user=user, secret=secret)
    if isinstance(attempt, Wait):
        raise MustWait(attempt.sentence)
    has_second_step = user.needs_mfa or is_mfa_enabled(user)
    is_open = user.is_active and user.erased_at is None and not has_second_step
    if not user.check_password(secret) or not is_open:
        alarms.failed(attempt)
        raise SecretWrong
    throttle.succeeded(attempt)


def secret_for_slip(user: User) -> str:
    """Return a random PIN that `user` could be given by `reset_pin`.

    It is a longer code where six digits will not do: for who has a role, and for an account
    that is being guessed at.
    """
    needs_code = user.needs_password or throttle.is_guessed_at(user)
    return random_entry_code() if needs_code else random_pin()


def reset_pin(*, user: User, by: User | None, secret: str = "", encoded: str = "") -> str:
    """Give `user` a PIN of `secret_for_slip` and return it, to be printed once.

    `secret` is one that stands on paper already, `encoded` its hash. The person must choose an
    own one at the next sign-in, and is signed out everywhere. The caller has asked whether `by`
    may do this. Raises AccountErased or AccountMerged.
    """
    pin = secret or secret_for_slip(user)
    with transaction.atomic():
        fresh = locks.account(user)
        fresh.password = encoded or make_password(pin)
        fresh.must_change_secret = True
        fresh.save(update_fields=["password", "must_change_secret"])
        audit.record(PeopleVerb.PIN_RESET, fresh, by=by)
        throttle.begin_anew(fresh, printed_pin=is_pin(pin))
        end_sessions(user=fresh)
    user.password, user.must_change_secret = fresh.password, True
    return pin


def change_secret(*, user: User, new: str, old: str | None = None, keep_session: str = "") -> User:
    """Let `user` choose a PIN or password.

    `old` is what they have now; None where they have just signed in with one to be
    replaced. All sessions but the one with the key `keep_session` end; its owner calls
    `update_session_auth_hash`. Raises SecretWrong, SecretUnchanged, SecretTooEasy, or what
    `locks.account` raises.
    """
    with transaction.atomic():
        fresh = locks.account(user)
        if old is not None and not fresh.check_password(old):
            raise SecretWrong
        # Somebody else may have printed it.
        if fresh.check_password(new):
            raise SecretUnchanged
        check_secret(new, user=fresh)
        fresh.set_password(new)
        fresh.must_change_secret = False
        fresh.save(update_fields=["password", "must_change_secret"])
        audit.record(PeopleVerb.SECRET_CHANGED, fresh, by=user)
        throttle.begin_anew(fresh)
        end_sessions(user=fresh, keep_session=keep_session)
    user.password, user.must_change_secret = fresh.password, False
    return user


def end_sessions(*, user: User, keep_session: str = "") -> int:
    """Sign `user` out on all devices but the session `keep_session`; return how many ended.

    A changed secret alone ends the sessions at their next request; this forgets them now.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    sessions = list(UserSession.objects.filter(user=user).exclude(session_key=keep_session))
    for session in sessions:
        store.delete(session.session_key)
        session.delete()
    return len(sessions)


def end_all_sessions() -> int:
    """Sign everybody out on all devices, at once; return how many sessions ended.

    A session lies in the database and in the cache: both are asked.
    """
    engine = import_module(settings.SESSION_ENGINE)
    store = engine.SessionStore()
    keys = list(Session.objects.values_list("session_key", flat=True))
    for key in keys:
        store.delete(key)
    UserSession.objects.all().delete()
    return len(keys)


def forget_ended_sessions() -> int:
    """Delete sessions whose time is over, and what the lists of devices say of them."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    ended = UserSession.objects.exclude(
        session_key__in=Session.objects.values_list("session_key", flat=True)
    )
    deleted: int = ended.delete()[0]
    return deleted
