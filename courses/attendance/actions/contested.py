"""What a companion changes of what others noted: kept with its reason, or asked for first."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.notify.actions import notify
from academy.people.models import Role, User
from courses.acts import reasons
from courses.models import Attendance, AttendanceRequest, AttendanceSource, Session
from courses.models.notices import AttendanceNotice
from courses.models.verbs import CourseVerb

# Sessions are held weekly: by the next one the list of the last is settled, and figures that
# coordinators have acted on (who is behind, whom to call) rest on it.
ASK_AFTER = dt.timedelta(days=7)


class WhyMissing(reasons.WhyMissing):
    message = _(
        "This is noted otherwise, by those who run the batch or by the check-in code. Write the "
        "reason for the change: those who run the batch read it."
    )


def keep(
    session: Session,
    before: Mapping[int, Attendance],
    changes: Mapping[int, list[str]],
    *,
    by: User,
    reason: str,
) -> tuple[list[int], list[int]]:
    """Keep what `changes` contest, and tell those who run the batch.

    Return what is only asked (noted more than `ASK_AFTER` ago: not changed before somebody has
    accepted it), and what stays as others noted it (no entry of theirs is taken back). Under
    the lock of the batch. Raises WhyMissing.
    """
    now = timezone.now()
    of_others = _of_others(session, before, changes)
    contested = [pk for pk in of_others if changes[pk][1]]
    if contested and not reason:
        raise WhyMissing
    asked = [pk for pk in contested if before[pk].noted_at < now - ASK_AFTER]
    for pk in contested:
        _keep(session, pk, changes[pk], by=by, reason=reason, is_asked=pk in asked)
    at_once = len(contested) - len(asked)
    for kind, count in (
        (AttendanceNotice.CHANGED, at_once),
        (AttendanceNotice.ASKED, len(asked)),
    ):
        if count:
            noters = {before[pk].noted_by_id for pk in contested}
            _tell(session, kind, count, noters, by=by, at=now)
    if asked:
        audit.record(CourseVerb.ATTENDANCE_ASKED, session, by=by, enrollments=asked)
    return asked, [pk for pk in of_others if pk not in contested]


def _of_others(
    session: Session, before: Mapping[int, Attendance], changes: Iterable[int]
) -> list[int]:
    """Return in whose entry those who run the batch have a say.

    They noted it, or a companion has contested what they noted: an entry that was changed once
    with a reason is not the companion's alone from then on.
    """
    had = set(
        session.requests.filter(enrollment__in=before).values_list("enrollment_id", flat=True)
    )
    return [
        pk
        for pk in sorted(changes)
        if pk in before and (before[pk].source != AttendanceSource.COMPANION or pk in had)
    ]


def _keep(
    session: Session,
    enrollment_id: int,
    change: list[str],
    *,
    by: User,
    reason: str,
    is_asked: bool,
) -> None:
    now = timezone.now()
    was, wanted = change
    AttendanceRequest.objects.update_or_create(
        session=session,
        enrollment_id=enrollment_id,
        decided_at=None,
        defaults={
            "before": was,
            "wanted": wanted,
            "reason": reason,
            "asked_by": by,
            "asked_at": now,
            # What is changed at once waits for nobody.
            "is_accepted": None if is_asked else True,
            "decided_at": None if is_asked else now,
        },
    )


def _tell(
    session: Session,
    kind: AttendanceNotice,
    count: int,
    noters: set[int | None],
    *,
    by: User,
    at: dt.datetime,
) -> None:
    """Tell the coordinators of the batch, and who had noted it."""
    coordinators = Q(coordinated_batches=session.batch_id, role_grants__role=Role.COORDINATOR)
    noted = Q(pk__in=[pk for pk in noters if pk is not None])
    readers = User.objects.filter(coordinators | noted, is_active=True).exclude(pk=by.pk)
    for reader in readers.distinct():
        notify(
            reader,
            kind,
            key=f"{kind}-{session.pk}-{by.pk}-{at.isoformat()}",
            params={"session": session.title, "count": count},
            url=reverse("courses:roster", args=[session.public_id]),
        )
