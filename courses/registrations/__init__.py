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
from courses.acts.rules import may_read
from courses.announcing import queries as announcing
from courses.asking import queries as asking
from courses.assignments.queries import reviews
from courses.enrollment.queries import batches, saved_filters
from courses.learning.queries.home import read_on_home
from courses.learning.queries.steps import Step as LearningStep
from courses.learning.rules import fetching
from courses.models import Application, Batch, Enrollment, Post, Program
from courses.quizzes import access as quizzes
from courses.registrations import beside as beside  # each part is registered there
from courses.registrations import notices as notices  # each kind is registered there
from courses.registrations import notices_of_others as notices_of_others
from courses.registrations import notices_of_sessions as notices_of_sessions
from courses.registrations import reportable as reportable  # what others see is, too
from courses.workspace import tabs
from courses.workspace.forms import choosing
from courses.workspace.queries import staff

# By which name a seat brings what is said to its holder.
PINNED = "pinned_announcement"


def _chooses(user: User) -> bool:
    return user.is_coordinator or user.is_program_manager


def _open_batches(user: User) -> dict[str, object]:
    found = batches.open_batches()
    return {"batches": found, "following": None if found else batches.next_to_open()}


def _learns(user: Reader) -> dict[str, object] | None:
    learns = user.is_authenticated and Enrollment.objects.of_participant(user).exists()
    return {} if learns else None


def _asks(user: Reader, *, seat: Enrollment, step: LearningStep) -> dict[str, object] | None:
    if not may_read(user, seat):
        return None
    count = asking.count_at(seat, step.activity.id)
    return {"seat": seat, "activity_id": step.activity.activity_id, "count": count}


def _is_told(user: Reader, *, seat: Enrollment) -> dict[str, object] | None:
    read = getattr(seat, PINNED) if may_read(user, seat) else None
    found = announcing.pinned_of(read)
    return {"seat": seat, "pinned": found} if found else None


def _teaches_or_runs(user: User) -> bool:
    return user.is_trainer or _chooses(user)


parts.close("/belajar/", "/daftar/", "/kalender/", "/kerja/")
fetching.shown_also(quizzes.shows_picture)
saved_filters.read_by(choosing.people_of)
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
    Entry(
        pgettext_lazy("participant tab", "Schedule"),
        "courses:schedule",
        "calendar",
        30,
        # One checks in to a session of the schedule.
        covers=("/belajar/hadir/",),
    ),
)
# Pages of one person or session belong to the list that they are reached from.
OF_ONE = ("/kerja/peserta/", "/kerja/sesi/", "/kerja/orang/", "/kerja/kalibrasi/", "/kerja/usulan/")
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
        covers=("/kerja/kalibrasi/",),
    ),
    Entry(
        _("Quizzes"),
        "courses:quiz_list",
        "quiz",
        44,
        shown_to=lambda user: user.is_trainer or _chooses(user),
    ),
    Entry(
        _("Marks"),
        "courses:marks_taught",
        "quiz",
        42,
        shown_to=lambda user: user.is_trainer,
    ),
    Entry(
        pgettext_lazy("workspace", "Questions"),
        "courses:questions_desk",
        "chat",
        42,
        shown_to=_teaches_or_runs,
        waiting=lambda user: (
            Post.objects.waiting_for(user) if user.is_trainer else Post.objects.none()
        ),
    ),
    Entry(
        _("Courses"),
        "courses:writing_courses",
        "book",
        44,
        shown_to=lambda user: user.is_trainer or user.is_program_manager,
    ),
    Entry(
        _("Forgotten"),
        "courses:forgotten",
        "repeat",
        45,
        shown_to=lambda user: user.is_trainer,
    ),
    Entry(
        _("Announcements"),
        "courses:announcements",
        "bell",
        47,
        shown_to=_teaches_or_runs,
    ),
    Entry(
        _("Reported"),
        "courses:reports",
        "flag",
        48,
        shown_to=_chooses,
    ),
    Entry(
        _("Gallery"),
        "courses:gallery_desk",
        "image",
        47,
        shown_to=lambda user: user.is_trainer or _chooses(user),
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
parts.name_place("workspace", "courses:work_home")
parts.add("front_page", "courses/programs/_open_batches.html", _open_batches)
parts.add("activity", "courses/asking/_link.html", _asks)
read_on_home(PINNED, announcing.pinned)
parts.add("home", "courses/announcing/_pinned.html", _is_told)
parts.add("search", "courses/learning/_search_lessons.html", _learns)
tabs.BATCH.add(
    Entry(_("Overview"), "courses:batch_overview", "", 10),
    Entry(_("Applications"), "courses:batch_applications", "", 20),
    Entry(_("Selection"), "courses:batch_selection", "", 24),
    Entry(_("Sessions"), "courses:sessions", "", 30),
    Entry(_("Activities"), "courses:batch_activities", "", 40),
    Entry(_("Extensions"), "courses:extensions", "", 50),
    Entry(pgettext_lazy("of a batch", "Tasks"), "courses:batch_tasks", "", 44),
    Entry(_("Marks"), "courses:gradebook", "", 48),
    Entry(_("Settings"), "courses:batch_settings", "", 60),
)
tell_of_withdrawals("courses.tell_consent_withdrawn")
