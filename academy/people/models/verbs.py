"""What the audit log says of accounts, roles, places and consents."""

from enum import StrEnum


class PeopleVerb(StrEnum):
    """A deed, as it is written in the log and never changed."""

    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CREATED = "created"
    EMAIL_CHANGED = "email_changed"
    DATA_COPIED = "data_copied"
    MEMBERSHIP_ADDED = "membership_added"
    MEMBERSHIP_ENDED = "membership_ended"
    PIN_RESET = "pin_reset"
    PROFILE_CHANGED = "profile_changed"
    ROLE_GRANTED = "role_granted"
    ROLE_REVOKED = "role_revoked"
    SECRET_CHANGED = "secret_changed"  # noqa: S105 # a verb, no secret
