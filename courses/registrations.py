"""What batches and learning put into the menus, the notices and the doors of the house."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.notify import kinds
from academy.people.consent.actions import tell_of_withdrawals
from academy.people.entrance import homes
from academy.people.models import Reader, User
from academy.web.shell import first_day, menus, parts
from academy.web.shell.first_day import Step
from academy.web.shell.menus import Entry
from courses.assignments.queries import reviews
from courses.enrollment.queries import batches
from courses.models import Application, Batch, Enrollment, Program
from courses.models.notices import (
    ApplicationNotice,
    AttendanceNotice,
    MarkNotice,
    PersonNotice,
    ReviewNotice,
    SeatNotice,
)
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
OF_ONE = ("/kerja/peserta/", "/kerja/sesi/")
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
parts.name_place("learn", "courses:learn_home")
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
kinds.register(
    ApplicationNotice.RECEIVED,
    "inbox",
    (
        {"batch"},
        _(
            "Your application for %(batch)s has arrived. You will read here what the "
            "coordinator decides."
        ),
    ),
    ((), _("Your application has arrived. You will read here what is decided.")),
)
kinds.register(
    ApplicationNotice.ACCEPTED,
    "check-circle",
    ({"batch"}, _("You have a seat in %(batch)s. Open your courses and begin.")),
    ((), _("You have a seat. Open your courses and begin.")),
)
kinds.register(
    ApplicationNotice.RESERVE,
    "clock",
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
    ((), _("You are on the reserve list. When a seat becomes free, you will read it here.")),
)
kinds.register(
    ApplicationNotice.DECLINED,
    "cross-circle",
    (
        {"batch", "reason"},
        _("You did not get a seat in %(batch)s this time. The reason: %(reason)s"),
    ),
    ({"batch"}, _("You did not get a seat in %(batch)s this time.")),
    ((), _("You did not get a seat this time.")),
)
kinds.register(
    ReviewNotice.REVISION_WANTED,
    "repeat",
    (
        {"title"},
        _("“%(title)s” can become better still. Read the comment and hand it in again."),
    ),
    ((), _("Your work can become better still. Read the comment and hand it in again.")),
)
kinds.register(
    ReviewNotice.ACCEPTED,
    "check-circle",
    ({"title", "mark"}, _("“%(title)s” has been accepted with the mark %(mark)s.")),
    ({"title"}, _("“%(title)s” has been accepted.")),
    ((), _("Your work has been accepted.")),
)
kinds.register(
    MarkNotice.CORRECTED,
    "edit",
    (
        {"title", "mark", "reason"},
        _("Your mark for “%(title)s” was corrected: it is %(mark)s now. The reason: %(reason)s"),
    ),
    ({"title", "mark"}, _("Your mark for “%(title)s” was corrected: it is %(mark)s now.")),
    ((), _("One of your marks was corrected.")),
)
kinds.register(
    PersonNotice.CORRECTED,
    "edit",
    (
        {"fields", "reason"},
        _("What is kept about you was corrected: %(fields)s. The reason: %(reason)s"),
    ),
    ((), _("What is kept about you was corrected. Look at your profile.")),
)
kinds.register(
    PersonNotice.MOVED,
    "repeat",
    (
        {"before", "after", "reason"},
        _(
            "You have moved from %(before)s to %(after)s, with everything you have done. The "
            "reason: %(reason)s"
        ),
    ),
    ({"after"}, _("You have moved to %(after)s, with everything you have done.")),
    ((), _("You have moved to another batch, with everything you have done.")),
)
kinds.register(
    PersonNotice.MERGED,
    "users",
    (
        {"account", "username", "reason"},
        _(
            "Your account %(account)s was merged with this one. Everything in it is here now; "
            "sign in as %(username)s, with the PIN of this account. The reason: %(reason)s"
        ),
    ),
    ((), _("Another account of yours was merged with this one. Everything in it is here now.")),
)
kinds.register(
    SeatNotice.MOVED_HERE,
    "repeat",
    ({"before", "after"}, _("Somebody has moved from %(before)s to %(after)s, which you run.")),
    ((), _("Somebody has moved to a batch that you run.")),
)
kinds.register(
    SeatNotice.MOVED_AWAY,
    "repeat",
    (
        {"before", "after"},
        _("Somebody has moved from %(before)s, which you run, to %(after)s: a seat is free."),
    ),
    ((), _("Somebody has moved away from a batch that you run: a seat is free.")),
)
kinds.register(
    AttendanceNotice.CHANGED,
    "edit",
    (
        {"session", "count"},
        _("A companion has changed attendance that was noted at “%(session)s”: %(count)s."),
    ),
    ((), _("A companion has changed attendance that was noted.")),
)
kinds.register(
    AttendanceNotice.ASKED,
    "edit",
    (
        {"session", "count"},
        _("A companion asks to change attendance at “%(session)s”: %(count)s. Decide it there."),
    ),
    ((), _("A companion asks to change attendance. Decide it on the page of the session.")),
)
kinds.register(
    AttendanceNotice.ACCEPTED,
    "check-circle",
    ({"session"}, _("The attendance at “%(session)s” was changed as you asked.")),
    ((), _("Attendance was changed as you asked.")),
)
kinds.register(
    AttendanceNotice.DECLINED,
    "cross-circle",
    ({"session"}, _("The attendance at “%(session)s” stays as it was noted.")),
    ((), _("Attendance stays as it was noted.")),
)
