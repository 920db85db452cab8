"""What the audit log says of accounts, roles, places and consents, and what is sent once."""

from enum import StrEnum


class PeopleVerb(StrEnum):
    """A deed, as it is written in the log and never changed."""

    CALENDAR_RENEWED = "calendar_renewed"
    CHANGED = "changed"
    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CREATED = "created"
    EMAIL_CHANGED = "email_changed"
    DATA_COPIED = "data_copied"
    DELETED = "deleted"
    IMPORTED = "imported"
    MEMBERSHIP_ADDED = "membership_added"
    MEMBERSHIP_ENDED = "membership_ended"
    MERGED = "merged"
    PIN_RESET = "pin_reset"
    PROFILE_CHANGED = "profile_changed"
    PUBLISHED = "published"
    ROLE_GRANTED = "role_granted"
    ROLE_REVOKED = "role_revoked"
    SECRET_CHANGED = "secret_changed"  # noqa: S105 # a verb, no secret


class PeopleAct(StrEnum):
    """What people send once (`academy.core.acts`)."""

    NEW_PESANTREN = "new pesantren"
