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
    noted = {item.session_id: item for item in enrollment.attendance.select_related("noted_by")}
    return {
        "requirements": completion.evaluate(enrollment),
        "learning": way,
        "submissions": Submission.objects.handed_in()
        .filter(enrollment=enrollment)
        .select_related("assignment")
        .order_by("-submitted_at"),
        "sessions": [(session, noted.get(session.pk)) for session in sessions],
        "consents": Consent.objects.filter(user=enrollment.user).select_related("notice"),
    }
