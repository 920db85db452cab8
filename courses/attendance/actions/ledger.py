"""The one ledger of who came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import acts, audit
from academy.core.errors import Refused
from academy.people.models import User
from courses.acts import locks
from courses.acts.kinds import ActKind
from courses.attendance.actions import contested
from courses.completion import actions as completion
from courses.models import (
    Attendance,
    AttendanceSource,
    AttendanceStatus,
    Enrollment,
    PaperPage,
    Session,
)
from courses.models.verbs import CourseVerb


class SessionCalledOff(Refused):
    message = _("This session was called off; nobody's attendance is noted for it.")


class SessionNotBegun(Refused):
    message = _("This session has not begun yet. Attendance can be noted from its start.")


def refusal_of(session: Session) -> Refused | None:
    """Return why nobody is noted for `session` now, None where people are; pages ask it too."""
    if session.cancelled_at is not None:
        return SessionCalledOff()
    if session.starts_at > timezone.now():
        return SessionNotBegun()
    return None


@dataclass(frozen=True, slots=True)
class Noted:
    """How many entries changed, and of whom the page has something to say.

    `clashes`: somebody else had noted them otherwise meanwhile; `fallen`: they had met the
    rule, and meet it no more; `asked_count` are not changed yet, those who run the batch decide;
    `left`: a companion emptied what others had noted, and that stands.
    """

    count: int
    clashes: list[Enrollment]
    fallen: list[Enrollment]
    asked_count: int = 0
    left: Sequence[Enrollment] = ()


def note(
    *,
    session: Session,
    statuses: Mapping[int, str],
    by: User,
    source: AttendanceSource,
    shown: Mapping[int, str] | None = None,
    reason: str = "",
    page: PaperPage | None = None,
    client_id: UUID | None = None,
) -> Noted:
    """Note the status of people by enrollment id.

    `shown` is what the page showed of them: who is left as shown is not written, and where
    somebody else has noted something else since then, that stays and is told as a clash.

    People who are not in `statuses` stay as they were; ids of other batches are ignored, and
    so is the seat of `by`: somebody else notes whether they came.
    `page` is where it was read, of what was read from paper.
    The same statuses sent again change nothing. An empty status takes an entry back.
    A companion who changes what others noted says why (`reason`), and after some days asks
    (`contested`). `client_id` names a sending: it has come, and comes again, once. Raises
    SessionCalledOff, SessionNotBegun, contested.WhyMissing, or SentDifferently.
    """
    with transaction.atomic():
        batch = locks.batch(session.batch_id)
        session = Session.objects.get(pk=session.pk)
        if _has_come(session, [statuses, shown, reason], client_id, by=by):
            return Noted(0, clashes=[], fallen=[])
        if (refusal := refusal_of(session)) is not None:
            raise refusal
        noted = batch.enrollments.seated().filter(pk__in=statuses).exclude(user=by)
        enrollments = {enrollment.pk: enrollment for enrollment in locks.enrollments(noted)}
        before = {
            item.enrollment_id: item
            for item in Attendance.objects.filter(session=session, enrollment__in=enrollments)
        }
        mine = _mine(statuses, shown or {})
        changes = _changes(enrollments, before, mine)
        clashes = [pk for pk in changes if shown and changes[pk][0] != shown.get(pk, "")]
        for pk in clashes:
            del changes[pk]
        asked: list[int] = []
        left: list[int] = []
        if source == AttendanceSource.COMPANION:
            asked, left = contested.keep(session, before, changes, by=by, reason=reason.strip())
        for pk in asked + left:
            del changes[pk]
        _write(session, before, changes, by=by, source=source, page=page)
        passed = [person for person in enrollments.values() if person.is_eligible]
        if changes:
            audit.record(
                CourseVerb.ATTENDANCE_NOTED, session, by=by, source=source, changes=changes
            )
            completion.refresh_many(
                batch.pk,
                [enrollments[pk] for pk in changes],
                corrected=_taken_back(changes),
            )
        # Who is missing from a list that is noted after the end has missed the session now.
        completion.count_ended(batch.pk)
    return Noted(
        len(changes),
        clashes=[enrollments[pk] for pk in clashes],
        fallen=[person for person in passed if not person.is_eligible],
        asked_count=len(asked),
        left=[enrollments[pk] for pk in left],
    )


def _has_come(session: Session, content: list[Any], client_id: UUID | None, *, by: User) -> bool:
    """Say whether this very sending has come before; else remember that it has."""
    if client_id is None:
        return False
    once = acts.once(
        client_id, kind=ActKind.NOTE_ATTENDANCE, person=by, content=[session.pk, *content]
    )
    once.gives(session)
    return once.is_repeated


def _mine(statuses: Mapping[int, str], shown: Mapping[int, str]) -> dict[int, str]:
    """Return what was changed on the page; all of it where the page did not say what it showed."""
    return {pk: status for pk, status in statuses.items() if status != shown.get(pk)}


def _changes(
    enrollments: Mapping[int, Enrollment],
    before: Mapping[int, Attendance],
    statuses: Mapping[int, str],
) -> dict[int, list[str]]:
    """Return {enrollment id: [status before, status now]} for what really changes."""
    found = {}
    for pk in enrollments.keys() & statuses.keys():
        old = before[pk].status if pk in before else ""
        new = statuses[pk]
        if new != old and (new in AttendanceStatus.values or new == ""):
            found[pk] = [old, new]
    return found


def _taken_back(changes: Mapping[int, list[str]]) -> list[int]:
    """Return whose entry was another before: the rule is asked of them again."""
    return [pk for pk, (old, _new) in changes.items() if old]


def _write(
    session: Session,
    before: Mapping[int, Attendance],
    changes: Mapping[int, list[str]],
    *,
    by: User,
    source: AttendanceSource,
    page: PaperPage | None,
) -> None:
    now = timezone.now()
    rows = [
        Attendance(
            session=session,
            enrollment_id=pk,
            status=new,
            source=source,
            noted_by=by,
            noted_at=now,
            page=page,
        )
        for pk, (_old, new) in changes.items()
        if new
    ]
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["session", "enrollment"],
        update_fields=["status", "source", "noted_by", "noted_at", "page"],
    )
    gone = [before[pk].pk for pk, (_old, new) in changes.items() if not new]
    Attendance.objects.filter(pk__in=gone).delete()
