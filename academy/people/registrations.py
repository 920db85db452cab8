"""What the account puts into the menus of the house."""

from django.utils.translation import pgettext_lazy

from academy.web import menus
from academy.web.menus import Entry

menus.LEARNER.add(Entry(pgettext_lazy("participant tab", "Account"), "people:account", "user", 40))
