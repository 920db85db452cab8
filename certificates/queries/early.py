"""What of a batch is still to come: a certificate issued before that is issued early."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from courses.models import Batch, Session


@dataclass(frozen=True, slots=True)
class StillToCome:
    """Sessions that are not over, and the last day where it is ahead."""

    sessions_left: int
    last_session_on: dt.date | None
    ends_on: dt.date | None

    def as_evidence(self, reason: str) -> dict[str, Any]:
        """Return what a certificate keeps of it, with the reason for not waiting."""
        return {
            "sessions_left": self.sessions_left,
            "ends_on": self.ends_on.isoformat() if self.ends_on else None,
            "reason": reason,
        }


def still_to_come(batch: Batch, at: dt.datetime | None = None) -> StillToCome | None:
    """Return what is ahead of `batch` at the time `at` (now); None where it is over."""
    at = at or timezone.now()
    ends = list(
        Session.objects.filter(batch=batch, cancelled_at__isnull=True, ends_at__gt=at)
        .order_by("ends_at")
        .values_list("ends_at", flat=True)
    )
    ends_on = batch.ends_on if batch.ends_on > timezone.localdate(at) else None
    if not ends and ends_on is None:
        return None
    return StillToCome(len(ends), timezone.localdate(ends[-1]) if ends else None, ends_on)
