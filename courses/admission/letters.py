"""What applicants are told by WhatsApp."""

from django.utils import translation
from django.utils.translation import gettext as _

from academy.notify import whatsapp
from academy.web import formats
from courses.admission.queries import links
from courses.models import Application


def accepted(application: Application) -> whatsapp.Message:
    """Tell that there is a seat, when it begins, and with which user name one signs in."""
    user, batch = application.user, application.batch
    with translation.override(user.language):
        sentence = _(
            "You have a seat in %(batch)s of %(program)s. It begins on %(day)s. Sign in with "
            "the user name %(username)s and your PIN:"
        ) % {
            "batch": batch,
            "program": batch.program.name,
            "day": formats.date_long(batch.starts_on),
            "username": user.username,
        }
        return whatsapp.letter(user, sentence, links.status_path(application))
