"""What participants are reminded of by WhatsApp."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from academy.notify import whatsapp
from academy.web import formats
from courses.admission import letters as admission_letters
from courses.learning.queries import outcome
from courses.learning.queries import way as learning
from courses.models import Enrollment, Submission
from courses.workspace.queries import due as due_queries
from courses.workspace.queries import this_week


def revision_wanted(submission: Submission) -> whatsapp.Message:
    """Tell that a trainer has read the work and asks for a better version."""
    enrollment = submission.enrollment
    with translation.override(enrollment.user.language):
        sentence = _(
            "The trainer has read your work “%(title)s” and asks you to improve it. Read the "
            "comment and hand it in again here:"
        ) % {"title": submission.assignment.title}
        return whatsapp.letter(enrollment.user, sentence, _batch_path(enrollment))


def deadline(enrollment: Enrollment, *, title: str, due_at: dt.datetime) -> whatsapp.Message:
    """Remind of what is due."""
    with translation.override(enrollment.user.language):
        sentence = _("“%(title)s” is due on %(moment)s. Go on here:") % {
            "title": title,
            "moment": formats.date_time(due_at),
        }
        return whatsapp.letter(enrollment.user, sentence, _batch_path(enrollment))


def certified(enrollment: Enrollment, path: str) -> whatsapp.Message:
    """Tell that the certificate is there, and where it lies."""
    with translation.override(enrollment.user.language):
        sentence = _(
            "Your certificate of %(program)s is ready. Look at it, keep the file or show others "
            "that it is real:"
        ) % {"program": enrollment.batch.program.name}
        return whatsapp.letter(enrollment.user, sentence, path)


def of_the_week(weeks: list[this_week.Week]) -> whatsapp.Message | None:
    """Tell santri of a pesantren what comes within seven days, None where nothing does.

    It goes to a group: no name of a person stands in it.
    """
    told = [week for week in weeks if week.news]
    if not told:
        return None
    blocks = [_("Assalamualaikum, this is what comes in the next seven days:")]
    for week in told:
        lines = [f"*{week.batch.program.name}, {week.batch}*"]
        lines += [f"• {line_of(item)}" for item in week.news]
        blocks.append("\n".join(lines))
    blocks.append(_("Everything stands here: %(url)s") % {"url": settings.BASE_URL})
    return whatsapp.to_anybody("\n\n".join(blocks))


def line_of(news: this_week.News) -> str:
    """Return one line of what is to be told."""
    sentences = {
        this_week.SESSION: _("%(when)s: session “%(title)s”, %(place)s")
        if news.place
        else _("%(when)s: session “%(title)s”, online"),
        this_week.CALLED_OFF: _("%(when)s: “%(title)s” does not take place"),
        this_week.DUE: _("%(when)s: last day for “%(title)s”"),
        this_week.OPENS: _("%(when)s: “%(title)s” opens"),
    }
    when = (
        formats.date_and_times(news.at, news.ends_at)
        if news.ends_at
        else formats.date_time(news.at)
    )
    return sentences[news.kind] % {"when": when, "title": news.title, "place": news.place}


def _batch_path(enrollment: Enrollment) -> str:
    return reverse("courses:outline", args=[enrollment.batch.public_id])


def messages_for(enrollment: Enrollment) -> list[tuple[str, whatsapp.Message]]:
    """Return the messages that fit `enrollment` now, by what they are about."""
    found = []
    if enrollment.application is not None and enrollment.first_seen_at is None:
        found.append(("accepted", admission_letters.accepted(enrollment.application)))
    read = learning.read(enrollment)
    wanted = (
        due_queries.revisions_wanted()
        .filter(enrollment=enrollment)
        .select_related("assignment", "enrollment__user", "enrollment__batch")
        .order_by("-submitted_at")
    )
    for submission in wanted:
        # Nobody is asked for what is not taken any more.
        if read.takes_work(read.place_of(submission.assignment.activity_id)):
            found.append(("revision", revision_wanted(submission)))
            break
    due = read.next_due()
    if due is not None:
        found.append(("deadline", deadline(enrollment, title=due.title, due_at=due.due_at)))
    given = outcome.of(enrollment)
    if given is not None and given.is_valid:
        found.append(("certificate", certified(enrollment, given.url)))
    return found
