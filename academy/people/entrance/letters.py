"""Mails about the account itself, in the language of its owner."""

from enum import StrEnum

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from academy.core import jobs
from academy.people.models import User

SEND = "people.send_letter"


class Letter(StrEnum):
    """What a mail is about."""

    CODES_GUESSED = "codes_guessed"
    SECRET_GUESSED = "secret_guessed"  # noqa: S105 # a kind, no secret


_ENDING = _("Was it not you? Choose a new PIN or password now: %(change)s")
_SUBJECTS: dict[Letter, str | Promise] = {
    Letter.CODES_GUESSED: _("Wrong codes were typed for your account"),
    Letter.SECRET_GUESSED: _("Somebody is guessing at your account"),
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
}


def post(letter: Letter, *, user: User) -> None:
    """Send `letter` to the address of `user` after the commit."""
    jobs.enqueue(SEND, {"user": user.pk, "letter": letter.value}, by=None)


def send(letter: Letter, *, user: User) -> None:
    """Send `letter` now. Does nothing where the person has no address (any more)."""
    if not user.email:
        return
    with override(user.language):
        change = f"{settings.BASE_URL}{reverse('people:change_pin')}"
        details = {"username": user.username, "change": change}
        text = "\n\n".join([str(_TEXTS[letter]), str(_ENDING)]) % details
        send_mail(str(_SUBJECTS[letter]), text, None, [user.email])
