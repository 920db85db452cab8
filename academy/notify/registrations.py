"""Kinds of notices outside of any topic, who hears of guesses, the mail that wants a try."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.notify import kinds
from academy.notify.alarms import tell_owner
from academy.notify.mail import actions as mail
from academy.notify.notices import GuardNotice, NoticeKind
from academy.people.entrance.guessing import alarms
from academy.web.shell import first_day
from academy.web.shell.first_day import Step

alarms.listen(tell_owner)

kinds.register(
    NoticeKind.MESSAGE,
    "mail",
    ({"text"}, pgettext_lazy("notice", "%(text)s")),
    ((), _("You have a message.")),
)
kinds.register(
    GuardNotice.CODES_GUESSED,
    "warning",
    (
        (),
        _(
            "Somebody has typed several wrong codes of the second step, after the right password. "
            "Was it not you? Then change your password now."
        ),
    ),
)
kinds.register(
    GuardNotice.EMAIL_CHANGED,
    "warning",
    (
        (),
        _(
            "The e-mail address of your account was changed. Was it not you? Then change your "
            "PIN or password now, and the address again."
        ),
    ),
)
kinds.register(
    GuardNotice.SECRET_GUESSED,
    "warning",
    (
        (),
        _(
            "Somebody has typed many wrong PINs for your account on other devices. Nobody got in. "
            "If your PIN is easy to guess, change it now."
        ),
    ),
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
