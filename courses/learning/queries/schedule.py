"""What is on when, for a participant."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise

from courses.completion.plan import Deadline, plan_of
from courses.models import Attendance, AttendanceStatus, Enrollment, EnrollmentState, Session
from courses.models.enrollment import SEAT_LEFT


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session; `status` is this person's attendance, "" where none is noted."""

    session: Session
    status: str
    status_label: str | Promise

    @property
    def is_live(self) -> bool:
        return self.session.starts_at <= timezone.now() <= self.session.ends_at


@dataclass(frozen=True, slots=True)
class Schedule:
    """Sessions to come and past (the newest first), and due dates to come."""

    upcoming: list[Meeting]
    past: list[Meeting]
    deadlines: list[Deadline]


def schedule_of(enrollments: list[Enrollment]) -> Schedule:
    """Return the schedule of one person's seats, in one query beside their kept plans.

    Who has left a batch sees what was; its meetings to come, and where they are held, are no
    longer theirs.
    """
    now = timezone.now()
    plans = [plan_of(enrollment.batch) for enrollment in enrollments]
    left = {seat.batch_id for seat in enrollments if seat.state in SEAT_LEFT}
    noted = dict(
        Attendance.objects.filter(enrollment__in=enrollments).values_list("session_id", "status")
    )
    sessions = [session for plan in plans for session in plan.sessions]
    by_time: dict[bool, list[Meeting]] = defaultdict(list)
    for session in sorted(sessions, key=lambda item: (item.starts_at, item.pk)):
        is_to_come = session.ends_at >= now
        if is_to_come and session.batch_id in left:
            continue
        by_time[is_to_come].append(_meeting(session, noted.get(session.pk)))
    # Who has passed, failed or left owes nothing any more, and nobody in a batch that is over.
    owing = [
        plan
        for enrollment, plan in zip(enrollments, plans, strict=True)
        if enrollment.state == EnrollmentState.ACTIVE and not enrollment.batch.is_over
    ]
    deadlines = [item for plan in owing for item in plan.deadlines if item.due_at >= now]
    return Schedule(
        upcoming=by_time[True],
        past=by_time[False][::-1],
        deadlines=sorted(deadlines, key=lambda item: item.due_at),
    )


def _meeting(session: Session, status: str | None) -> Meeting:
    if status is None:
        return Meeting(session, "", "")
    return Meeting(session, status, AttendanceStatus(status).label)
