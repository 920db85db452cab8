"""What the account, the privacy notice and the pesantren put into the house."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people import accesses
from academy.people.models import Pesantren, PrivacyNotice, User
from academy.web import lists
from academy.web.shell import first_day, menus, parts
from academy.web.shell.first_day import Step
from academy.web.shell.menus import Entry


def _keeps_pesantren(user: User) -> bool:
    return user.is_program_manager or user.is_coordinator


lists.listen(accesses.exported)
parts.close("/akun/", "/masuk/")
menus.LEARNER.add(Entry(pgettext_lazy("participant tab", "Account"), "people:account", "user", 40))
menus.WORKSPACE.add(
    # Language, colours, PIN and second step of those who work here.
    Entry(pgettext_lazy("participant tab", "Account"), "people:account", "user", 999),
    Entry(_("Pesantren"), "people:pesantren_list", "building", 65, shown_to=_keeps_pesantren),
    Entry(
        _("Privacy notice"),
        "people:notices",
        "lock",
        75,
        shown_to=lambda user: user.is_program_manager,
    ),
)
first_day.add(
    Step(
        "notice",
        _("Publish the privacy notice"),
        _("Without it nobody can apply. A text to fill in is there."),
        partial(reverse, "people:notices"),
        10,
        lambda: PrivacyNotice.current() is not None,
    ),
    Step(
        "pesantren",
        _("Add the pesantren"),
        _("Import the ministry's list, or add one by one."),
        partial(reverse, "people:pesantren_list"),
        20,
        Pesantren.objects.exists,
    ),
)
