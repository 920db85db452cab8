"""One participant of a batch, as coordinators and companions read about them."""

from typing import Any

from academy.people.models import Consent, User
from courses.completion import queries as completion
from courses.completion.requirements import requirements
from courses.learning.queries import way as learning
from courses.models import Enrollment, Submission
from courses.workspace.queries import overview


def record_of(enrollment: Enrollment, reader: User) -> dict[str, Any]:
    """Return all that the person page shows `reader` of `enrollment` (about 18 queries).

    Who works here and learns here reads no more of the own marks than anybody else does.
    """
    way = learning.read(enrollment, as_owner=enrollment.user_id == reader.pk)
    rule = way.figures.rule or completion.rule_of(enrollment.batch)
    sessions = enrollment.batch.sessions.filter(cancelled_at__isnull=True).order_by("starts_at")
    attendance = enrollment.attendance.select_related("noted_by", "session__batch")
    noted = {item.session_id: item for item in attendance}
    elsewhere = [item for item in noted.values() if item.session.batch_id != enrollment.batch_id]
    return {
        "why_behind": overview.why_person_behind(enrollment),
        "requirements": requirements(rule, way.figures),
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
