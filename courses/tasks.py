"""The tasks of all rooms (Celery looks for this module)."""

from courses.assignments.tasks import forget_review_drafts
from courses.completion.tasks import (
    count_held_sessions,
    pin_started_batches,
    refresh_demanding,
)
from courses.workspace.tasks import tell_consent_withdrawn

__all__ = [
    "count_held_sessions",
    "forget_review_drafts",
    "pin_started_batches",
    "refresh_demanding",
    "tell_consent_withdrawn",
]
