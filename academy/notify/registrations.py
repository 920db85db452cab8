"""The kind of notice that everybody may send, and the mail that wants to be tried."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.notify import kinds, mail
from academy.notify.notices import NoticeKind
from academy.web import first_day
from academy.web.first_day import Step

kinds.register(
    NoticeKind.MESSAGE,
    "mail",
    ({"text"}, pgettext_lazy("notice", "%(text)s")),
    ((), _("You have a message.")),
)
first_day.add(
    Step(
        "mail",
        _("Try the mail"),
        _("See whether a mail of this academy arrives."),
        partial(reverse, "notify:mail_test"),
        70,
        mail.was_tried,
    )
)
