"""What site and courses put into the menus and the doors of the house."""

from django.utils.translation import gettext_lazy as _

from academy.people.entrance import homes
from academy.web import menus
from academy.web.menus import Entry

menus.SITE.add(
    Entry(_("Courses"), "/kursus/", "book", 10),
    Entry(_("News"), "/kabar/", "mail", 30),
)
menus.WORKSPACE.add(
    Entry(
        _("Write content"),
        "wagtailadmin_home",
        "edit",
        110,
        shown_to=lambda user: user.is_staff,
    )
)
homes.add("wagtailadmin_home", lambda user: user.is_editor, position=20)
