"""The first step of applying makes the account."""

import datetime as dt
import uuid

from django.conf import settings

from academy.people.accounts.actions.accounts import create_account, update_profile
from academy.people.entrance.actions import prove_secret
from academy.people.errors import SecretWrong
from academy.people.models import User
from courses.admission.actions import errors
from courses.admission.actions.applying import begin
from courses.models import Application, ApplicationState, Batch


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

    Sent twice it is one account. Raises ApplicationsClosed, FormUsed for a form that somebody
    else has sent, MustWait after guesses at their PIN, or NameUnusable, EmailTaken,
    PhoneInvalid, SecretTooEasy of `people`.
    """
    known = Application.objects.filter(client_id=client_id).select_related("user").first()
    if known is not None:
        # Only who knows the PIN is led on as the person who sent the form first.
        try:
            prove_secret(user=known.user, secret=secret)
        except SecretWrong as wrong:
            raise errors.FormUsed from wrong
        return known
    if not batch.takes_applications:
        raise errors.ApplicationsClosed
    # The PIN's hash takes its time: outside of the transaction that writes the draft.
    user = create_account(
        full_name=full_name,
        email=email,
        phone=phone,
        gender=gender,
        birth_on=birth_on,
        language=language,
        secret=secret,
        # Where the demo's sign-ins are open, nobody leaves real data: it is all of the demo.
        is_demo=settings.DEMO_SIGN_IN,
    )
    return begin(batch=batch, user=user, client_id=client_id, happened_at=happened_at)


def save_identity(
    *,
    application: Application,
    by: User,
    full_name: str,
    birth_on: dt.date,
    gender: str,
    phone: str = "",
    email: str = "",
) -> User:
    """Change who the applicant is, while the application is a draft.

    Raises AlreadySent, or what `people.update_profile` raises.
    """
    if application.state != ApplicationState.DRAFT:
        raise errors.AlreadySent
    return update_profile(
        user=application.user,
        by=by,
        full_name=full_name,
        birth_on=birth_on,
        gender=gender,
        phone=phone,
        email=email,
    )
