"""What happened to an application or a seat, as the timeline component shows it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from academy.core.audit import CoreVerb
from academy.core.models import AuditEntry
from academy.people.models import User
from academy.web import formats
from courses.models import (
    Application,
    ApplicationState,
    CorrectedField,
    Enrollment,
    EnrollmentState,
    Reason,
)
from courses.models.verbs import CourseVerb

# The audit's verbs and the states moved to, in words.
APPLICATION_MOVES: dict[str, str | Promise] = {
    ApplicationState.SUBMITTED: pgettext_lazy("application history", "Sent"),
    ApplicationState.VERIFIED: pgettext_lazy("application history", "Verified"),
    ApplicationState.ACCEPTED: pgettext_lazy("application history", "Accepted"),
    ApplicationState.RESERVE: pgettext_lazy("application history", "Put on the reserve list"),
    ApplicationState.DECLINED: pgettext_lazy("application history", "Declined"),
    ApplicationState.WITHDRAWN: pgettext_lazy("application history", "Withdrawn"),
}
ENROLLMENT_MOVES: dict[str, str | Promise] = {
    EnrollmentState.ACTIVE: pgettext_lazy("seat history", "Active again"),
    EnrollmentState.COMPLETED: pgettext_lazy("seat history", "Met the whole rule"),
    EnrollmentState.FAILED: pgettext_lazy("seat history", "Did not pass"),
    EnrollmentState.WITHDRAWN: pgettext_lazy("seat history", "Left the batch"),
    EnrollmentState.REPLACED: pgettext_lazy("seat history", "Seat passed on to the reserve"),
}
VERBS: dict[str, str | Promise] = {
    CourseVerb.BEGUN: pgettext_lazy("application history", "Begun"),
    CourseVerb.SCORED: pgettext_lazy("application history", "Scored"),
    CourseVerb.PESANTREN_SET: pgettext_lazy("application history", "Pesantren entered"),
    CourseVerb.SEAT_TAKEN_BACK: pgettext_lazy("application history", "Seat taken back"),
    CourseVerb.ENROLLED: pgettext_lazy("seat history", "Got a seat"),
    CourseVerb.EXTENDED: pgettext_lazy("seat history", "Extension granted"),
    CourseVerb.EXTENSION_WITHDRAWN: pgettext_lazy("seat history", "Extension withdrawn"),
    CourseVerb.MARK_CORRECTED: pgettext_lazy("seat history", "Mark corrected"),
    CourseVerb.PERSON_CORRECTED: pgettext_lazy("seat history", "Data of the person corrected"),
    CourseVerb.PERSON_MOVED: pgettext_lazy("seat history", "Moved to another batch"),
}
# Moves that take a decision back are told as such.
STEPS_BACK = {
    (ApplicationState.VERIFIED, ApplicationState.SUBMITTED),
    (ApplicationState.ACCEPTED, ApplicationState.VERIFIED),
    (ApplicationState.RESERVE, ApplicationState.VERIFIED),
    (ApplicationState.DECLINED, ApplicationState.VERIFIED),
    (ApplicationState.DECLINED, ApplicationState.SUBMITTED),
}
BAD = {ApplicationState.DECLINED, EnrollmentState.FAILED}
# What an applicant is not shown: the inner work of choosing.
INNER = {CourseVerb.SCORED, CourseVerb.SEAT_TAKEN_BACK}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a history, for `components/timeline.html`."""

    at: dt.datetime
    text: str | Promise
    by: str | Promise
    note: str = ""
    bad: bool = False


def of_application(application: Application, *, reader: User) -> list[Event]:
    """Return what happened to `application`, the newest first.

    The applicant reads who acted as "you" or "the coordinator", without names and without
    the inner work of choosing.
    """
    is_own = reader.pk == application.user_id
    entries = list(AuditEntry.objects.about(application).select_related("actor"))
    reasons = _reasons(entries)
    shown = [
        _event(entry, APPLICATION_MOVES, reasons, reader, is_own)
        for entry in entries
        if not (is_own and entry.verb in INNER)
    ]
    return _told(shown)


def of_enrollment(enrollment: Enrollment, *, reader: User) -> list[Event]:
    """Return what happened to a seat, the newest first."""
    entries = list(AuditEntry.objects.about(enrollment).select_related("actor"))
    reasons = _reasons(entries)
    is_own = reader.pk == enrollment.user_id
    return _told([_event(entry, ENROLLMENT_MOVES, reasons, reader, is_own) for entry in entries])


def _reasons(entries: list[AuditEntry]) -> dict[int, str]:
    """Return the words that the entries point to: one query, where any of them does."""
    keys = [entry.data["reason"] for entry in entries if entry.data.get("reason")]
    found = Reason.objects.filter(pk__in=keys) if keys else Reason.objects.none()
    return dict(found.values_list("pk", "text"))


def _told(events: list[Event | None]) -> list[Event]:
    return [event for event in reversed(events) if event is not None]


def _event(
    entry: AuditEntry,
    moves: dict[str, str | Promise],
    reasons: dict[int, str],
    reader: User,
    is_own: bool,
) -> Event | None:
    note = reasons.get(entry.data.get("reason", 0), "")
    if entry.verb == CoreVerb.MOVED:
        before, after = entry.data["before"], entry.data["after"]
        text = moves.get(after)
        if (before, after) in STEPS_BACK:
            text = pgettext_lazy("application history", "Decision taken back")
    else:
        after, text = "", VERBS.get(entry.verb)
    if text is None:
        return None
    if entry.verb == CourseVerb.SCORED and entry.data.get("after") is not None:
        score = int(entry.data["after"])
        note = ngettext("%(score)d point", "%(score)d points", score) % {"score": score}
    if entry.verb == CourseVerb.MARK_CORRECTED:
        note = f"{_mark(entry.data['before'])} → {_mark(entry.data['after'])}"
    if entry.verb == CourseVerb.PERSON_CORRECTED:
        note = ", ".join(str(CorrectedField(name).label) for name in entry.data["fields"])
    return Event(entry.at, text, _actor(entry, reader, is_own), note, after in BAD)


def _mark(text: str | None) -> str:
    return "–" if text is None else formats.number(Decimal(text))


def _actor(entry: AuditEntry, reader: User, is_own: bool) -> str | Promise:
    if entry.actor is None:
        return _("the academy itself")
    if entry.actor_id == reader.pk:
        return pgettext_lazy("who acted", "you")
    return pgettext_lazy("who acted", "the coordinator") if is_own else entry.actor.display_name
