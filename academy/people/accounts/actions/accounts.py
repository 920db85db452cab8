"""Accounts are made by applying, by coordinators and by the demo, never by a sign-up form."""

import datetime as dt
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from academy.core import audit
from academy.core.text.typed import clean_typed
from academy.people import locks
from academy.people.accounts import usernames
from academy.people.entrance.actions import check_secret
from academy.people.errors import EmailTaken, NameUnusable, PhoneInvalid
from academy.people.models import User
from academy.people.models.verbs import PeopleVerb
from academy.people.particulars.names import is_name
from academy.people.particulars.phones import normalise_phone

TRIES = 12
LONGEST_NAME = 150


def create_account(*, by: User | None = None, **fields: Any) -> User:
    """Make an account with a generated, readable user name; `fields` as in `draft_account`."""
    return save_account(draft_account(**fields), by=by)


def draft_account(
    *,
    full_name: str,
    email: str = "",
    phone: str = "",
    gender: str = "",
    birth_on: dt.date | None = None,
    title: str = "",
    arabic_name: str = "",
    language: str = "id",
    secret: str | None = None,
    must_change_secret: bool = False,
    is_demo: bool = False,
) -> User:
    """Return an account that may be made, not saved: hashing a secret takes its time.

    `secret` is a PIN or password that the person chose; without one nobody can sign in
    until `reset_pin`. `phone` may be shared by several people. Raises NameUnusable,
    EmailTaken, PhoneInvalid or SecretTooEasy.
    """
    full_name = clean_typed(full_name)
    _check_name(full_name)
    user = User(
        full_name=full_name,
        email=email,
        phone=_phone(phone),
        gender=gender,
        birth_on=birth_on,
        title=clean_typed(title),
        arabic_name=clean_typed(arabic_name),
        language=language,
        must_change_secret=must_change_secret,
        is_demo=is_demo,
    )
    _check_email(user)
    if secret is not None:
        check_secret(secret, user=user)
    user.password = make_password(secret)
    return user


def save_account(user: User, *, by: User | None = None) -> User:
    """Write what `draft_account` gave, under a user name nobody has. Raises EmailTaken."""
    with transaction.atomic():
        _save_under_a_free_name(user)
        audit.record(PeopleVerb.CREATED, user, by=by)
    return user


def update_profile(*, user: User, by: User, **fields: Any) -> User:
    """Change the profile of `user`: names, title, phone, language, gender, birth.

    The e-mail address has its own way (`accounts.actions.email`). Raises NameUnusable,
    PhoneInvalid, or what `locks.account` raises; nothing is changed then. The log holds the
    names of the changed fields, not their content.
    """
    known = {
        "full_name", "title", "arabic_name", "certificate_name", "phone", "language",
        "gender", "birth_on",
    }  # fmt: skip
    if unknown := fields.keys() - known:
        raise TypeError(f"not of the profile: {sorted(unknown)}")
    with transaction.atomic():
        fresh = locks.account(user)
        before = {name: getattr(fresh, name) for name in fields}
        for name, value in fields.items():
            setattr(fresh, name, _phone(value) if name == "phone" else value)
        _check_name(fresh.full_name)
        fresh.save()
        changed = sorted(name for name in fields if getattr(fresh, name) != before[name])
        if changed:
            audit.record(PeopleVerb.PROFILE_CHANGED, fresh, by=by, fields=changed)
    for name in fields:
        setattr(user, name, getattr(fresh, name))
    return user


def _check_name(name: str) -> None:
    if not is_name(name) or len(name) > LONGEST_NAME:
        raise NameUnusable


def _phone(text: str) -> str:
    if not text:
        return ""
    try:
        return normalise_phone(text)
    except ValueError as error:
        raise PhoneInvalid from error


def _check_email(user: User) -> None:
    email = clean_typed(user.email or "").lower()
    if email and User.objects.filter(email=email).exclude(pk=user.pk).exists():
        raise EmailTaken


def _save_under_a_free_name(user: User) -> None:
    """Save `user` with a user name nobody has; more digits where three are crowded."""
    for attempt in range(TRIES):
        user.username = usernames.candidate(user.full_name, digits=3 + attempt // 4)
        if User.objects.filter(username=user.username).exists():
            continue
        try:
            with transaction.atomic():
                user.save()
        except IntegrityError:
            # Somebody took the name (or the address) between the look and the write.
            user.pk = None
            _check_email(user)
            continue
        return
    raise RuntimeError("no free user name was found")
