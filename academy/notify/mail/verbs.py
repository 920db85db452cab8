"""What the audit log says of notices and mail."""

from enum import StrEnum


class NotifyVerb(StrEnum):
    """A deed, as it is written in the log and never changed."""

    MAIL_TRIED = "mail_tried"
