"""What site and courses put into the menus and the doors of the house."""

from django.utils.translation import gettext_lazy as _

from academy.people.entrance import homes
from academy.web.files import posts
from academy.web.shell import first_day, menus, parts
from academy.web.shell.first_day import Step
from academy.web.shell.menus import Entry
from cms.models import CoursePage
from cms.queries import courses

parts.close("/admin/", "/cari/")
posts.let_files_in("admin/")
menus.SITE.add(
    Entry(_("Courses"), "/kursus/", "book", 10),
    Entry(_("News"), "/kabar/", "mail", 30),
)
menus.FOOT.add(
    Entry(_("Privacy notice"), "cms:privacy", "file", 10),
    Entry(_("Contact"), "/kontak/", "mail", 20),
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
first_day.add(
    Step(
        "course",
        _("Write a course"),
        _("At least one, with modules and activities. Trainers may write it too."),
        courses.address_of_new,
        50,
        CoursePage.objects.live().exists,
    )
)
homes.add("wagtailadmin_home", lambda user: user.is_editor, position=20)
