"""What the audit log says of courses and their banks."""

from enum import StrEnum


class ContentVerb(StrEnum):
    """A deed, as it is written in the log and never changed."""

    COURSE_OPENED = "course_opened"
    QUESTIONS_COPIED = "questions_copied"
    QUESTIONS_TAKEN_IN = "questions_taken_in"
    TRAINER_ASSIGNED = "trainer_assigned"
    TRAINER_REMOVED = "trainer_removed"
