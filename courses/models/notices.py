"""What applicants and participants are told."""

from enum import StrEnum


class ApplicationNotice(StrEnum):
    """News about an application."""

    RECEIVED = "application_received"
    ACCEPTED = "application_accepted"
    RESERVE = "application_reserve"
    DECLINED = "application_declined"


class ReviewNotice(StrEnum):
    """News about a hand-in."""

    REVISION_WANTED = "revision_wanted"
    ACCEPTED = "submission_accepted"


class HelpNotice(StrEnum):
    """A companion has done something for the person."""

    HANDED_IN = "handed_in_for_you"


class MarkNotice(StrEnum):
    """News about a mark that stood already."""

    CORRECTED = "mark_corrected"
    SEVERAL_CORRECTED = "marks_corrected"
    EXEMPTED = "exempted"
    ASKED_AGAIN = "asked_again"


class ExtensionNotice(StrEnum):
    """News about more time, attempts or minutes."""

    TIME = "extension_time"
    ATTEMPTS = "extension_attempts"
    MINUTES = "extension_minutes"
    WITHDRAWN = "extension_withdrawn"


class PersonNotice(StrEnum):
    """News about what is kept of the person."""

    CORRECTED = "person_corrected"
    MERGED = "person_merged"
    MOVED = "person_moved"


class AttendanceNotice(StrEnum):
    """News between those who note attendance."""

    CHANGED = "attendance_changed"
    ASKED = "attendance_asked"
    ACCEPTED = "attendance_change_accepted"
    DECLINED = "attendance_change_declined"


class SessionNotice(StrEnum):
    """News about a live meeting that is to come."""

    MOVED = "session_moved"
    PLACE = "session_place"
    LINK = "session_link"
    TRAINER = "session_trainer"
    CALLED_OFF = "session_called_off"
    RESTORED = "session_restored"
    LEADS = "session_leads"
    LEADS_NO_MORE = "session_leads_no_more"
    # All dates of a batch at once: one message, not one for each session.
    TIMETABLE = "timetable_moved"
    TIMETABLE_BACK = "timetable_moved_back"


class SeatNotice(StrEnum):
    """News for those who run a batch, about a seat in it."""

    MOVED_AWAY = "seat_moved_away"
    MOVED_HERE = "seat_moved_here"
    SEVERAL_MOVED = "several_seats_moved"


class PostNotice(StrEnum):
    """News about a question, an answer or something else that others see."""

    ANSWERED = "question_answered"
    FOLLOWED = "followed_question_answered"
    WAITING = "questions_waiting"
    HIDDEN = "post_hidden"
    SHOWN_AGAIN = "post_shown_again"


class AnnouncementNotice(StrEnum):
    """Something was said to a whole batch."""

    TOLD = "announcement"


class GalleryNotice(StrEnum):
    """News about a work and the gallery of its batch."""

    PROPOSED = "gallery_proposed"
    TAKEN_DOWN = "gallery_taken_down"


class PeerNotice(StrEnum):
    """News about feedback among participants."""

    ASKED = "peer_feedback_asked"
    CAME = "peer_feedback_came"
