"""The tasks of all rooms (Celery looks for this module)."""

from courses.admission.tasks import decide_applications
from courses.assignments.tasks import forget_review_drafts
from courses.completion.tasks import (
    count_held_sessions,
    pin_started_batches,
    refresh_demanding,
)
from courses.marks.tasks import mark_again
from courses.quizzes.tasks import settle_attempts
from courses.workspace.tasks import forget_slips, make_slip_sheets, tell_consent_withdrawn

__all__ = [
    "count_held_sessions",
    "decide_applications",
    "forget_review_drafts",
    "forget_slips",
    "make_slip_sheets",
    "mark_again",
    "pin_started_batches",
    "refresh_demanding",
    "settle_attempts",
    "tell_consent_withdrawn",
]
