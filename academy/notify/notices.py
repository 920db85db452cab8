"""What is told outside of any topic."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """A sentence that somebody or something has written for one reader."""

    MESSAGE = "message"
