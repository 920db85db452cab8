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


class MarkNotice(StrEnum):
    """News about a mark that stood already."""

    CORRECTED = "mark_corrected"


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


class SeatNotice(StrEnum):
    """News for those who run a batch, about a seat in it."""

    MOVED_AWAY = "seat_moved_away"
    MOVED_HERE = "seat_moved_here"
