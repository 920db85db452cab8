"""What batches and learning put into the menus, the notices and the doors of the house."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.consent.actions import tell_of_withdrawals
from academy.people.entrance import homes
from academy.people.models import Reader, User
from academy.web.shell import first_day, menus, parts
from academy.web.shell.first_day import Step
from academy.web.shell.menus import Entry
from courses.assignments.queries import reviews
from courses.enrollment.queries import batches
from courses.models import Application, Batch, Enrollment, Program
from courses.registrations import notices as notices  # each kind is registered there
from courses.workspace import tabs
from courses.workspace.queries import staff


def _chooses(user: User) -> bool:
    return user.is_coordinator or user.is_program_manager


def _open_batches(user: User) -> dict[str, object]:
    found = batches.open_batches()
    return {"batches": found, "following": None if found else batches.next_to_open()}


def _learns(user: Reader) -> dict[str, object] | None:
    learns = user.is_authenticated and Enrollment.objects.of_participant(user).exists()
    return {} if learns else None


parts.close("/belajar/", "/daftar/", "/kerja/")
menus.SITE.add(Entry(_("Batches"), "courses:batches", "calendar", 20))
menus.LEARNER.add(
    Entry(
        pgettext_lazy("participant tab", "Home"), "courses:learn_home", "home", 10, is_exact=True
    ),
    # What lies in no other place (an outline, a lesson, a quiz) belongs to Learn.
    Entry(
        pgettext_lazy("participant tab", "Learn"),
        "courses:my_courses",
        "book",
        20,
        covers=("/belajar/",),
    ),
    Entry(pgettext_lazy("participant tab", "Schedule"), "courses:schedule", "calendar", 30),
)
# Pages of one person or session belong to the list that they are reached from.
OF_ONE = ("/kerja/peserta/", "/kerja/sesi/", "/kerja/orang/")
menus.WORKSPACE.add(
    Entry(_("Start"), "courses:work_home", "home", 10),
    Entry(
        _("Batches"),
        "courses:work_batches",
        "calendar",
        20,
        shown_to=_chooses,
        covers=OF_ONE,
    ),
    Entry(
        _("Applications"),
        "courses:applications",
        "inbox",
        30,
        shown_to=_chooses,
        waiting=Application.objects.waiting_for,
    ),
    Entry(
        _("Review"),
        "courses:review_queue",
        "check",
        40,
        shown_to=lambda user: user.is_trainer,
        waiting=reviews.queue,
    ),
    Entry(
        _("Forgotten"),
        "courses:forgotten",
        "repeat",
        45,
        shown_to=lambda user: user.is_trainer,
    ),
    Entry(
        _("My santri"),
        "courses:companion",
        "users",
        50,
        shown_to=lambda user: user.is_companion,
        covers=OF_ONE,
    ),
    Entry(
        _("Who works here"),
        "courses:staff",
        "key",
        70,
        shown_to=lambda user: user.is_program_manager,
    ),
    Entry(
        pgettext_lazy("contact form", "Messages"),
        "courses:messages",
        "mail",
        80,
        shown_to=lambda user: user.is_program_manager,
    ),
    Entry(
        _("Long work"),
        "courses:jobs",
        "clock",
        100,
        shown_to=lambda user: not user.is_partner or len(user.roles) > 1,
    ),
)
first_day.add(
    Step(
        "program",
        _("Set up the program"),
        _("Its name, period and target, and what stands before certificate numbers."),
        partial(reverse, "courses:program_new"),
        30,
        Program.objects.exists,
    ),
    Step(
        "staff",
        _("Give the roles"),
        _("A trainer who writes and reviews, and a coordinator who runs batches."),
        partial(reverse, "courses:staff"),
        40,
        staff.has_trainer_and_coordinator,
    ),
    Step(
        "batch",
        _("Open the first batch"),
        _("Its dates, seats and courses; published, it takes applications."),
        partial(reverse, "courses:batch_new"),
        60,
        Batch.objects.filter(is_published=True).exists,
    ),
)
homes.add("courses:work_home", lambda user: user.works_here, position=10)
homes.add("courses:learn_home", lambda user: True, position=30)
parts.name_place("batches", "courses:batches")
parts.name_place("find_people", "courses:find_people")
parts.name_place("practice", "courses:practice")
parts.name_place("learn", "courses:learn_home")
parts.name_place("staff", "courses:staff")
parts.add("front_page", "courses/programs/_open_batches.html", _open_batches)
parts.add("search", "courses/learning/_search_lessons.html", _learns)
tabs.BATCH.add(
    Entry(_("Overview"), "courses:batch_overview", "", 10),
    Entry(_("Applications"), "courses:batch_applications", "", 20),
    Entry(_("Sessions"), "courses:sessions", "", 30),
    Entry(_("Activities"), "courses:batch_activities", "", 40),
    Entry(_("Settings"), "courses:batch_settings", "", 60),
)
tell_of_withdrawals("courses.tell_consent_withdrawn")
