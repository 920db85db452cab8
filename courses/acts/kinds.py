"""What people send once (`academy.core.acts`)."""

from enum import StrEnum


class ActKind(StrEnum):
    REGISTER = "register"
    BEGIN_APPLICATION = "begin application"
    ADD_DOCUMENT = "add document"
    FINISH_LESSON = "finish lesson"
    START_ATTEMPT = "start attempt"
    PRACTISE = "practise"
    START_SUBMISSION = "start submission"
    ADD_FILE = "add file"
    HAND_IN = "hand in"
    REVIEW = "review"
    CORRECT_MARK = "correct mark"
    MARK_AGAIN = "mark again"
    CORRECT_PERSON = "correct person"
    MERGE_PEOPLE = "merge people"
    MOVE_PERSON = "move person"
    MAKE_SLIPS = "make slips"
    RESET_ACCESS = "reset access"
    NEW_ACCOUNT = "new account"
    NEW_PROGRAM = "new program"
    NEW_BATCH = "new batch"
    COPY_BATCH = "copy batch"
    NEW_SESSION = "new session"
    REPLACE_CERTIFICATE = "replace certificate"
