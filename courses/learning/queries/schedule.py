"""What is on when, for a participant."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from courses.models import Attendance, Enrollment, ModuleSchedule, Session


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session; `status` is this person's attendance, "" where none is noted."""

    session: Session
    status: str
    status_label: str

    @property
    def is_live(self) -> bool:
        return self.session.starts_at <= timezone.now() <= self.session.ends_at


@dataclass(frozen=True, slots=True)
class Schedule:
    """Sessions to come and past (the newest first), and due dates to come."""

    upcoming: list[Meeting]
    past: list[Meeting]
    deadlines: list[ModuleSchedule]


def schedule_of(enrollments: list[Enrollment]) -> Schedule:
    """Return the schedule of one person's seats, in three queries."""
    now = timezone.now()
    batch_ids = [enrollment.batch_id for enrollment in enrollments]
    noted = {
        item.session_id: item for item in Attendance.objects.filter(enrollment__in=enrollments)
    }
    by_time: dict[bool, list[Meeting]] = defaultdict(list)
    sessions = Session.objects.filter(batch__in=batch_ids).select_related("batch", "trainer")
    for session in sessions.order_by("starts_at", "pk"):
        by_time[session.ends_at >= now].append(_meeting(session, noted.get(session.pk)))
    return Schedule(
        upcoming=by_time[True], past=by_time[False][::-1], deadlines=_deadlines(batch_ids, now)
    )


def _meeting(session: Session, attendance: Attendance | None) -> Meeting:
    if attendance is None:
        return Meeting(session, "", "")
    return Meeting(session, attendance.status, attendance.get_status_display())


def _deadlines(batch_ids: list[int], now: dt.datetime) -> list[ModuleSchedule]:
    rows = ModuleSchedule.objects.filter(batch__in=batch_ids, due_at__gte=now)
    return list(rows.select_related("module", "batch").order_by("due_at", "pk"))
