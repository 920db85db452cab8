"""Does mail leave this academy? Tried by whoever wants to know."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _

from academy.core import audit
from academy.core.errors import Refused
from academy.core.models import AuditEntry
from academy.notify.mail.verbs import NotifyVerb
from academy.people.models import User


class MailFailed(Refused):
    """What the mail server said is the message."""

    about = "address"


def is_sent() -> bool:
    """Whether a mail server is named; otherwise mail is written into a folder."""
    backend: str = settings.MAILERS["default"]["BACKEND"]
    return not backend.endswith("filebased.EmailBackend")


def was_tried() -> bool:
    """Whether somebody has tried the mail, and it left."""
    return AuditEntry.objects.filter(verb=NotifyVerb.MAIL_TRIED).exists()


def try_mail(*, address: str, by: User) -> None:
    """Send a mail to `address` now. Raises MailFailed with what the server said."""
    try:
        send_mail(
            _("A test of OPOP Academy's mail"),
            _("If you read this, the academy can send mail. Nothing needs to be done."),
            None,
            [address],
        )
    except (OSError, SMTPException) as error:
        text = _("The mail did not leave. The mail server said: %(reason)s")
        raise MailFailed(text % {"reason": error}) from error
    audit.record(NotifyVerb.MAIL_TRIED, by, by=by)
