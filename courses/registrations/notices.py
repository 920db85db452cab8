"""What each notice about learning says."""

from django.utils.translation import gettext_lazy as _

from academy.notify import kinds
from courses.models.notices import (
    ApplicationNotice,
    AttendanceNotice,
    ExtensionNotice,
    HelpNotice,
    MarkNotice,
    PersonNotice,
    ReviewNotice,
    SeatNotice,
)

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
    HelpNotice.HANDED_IN,
    "upload",
    (
        {"title", "name"},
        _(
            "%(name)s, your companion, has handed in “%(title)s” for you. If that is not right, "
            "take it back while nobody has reviewed it."
        ),
    ),
    ((), _("Your companion has handed in work for you.")),
)
kinds.register(
    MarkNotice.CORRECTED,
    "edit",
    (
        {"title", "mark", "reason"},
        _("Your mark for “%(title)s” was corrected: it is %(mark)s now. The reason: %(reason)s"),
    ),
    ({"title", "mark"}, _("Your mark for “%(title)s” was corrected: it is %(mark)s now.")),
    ({"title", "reason"}, _("Your mark for “%(title)s” was corrected. The reason: %(reason)s")),
    ((), _("One of your marks was corrected.")),
)
kinds.register(
    MarkNotice.SEVERAL_CORRECTED,
    "edit",
    (
        {"taken_back"},
        _(
            "A correction of your marks was taken back. Its reason had been: %(taken_back)s Open "
            "your marks to see them."
        ),
    ),
    (
        {"reason"},
        _("Your marks were corrected. The reason: %(reason)s Open your marks to see them."),
    ),
    ((), _("Your marks were corrected. Open them to see what changed.")),
)
kinds.register(
    MarkNotice.EXEMPTED,
    "check",
    (
        {"title", "reason"},
        _("You need not do “%(title)s”, and it counts in no mark. The reason: %(reason)s"),
    ),
    ((), _("There is an activity that you need not do.")),
)
kinds.register(
    MarkNotice.ASKED_AGAIN,
    "edit",
    ({"title"}, _("“%(title)s” is asked of you again, as of everybody.")),
    ((), _("An activity is asked of you again.")),
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
    SeatNotice.SEVERAL_MOVED,
    "repeat",
    (
        {"count", "before", "after"},
        _("From %(before)s to %(after)s, people were moved together: %(count)s."),
    ),
    ((), _("Several people were moved between batches that you run.")),
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
kinds.register(
    ExtensionNotice.TIME,
    "clock",
    (
        {"title", "until", "reason"},
        _("You have time for “%(title)s” until %(until)s. The reason: %(reason)s"),
    ),
    ((), _("You have been given more time. Your course says until when.")),
)
kinds.register(
    ExtensionNotice.ATTEMPTS,
    "repeat",
    (
        {"title", "count", "reason"},
        _("You may try “%(title)s” more often: %(count)s more. The reason: %(reason)s"),
    ),
    ((), _("You may try a quiz more often.")),
)
kinds.register(
    ExtensionNotice.MINUTES,
    "clock",
    (
        {"title", "count", "reason"},
        _(
            "You have more minutes in each attempt at “%(title)s”: %(count)s more. The reason: "
            "%(reason)s"
        ),
    ),
    ((), _("You have more minutes in a quiz.")),
)
kinds.register(
    ExtensionNotice.WITHDRAWN,
    "clock",
    (
        {"title"},
        _(
            "What you had been given beyond the others for “%(title)s” was withdrawn. What you "
            "have done by it stays."
        ),
    ),
    ((), _("More time or attempts that you had been given were withdrawn.")),
)
