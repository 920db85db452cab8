"""The kind of notice that everybody may send."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.notify import kinds
from academy.notify.notices import NoticeKind

kinds.register(
    NoticeKind.MESSAGE,
    "mail",
    ({"text"}, pgettext_lazy("notice", "%(text)s")),
    ((), _("You have a message.")),
)
