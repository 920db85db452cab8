"""One participant of a batch, as coordinators and companions read about them."""

from django.utils import timezone

from academy.notify import whatsapp
from academy.people.models import Consent
from courses.admission import letters as admission_letters
from courses.completion.queries import reading as completion
from courses.learning.queries import way as learning
from courses.models import Enrollment, ModuleSchedule, Submission
from courses.workspace import letters
from courses.workspace.queries import overview


def record_of(enrollment: Enrollment) -> dict:
    """Return all that the person page shows of `enrollment` (about 14 queries)."""
    required = learning.required_ids(enrollment.batch)
    way = learning.read(enrollment, required=required)
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


def messages_for(enrollment: Enrollment) -> list[tuple[str, whatsapp.Message]]:
    """Return the messages that fit `enrollment` now, by what they are about."""
    found = []
    if enrollment.application is not None and enrollment.first_seen_at is None:
        found.append(("accepted", admission_letters.accepted(enrollment.application)))
    wanted = (
        overview.revisions_wanted()
        .filter(enrollment=enrollment)
        .select_related("assignment", "enrollment__user", "enrollment__batch")
        .order_by("-submitted_at")
        .first()
    )
    if wanted is not None:
        found.append(("revision", letters.revision_wanted(wanted)))
    due = (
        ModuleSchedule.objects.filter(batch=enrollment.batch, due_at__gt=timezone.now())
        .select_related("module")
        .order_by("due_at")
        .first()
    )
    if due is not None and due.due_at is not None:
        found.append(
            (
                "deadline",
                letters.deadline(enrollment, title=due.module.title, due_at=due.due_at),
            )
        )
    return found
