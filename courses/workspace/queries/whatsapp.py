"""Messages ready to send by WhatsApp: the text, and the address that opens it there."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from academy.web import formats
from academy.people.models import User
from courses.models import Application, Enrollment, Submission
from courses.admission.queries import links


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


def _greeting(user: User) -> str:
    return _("Assalamualaikum %(name)s,") % {"name": user.display_name}


def _letter(user: User, sentence: str, path: str) -> Message:
    return message(user, f"{_greeting(user)}\n\n{sentence}\n\n{links.absolute(path)}")


def accepted(application: Application) -> Message:
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
        return _letter(user, sentence, links.status_path(application))


def revision_wanted(submission: Submission) -> Message:
    """Tell that a trainer has read the work and asks for a better version."""
    enrollment = submission.enrollment
    with translation.override(enrollment.user.language):
        sentence = _(
            "The trainer has read your work “%(title)s” and asks you to improve it. Read the "
            "comment and hand it in again here:"
        ) % {"title": submission.assignment.title}
        return _letter(enrollment.user, sentence, _batch_path(enrollment))


def deadline(enrollment: Enrollment, *, title: str, due_at: dt.datetime) -> Message:
    """Remind of what is due."""
    with translation.override(enrollment.user.language):
        sentence = _("“%(title)s” is due on %(moment)s. Go on here:") % {
            "title": title,
            "moment": formats.date_time(due_at),
        }
        return _letter(enrollment.user, sentence, _batch_path(enrollment))


def certificate_ready(enrollment: Enrollment, *, path: str) -> Message:
    """Tell that the certificate can be downloaded at `path` (without the academy's address)."""
    with translation.override(enrollment.user.language):
        sentence = _("Your certificate of %(program)s is ready. Download it here:") % {
            "program": enrollment.batch.program.name
        }
        return _letter(enrollment.user, sentence, path)


def _batch_path(enrollment: Enrollment) -> str:
    return reverse("courses:outline", args=[enrollment.batch.public_id])
