"""Mails about the account itself, in the language of its owner."""

from enum import StrEnum

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from academy.core import jobs
from academy.people.models import EmailChange, User

SEND = "people.send_letter"


class Letter(StrEnum):
    """What a mail is about."""

    CODES_GUESSED = "codes_guessed"
    EMAIL_CONFIRM = "email_confirm"
    EMAIL_TAKEN = "email_taken"
    EMAIL_CHANGED = "email_changed"
    SECRET_GUESSED = "secret_guessed"  # noqa: S105 # a kind, no secret


_ENDING = _("Was it not you? Choose a new PIN or password now: %(page)s")
_SUBJECTS: dict[Letter, str | Promise] = {
    Letter.CODES_GUESSED: _("Wrong codes were typed for your account"),
    Letter.SECRET_GUESSED: _("Somebody is guessing at your account"),
    Letter.EMAIL_CONFIRM: _("Confirm your e-mail address"),
    Letter.EMAIL_TAKEN: _("This address belongs to another account"),
    Letter.EMAIL_CHANGED: _("The e-mail address of your account was changed"),
}
_TEXTS: dict[Letter, str | Promise] = {
    Letter.CODES_GUESSED: _(
        "Somebody has typed several wrong codes of the second step for your account %(username)s, "
        "after the right password. Nobody got in by that."
    ),
    Letter.SECRET_GUESSED: _(
        "Somebody has typed many wrong PINs or passwords for your account %(username)s on devices "
        "that you have not used before. Nobody got in by that, and your own devices still let you "
        "in."
    ),
    Letter.EMAIL_CONFIRM: _(
        "Somebody who is signed in as %(username)s wants this address for that account. If it is "
        "you, open this link within a day, in the browser in which you are signed in: %(link)s\n\n"
        "If it is not you, do nothing."
    ),
    Letter.EMAIL_TAKEN: _(
        "Somebody wants this address for the account %(username)s, but it belongs to another "
        "account already. Nothing was changed. If you have two accounts, tell your coordinator."
    ),
    Letter.EMAIL_CHANGED: _(
        "The account %(username)s does not have this address any more. A sign-in by Google that "
        "was set up with it has ended."
    ),
}
# These go to the owner, who may be another person than the one who acts.
_WITH_ENDING = {Letter.CODES_GUESSED, Letter.SECRET_GUESSED, Letter.EMAIL_CHANGED}


def post(letter: Letter, *, user: User, change: EmailChange | None = None) -> None:
    """Send `letter` after the commit: to the address of `user`, or to one of a `change`."""
    args = {"user": user.pk, "letter": letter.value, "change": change.pk if change else None}
    jobs.enqueue(SEND, args, by=None)


def send(letter: Letter, *, user: User, change: EmailChange | None = None) -> None:
    """Send `letter` now. Does nothing where the person has no address (any more)."""
    address = _address(letter, user, change)
    if not address:
        return
    with override(user.language):
        details = {
            "username": user.username,
            "page": _full(reverse("people:change_pin")),
            "link": _full(reverse("people:confirm_email", args=[change.public_id]))
            if change
            else "",
        }
        parts = [_TEXTS[letter], *([_ENDING] if letter in _WITH_ENDING else [])]
        text = "\n\n".join(str(part) for part in parts) % details
        send_mail(str(_SUBJECTS[letter]), text, None, [address])


def _address(letter: Letter, user: User, change: EmailChange | None) -> str:
    if change is None:
        return user.email or ""
    return change.old if letter == Letter.EMAIL_CHANGED else change.new


def _full(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
