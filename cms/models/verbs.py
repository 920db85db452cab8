"""What the audit log says of courses and their banks."""

from enum import StrEnum


class ContentVerb(StrEnum):
    """A deed, as it is written in the log and never changed."""

    COURSE_OPENED = "course_opened"
    COURSE_TAKEN_IN = "course_taken_in"
    QUESTIONS_COPIED = "questions_copied"
    QUESTIONS_TAKEN_IN = "questions_taken_in"
    RUBRIC_KEPT = "rubric_kept"
    RUBRIC_TAKEN = "rubric_taken"
    TRAINER_ASSIGNED = "trainer_assigned"
    TRAINER_REMOVED = "trainer_removed"
