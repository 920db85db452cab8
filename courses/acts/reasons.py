"""What is done about a person is done with a reason, which the person reads."""

from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused


class WhyMissing(Refused):
    about = "reason"
    message = _("Write the reason: the participant reads it.")


def reason_of(text: str) -> str:
    """Return `text` without space around it. Raises WhyMissing."""
    reason = text.strip()
    if not reason:
        raise WhyMissing
    return reason
