"""What is on when, for a participant."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise

from academy.core.statements import Statement
from cms.outline import OutlineModule
from courses.attendance.queries import groups
from courses.completion.plan import Deadline, Plan, plan_of
from courses.completion.queries import Records, records_of_all
from courses.models import (
    AttendanceStatus,
    Enrollment,
    EnrollmentState,
    Extension,
    GroupPlace,
    Session,
    SubmissionState,
)
from courses.models.seats.enrollment import SEAT_LEFT


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session; `status` is this person's attendance, "" where none is noted.

    Of a session in groups, `session` is held in the hall of this person's `group`; the name is ""
    where there are no groups, or this person is in none.
    """

    session: Session
    status: str
    status_label: str | Promise
    group: str = ""

    @property
    def is_live(self) -> bool:
        return self.session.is_running

    @property
    def checks_in(self) -> bool:
        """Whether this person may still check in by the code of the session."""
        return self.session.takes_check_ins and self.status != AttendanceStatus.PRESENT


@dataclass(frozen=True, slots=True)
class Schedule:
    """Sessions to come and past (the newest first), and due dates to come."""

    upcoming: list[Meeting]
    past: list[Meeting]
    deadlines: list[Deadline]


def schedule_of(enrollments: list[Enrollment]) -> Schedule:
    """Return the schedule of one person's seats, in two queries beside their kept plans,
    and one more where a session is held in groups.

    Who has left a batch sees what was; its meetings to come, and where they are held, are no
    longer theirs.
    """
    now = timezone.now()
    plans = [plan_of(enrollment.batch) for enrollment in enrollments]
    left = {seat.batch_id for seat in enrollments if seat.state in SEAT_LEFT}
    records = records_of_all(enrollments)
    noted = {
        session_id: status
        for of_seat in records.values()
        for session_id, status in of_seat.attendance.items()
    }
    sessions = [session for plan in plans for session in plan.sessions]
    by_time: dict[bool, list[Meeting]] = defaultdict(list)
    places = groups.own_places([seat.pk for seat in enrollments], sessions)
    for session in sorted(sessions, key=lambda item: (item.starts_at, item.pk)):
        is_to_come = session.ends_at >= now
        if is_to_come and session.batch_id in left:
            continue
        by_time[is_to_come].append(_meeting(session, noted.get(session.pk), places))
    # Who has passed, failed or left owes nothing any more, and nobody in a batch that is over.
    owing = {
        enrollment: plan
        for enrollment, plan in zip(enrollments, plans, strict=True)
        if enrollment.state == EnrollmentState.ACTIVE and not enrollment.batch.is_over
    }
    own = _own_dates(enrollments[0].user_id) if owing else {}
    deadlines = [
        item
        for seat, plan in owing.items()
        for item in _deadlines(plan, own.get(seat.pk, {}), _left(seat, plan, records[seat.pk]))
        if item.due_at >= now
    ]
    return Schedule(
        upcoming=by_time[True],
        past=by_time[False][::-1],
        deadlines=sorted(deadlines, key=lambda item: item.due_at),
    )


@dataclass(frozen=True, slots=True)
class _OwnDate:
    """What one person was given in an activity; None: nothing that still stands."""

    until: dt.datetime | None
    changed_at: dt.datetime


def _own_dates(user: int) -> dict[int, dict[int, _OwnDate]]:
    """Return by seat and activity the dates that somebody was given beyond the batch's."""
    found: dict[int, dict[int, _OwnDate]] = defaultdict(dict)
    for seat, activity, until, changed_at in _DATES_GIVEN.rows(user):
        found[seat][activity] = _OwnDate(until, changed_at)
    return found


def _dates_given(user: int) -> QuerySet[Extension, Any]:
    given = Extension.objects.filter(enrollment__user=user, due_at__isnull=False).order_by()
    dates = {
        "until": Max("due_at", filter=Q(withdrawn_at=None)),
        "changed_at": Max(Coalesce("withdrawn_at", "granted_at")),
    }
    of_each = given.values("enrollment", "activity").annotate(**dates)
    return of_each.values_list("enrollment", "activity", *dates)


_DATES_GIVEN = Statement(_dates_given, int)


def _left(seat: Enrollment, plan: Plan, records: Records) -> set[int]:
    """Return the activities in which something is still expected of a person.

    What waits for its review is handed in, and nobody waits for who is exempt.
    """
    submitted = SubmissionState.SUBMITTED
    waiting = {pk for pk, state in records.submissions.items() if state == submitted}
    published = {one.id for outline in plan.outlines for one in outline.activities}
    if seat.batch.pinned_at:
        published &= {item.activity_id for item in plan.demands}
    return published - records.done - records.exempt - waiting


def _deadlines(plan: Plan, own: dict[int, _OwnDate], left: set[int]) -> list[Deadline]:
    """Return the due dates for one person: what has another date than its module is named.

    Where nothing is `left` to do, nothing is due.
    """
    modules = {module.id: module for course in plan.outlines for module in course.modules}
    return [part for item in plan.deadlines for part in _parts(item, modules, own, left)]


def _parts(
    item: Deadline, modules: dict[int, OutlineModule], own: dict[int, _OwnDate], left: set[int]
) -> list[Deadline]:
    activities = modules[item.module_id].activities if item.module_id in modules else ()
    given = [own[one.id] for one in activities if one.id in own]
    # What was taken back is a change, too.
    item = replace(item, changed_at=max([item.changed_at, *(date.changed_at for date in given)]))
    dated = [(_later(item.due_at, own.get(one.id)), one) for one in activities if one.id in left]
    dates = {due_at for due_at, _activity in dated}
    if len(dates) == 1:
        return [replace(item, due_at=due_at) for due_at in dates]
    later = [(due_at, one) for due_at, one in dated if due_at != item.due_at]
    return [
        *([item] if item.due_at in dates else ()),
        *(replace(item, title=one.title, due_at=at, activity_id=one.id) for at, one in later),
    ]


def _later(due_at: dt.datetime, own: _OwnDate | None) -> dt.datetime:
    return due_at if own is None or own.until is None else max(due_at, own.until)


def _meeting(session: Session, status: str | None, places: dict[int, GroupPlace]) -> Meeting:
    place = places.get(session.pk)
    here, group = groups.in_hall(session, place), place.group.name if place else ""
    if status is None:
        return Meeting(here, "", "", group)
    return Meeting(here, status, AttendanceStatus(status).label, group)
