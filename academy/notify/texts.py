"""What each kind of notice says, in the reader's language.

A kind has its fullest sentence first; a sentence is used when the notice has all the
details that it names. So an old notice stays readable when a new detail is added.
"""

import datetime as dt

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.notify.models import Notice, NoticeKind
from academy.web import formats

# kind → (details needed, sentence), the fullest first; the last one needs nothing.
SENTENCES = {
    NoticeKind.APPLICATION_RECEIVED: (
        (
            {"batch"},
            _(
                "Your application for %(batch)s has arrived. You will read here what the "
                "coordinator decides."
            ),
        ),
        (set(), _("Your application has arrived. You will read here what is decided.")),
    ),
    NoticeKind.APPLICATION_ACCEPTED: (
        ({"batch"}, _("You have a seat in %(batch)s. Open your courses and begin.")),
        (set(), _("You have a seat. Open your courses and begin.")),
    ),
    NoticeKind.APPLICATION_RESERVE: (
        (
            {"batch", "position"},
            _(
                "You are number %(position)s on the reserve list of %(batch)s. When a seat "
                "becomes free, it is offered in this order."
            ),
        ),
        (
            {"batch"},
            _(
                "You are on the reserve list of %(batch)s. When a seat becomes free, it is "
                "offered in order."
            ),
        ),
        (set(), _("You are on the reserve list. When a seat becomes free, you will read it here.")),
    ),
    NoticeKind.APPLICATION_DECLINED: (
        (
            {"batch", "reason"},
            _("You did not get a seat in %(batch)s this time. The reason: %(reason)s"),
        ),
        ({"batch"}, _("You did not get a seat in %(batch)s this time.")),
        (set(), _("You did not get a seat this time.")),
    ),
    NoticeKind.REVISION_WANTED: (
        (
            {"title"},
            _("“%(title)s” can become better still. Read the comment and hand it in again."),
        ),
        (set(), _("Your work can become better still. Read the comment and hand it in again.")),
    ),
    NoticeKind.SUBMISSION_ACCEPTED: (
        ({"title", "mark"}, _("“%(title)s” has been accepted with the mark %(mark)s.")),
        ({"title"}, _("“%(title)s” has been accepted.")),
        (set(), _("Your work has been accepted.")),
    ),
    NoticeKind.DEADLINE_NEAR: (
        ({"title", "due_at"}, _("“%(title)s” is due on %(due_at)s.")),
        ({"title"}, _("“%(title)s” is due soon.")),
        (set(), _("A task is due soon.")),
    ),
    NoticeKind.CERTIFICATE_READY: (
        (
            {"program", "number"},
            _("Your certificate of %(program)s (number %(number)s) is ready to download."),
        ),
        ({"program"}, _("Your certificate of %(program)s is ready to download.")),
        (set(), _("Your certificate is ready to download.")),
    ),
    NoticeKind.CERTIFICATE_REVOKED: (
        (
            {"number", "reason"},
            _("Your certificate number %(number)s is no longer valid. The reason: %(reason)s"),
        ),
        (
            {"number"},
            _("Your certificate number %(number)s is no longer valid. Ask your coordinator why."),
        ),
        (set(), _("A certificate of yours is no longer valid. Ask your coordinator why.")),
    ),
    NoticeKind.MESSAGE: (
        ({"text"}, pgettext_lazy("notice", "%(text)s")),
        (set(), _("You have a message.")),
    ),
}
ICONS = {
    NoticeKind.APPLICATION_RECEIVED: "inbox",
    NoticeKind.APPLICATION_ACCEPTED: "check-circle",
    NoticeKind.APPLICATION_RESERVE: "clock",
    NoticeKind.APPLICATION_DECLINED: "cross-circle",
    NoticeKind.REVISION_WANTED: "repeat",
    NoticeKind.SUBMISSION_ACCEPTED: "check-circle",
    NoticeKind.DEADLINE_NEAR: "clock",
    NoticeKind.CERTIFICATE_READY: "certificate",
    NoticeKind.CERTIFICATE_REVOKED: "warning",
    NoticeKind.MESSAGE: "mail",
}


def sentence(notice: Notice) -> str:
    """Return what `notice` says, in the active language."""
    details = _shown(notice.params)
    for needed, text in SENTENCES[NoticeKind(notice.kind)]:
        if needed <= details.keys():
            return str(text) % details
    raise LookupError(notice.kind)


def icon(notice: Notice) -> str:
    """Return the name of the icon beside the sentence."""
    return ICONS[NoticeKind(notice.kind)]


def _shown(params: dict) -> dict[str, object]:
    """Return the details as people read them; empty ones count as absent."""
    details = {name: value for name, value in params.items() if value not in (None, "")}
    if "due_at" in details:
        details["due_at"] = formats.date_time(dt.datetime.fromisoformat(str(details["due_at"])))
    if "mark" in details:
        details["mark"] = formats.number(details["mark"])
    return details
