"""The first step of applying makes the account."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from academy.core import acts
from academy.core.models import Act
from academy.people.accounts.actions.accounts import draft_account, save_account, update_profile
from academy.people.accounts.actions.email import ask_email
from academy.people.entrance.actions import prove_secret
from academy.people.errors import SecretWrong
from academy.people.models import User
from courses.acts.kinds import ActKind
from courses.admission.actions import errors
from courses.admission.actions.applying import draft, start_draft
from courses.models import Application, Batch


def register(
    *,
    batch: Batch,
    client_id: uuid.UUID,
    full_name: str,
    secret: str,
    birth_on: dt.date,
    gender: str,
    phone: str = "",
    email: str = "",
    language: str = "id",
    happened_at: dt.datetime | None = None,
) -> Application:
    """Make an account with the PIN or password `secret`, and its draft for `batch`.

    The e-mail address counts once the mail that goes there is opened, and nothing here tells
    whether another account has it. Sent twice, also at the same time, it is one account.
    Raises ApplicationsClosed, FormUsed for a form that was sent with something else, MustWait
    after guesses at the PIN, or NameUnusable, PhoneInvalid, SecretTooEasy of `people`.
    """
    who: dict[str, Any] = {
        "full_name": full_name,
        "birth_on": birth_on,
        "gender": gender,
        "phone": phone,
    }
    sent = _Sent(client_id, batch, who, email)
    known = acts.find(client_id, person=None)
    if known is None and not batch.takes_applications:
        raise errors.ApplicationsClosed
    if known is None:
        try:
            # The secret's hash takes its time: outside of the transaction that writes.
            user = draft_account(
                **who,
                language=language,
                secret=secret,
                # Where the demo's sign-ins are open, nobody leaves real data: it is all of
                # the demo.
                is_demo=settings.DEMO_SIGN_IN,
            )
            return _make(sent, user, happened_at)
        except _SentBefore:
            # By this very form, a moment ago?
            known = acts.find(client_id, person=None)
            if known is None:
                raise
    return _led_on(known, sent, secret)


@dataclass(frozen=True, slots=True)
class _Sent:
    """The form of somebody who has no account yet."""

    client_id: uuid.UUID
    batch: Batch
    who: dict[str, Any]
    email: str

    @property
    def content(self) -> list[object]:
        return [self.batch.pk, self.who | {"email": self.email}]


class _SentBefore(Exception):
    """The same form has made its account meanwhile."""


def _make(sent: _Sent, user: User, happened_at: dt.datetime | None) -> Application:
    with transaction.atomic():
        try:
            act = acts.once(
                sent.client_id,
                kind=ActKind.REGISTER,
                person=None,
                content=sent.content,
                happened_at=happened_at,
            )
        except acts.SentDifferently as other:
            raise _SentBefore from other
        if act.is_repeated:
            raise _SentBefore
        save_account(user)
        if sent.email:
            ask_email(user=user, email=sent.email)
        return act.gives(start_draft(batch=sent.batch, user=user, happened_at=happened_at))


def _led_on(known: Act, sent: _Sent, secret: str) -> Application:
    """Lead on only who knows the PIN, as the person who sent the same form first."""
    application = known.gave()
    is_same = acts.is_same(known, kind=ActKind.REGISTER, content=sent.content)
    if not is_same or not isinstance(application, Application):
        raise errors.FormUsed
    try:
        prove_secret(user=application.user, secret=secret)
    except SecretWrong as wrong:
        raise errors.FormUsed from wrong
    return application


def save_identity(*, application: Application, by: User, **changes: Any) -> User:
    """Change who the applicant is, while the application is a draft.

    Raises AlreadySent, or what `people.update_profile` raises.
    """
    with transaction.atomic():
        draft(application)
        return update_profile(user=application.user, by=by, **changes)
