"""One participant of a batch, as coordinators and companions read about them."""

from typing import Any

from academy.people.models import Consent
from courses.completion import queries as completion
from courses.learning.queries import way as learning
from courses.models import Enrollment, Submission


def record_of(enrollment: Enrollment) -> dict[str, Any]:
    """Return all that the person page shows of `enrollment` (about 14 queries)."""
    way = learning.read(enrollment)
    sessions = enrollment.batch.sessions.filter(cancelled_at__isnull=True).order_by("starts_at")
    attendance = enrollment.attendance.select_related("noted_by", "session__batch")
    noted = {item.session_id: item for item in attendance}
    elsewhere = [item for item in noted.values() if item.session.batch_id != enrollment.batch_id]
    return {
        "requirements": completion.evaluate(enrollment),
        "learning": way,
        "submissions": Submission.objects.handed_in()
        .filter(enrollment=enrollment)
        .select_related("assignment")
        .order_by("-submitted_at"),
        "sessions": [(session, noted.get(session.pk)) for session in sessions],
        # What was noted before the person moved here: history, and no part of the figures.
        "elsewhere": sorted(elsewhere, key=lambda item: item.session.starts_at),
        "consents": Consent.objects.filter(user=enrollment.user).select_related("notice"),
    }
