"""What each notice about a live meeting says: how it stands now."""

from django.utils.translation import gettext_lazy as _

from academy.notify import kinds
from courses.models.notices import SessionNotice

kinds.register(
    SessionNotice.MOVED,
    "calendar",
    (
        {"session", "was_at", "at", "place"},
        _("“%(session)s” has moved from %(was_at)s to %(at)s. The place: %(place)s."),
    ),
    (
        {"session", "was_at", "at"},
        _("“%(session)s” has moved from %(was_at)s to %(at)s. It is held online."),
    ),
    ((), _("A session has moved to another time. Look at your schedule.")),
)
kinds.register(
    SessionNotice.PLACE,
    "map-pin",
    (
        {"session", "at", "place"},
        _("New for “%(session)s” on %(at)s: it is held here: %(place)s."),
    ),
    (
        {"session", "at"},
        _("“%(session)s” on %(at)s is held online now, and in no hall."),
    ),
    ((), _("The place of a session has changed. Look at your schedule.")),
)
kinds.register(
    SessionNotice.LINK,
    "video",
    (
        {"session", "at"},
        _("“%(session)s” on %(at)s has another online link. The old one no longer leads there."),
    ),
    ((), _("A session has another online link. The old one no longer leads there.")),
)
kinds.register(
    SessionNotice.TRAINER,
    "user",
    ({"session", "at"}, _("“%(session)s” on %(at)s is led by another trainer.")),
    ((), _("A session is led by another trainer.")),
)
kinds.register(
    SessionNotice.CALLED_OFF,
    "cross-circle",
    ({"session", "at"}, _("“%(session)s” on %(at)s does not take place.")),
    ((), _("A session does not take place. Look at your schedule.")),
)
kinds.register(
    SessionNotice.RESTORED,
    "calendar",
    (
        {"session", "at", "place"},
        _("“%(session)s” takes place after all, on %(at)s. The place: %(place)s."),
    ),
    (
        {"session", "at"},
        _("“%(session)s” takes place after all, online, on %(at)s."),
    ),
    ((), _("A session that was called off takes place after all. Look at your schedule.")),
)
kinds.register(
    SessionNotice.LEADS,
    "user",
    (
        {"session", "at", "place"},
        _("You lead “%(session)s” on %(at)s. The place: %(place)s."),
    ),
    ({"session", "at"}, _("You lead “%(session)s” on %(at)s, online.")),
    ((), _("You lead another session. Look at the start page.")),
)
kinds.register(
    SessionNotice.LEADS_NO_MORE,
    "user",
    ({"session", "at"}, _("You no longer lead “%(session)s” on %(at)s.")),
    ((), _("You no longer lead a session.")),
)
kinds.register(
    SessionNotice.TIMETABLE,
    "calendar",
    (
        {"batch", "session", "at"},
        _(
            "The timetable of %(batch)s has moved. The next session is “%(session)s”, on %(at)s. "
            "Look at your schedule for the other dates."
        ),
    ),
    (
        {"batch"},
        _("The timetable of %(batch)s has moved. Look at your schedule for the new dates."),
    ),
    ((), _("The timetable of a batch has moved. Look at your schedule.")),
)
kinds.register(
    SessionNotice.TIMETABLE_BACK,
    "calendar",
    (
        {"batch", "session", "at"},
        _(
            "The timetable of %(batch)s has not moved after all. The next session is "
            "“%(session)s”, on %(at)s."
        ),
    ),
    (
        {"batch"},
        _("The timetable of %(batch)s has not moved after all: the earlier dates stand again."),
    ),
    ((), _("The timetable of a batch has not moved after all. Look at your schedule.")),
)
