"""The tasks of all rooms (Celery looks for this module)."""

from courses.completion.tasks import pin_started_batches
from courses.workspace.tasks import tell_consent_withdrawn

__all__ = ["pin_started_batches", "tell_consent_withdrawn"]
