"""What people send once (`academy.core.acts`)."""

from enum import StrEnum


class ActKind(StrEnum):
    REGISTER = "register"
    BEGIN_APPLICATION = "begin application"
    ADD_DOCUMENT = "add document"
    FINISH_LESSON = "finish lesson"
    START_ATTEMPT = "start attempt"
    START_SUBMISSION = "start submission"
    ADD_FILE = "add file"
    HAND_IN = "hand in"
    REVIEW = "review"
    MAKE_SLIPS = "make slips"
