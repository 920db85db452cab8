"""What is told outside of any topic."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """A sentence that somebody or something has written for one reader."""

    MESSAGE = "message"


class GuardNotice(StrEnum):
    """What the owner of an account is told because somebody else may be at it."""

    CODES_GUESSED = "codes_guessed"
    EMAIL_CHANGED = "email_changed"
    SECRET_GUESSED = "secret_guessed"  # noqa: S105 # a kind, no secret
