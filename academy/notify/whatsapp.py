"""Messages ready to send by WhatsApp: the text, and the address that opens it there."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _

from academy.people.models import User


@dataclass(frozen=True, slots=True)
class Message:
    """`url` opens WhatsApp with `text` filled in; without a number one chooses the person."""

    text: str
    url: str
    has_number: bool


def message(user: User, text: str) -> Message:
    """Return `text` as a message to the number of `user`."""
    digits = user.phone.removeprefix("+")
    return Message(text, f"https://wa.me/{digits}?text={quote(text)}", bool(digits))


def to_anybody(text: str) -> Message:
    """Return `text` as a message for which one chooses a person or a group in WhatsApp."""
    return Message(text, f"https://wa.me/?text={quote(text)}", has_number=False)


def letter(user: User, sentence: str, path: str) -> Message:
    """Return a greeting, `sentence` and the academy's address of `path` as a message."""
    greeting = _("Assalamualaikum %(name)s,") % {"name": user.display_name}
    return message(user, f"{greeting}\n\n{sentence}\n\n{settings.BASE_URL}{path}")
