"""What today needs of somebody who works here: each a number, and where it is done."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, Model, Q, QuerySet
from django.utils import timezone

from academy.core.models.job import JobState
from academy.people.models import User
from courses.assignments.queries import reviews
from courses.models import (
    Application,
    Attendance,
    AttendanceRequest,
    Batch,
    Enrollment,
    Session,
)
from courses.workspace.queries import companion, overview
from courses.workspace.queries.due import due_in
from courses.workspace.queries.jobs import visible_jobs

# So many lines of one kind; what is beyond them is one line more, which leads to the whole list.
MOST = 5
# A failure that nobody looked at for a week is history, and stays in the list of jobs.
FAILURES_SHOWN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Task:
    """One line: `kind` of work, for how many, and the batch, session or hand-in it is about.

    Of a kind that begins with "more_", `count` is how many batches or sessions are left over.
    """

    kind: str
    count: int
    about: Any = None


def tasks_of(user: User) -> list[Task]:
    """Return what waits for `user` today, what others wait for first.

    In a number of queries, and of lines, that depends on roles alone, not on batches, people
    or sessions.
    """
    runs = user.is_coordinator or user.is_program_manager
    found = [_failures(user)]
    if user.is_trainer:
        found.append(_reviews(user))
    if runs or user.is_trainer or user.is_companion:
        found += _sessions(user, runs=runs)
    if runs:
        found += _requests(user)
        found += _applications(user)
        found += _behind(user)
    if user.is_companion:
        rows = companion.santri_of(user)
        found.append(Task("santri", sum(1 for _seat, _batch, reasons in rows if reasons)))
    return [task for task in found if task.count > 0]


def _failures(user: User) -> Task:
    since = timezone.now() - FAILURES_SHOWN
    failed = visible_jobs(user).filter(state=JobState.FAILED, finished_at__gt=since)
    return Task("failed", failed.count())


def _reviews(user: User) -> Task:
    waiting = reviews.queue(user)
    oldest = waiting.values_list("submitted_at", flat=True).first()
    return Task("reviews", waiting.count() if oldest else 0, oldest)


def _sessions(user: User, *, runs: bool) -> list[Task]:
    """Return the sessions of today in which somebody's presence is not noted yet."""
    begin = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    mine = Q()
    seats = Enrollment.objects.active()
    if not user.is_program_manager:
        mine = Q(trainer=user)
        if runs:
            mine |= Q(batch__in=Batch.objects.visible_to(user))
        if user.is_companion:
            own = seats.filter(pesantren__in=user.companion_of)
            mine |= Q(batch__in=own.values("batch"))
            seats = seats if runs or user.is_trainer else own
    today = Session.objects.filter(
        mine, starts_at__gte=begin, starts_at__lt=begin + timedelta(days=1), cancelled_at=None
    )
    sessions, more = _first(today.select_related("batch").order_by("starts_at", "pk"))
    expected = _counts(seats.filter(batch__in=[each.batch_id for each in sessions]), "batch")
    noted = _counts(
        Attendance.objects.filter(
            # Who has moved away since was noted, and is not expected any more.
            session__in=sessions,
            enrollment__in=seats.values("pk"),
            enrollment__batch=F("session__batch"),
        ),
        "session",
    )
    found = [
        Task("session", expected.get(each.batch_id, 0) - noted.get(each.pk, 0), each)
        for each in sessions
    ]
    return [*found, Task("more_sessions", more)]


def _first[T: Model](rows: QuerySet[T]) -> tuple[list[T], int]:
    """Return the first of `rows`, and how many come after them."""
    first = list(rows[: MOST + 1])
    return first[:MOST], rows.order_by().count() - MOST if len(first) > MOST else 0


def _counts(rows: QuerySet[Any], key: str) -> dict[int, int]:
    """Return how many of `rows` there are for each value of `key`."""
    return dict(rows.order_by().values_list(key).annotate(count=Count("pk")))


def _requests(user: User) -> list[Task]:
    """Return the sessions of which companions ask to change what was noted."""
    counts = _counts(AttendanceRequest.objects.visible_to(user).filter(decided_at=None), "session")
    asked = Session.objects.filter(pk__in=counts).select_related("batch")
    sessions, more = _first(asked.order_by("starts_at", "pk"))
    return [
        *(Task("requests", counts[each.pk], each) for each in sessions),
        Task("more_sessions", more),
    ]


def _applications(user: User) -> list[Task]:
    counts = _counts(Application.objects.waiting_for(user), "batch")
    batches, more = _first(Batch.objects.filter(pk__in=counts).order_by("starts_on", "number"))
    return [
        *(Task("applications", counts[batch.pk], batch) for batch in batches),
        Task("more_applications", more),
    ]


def _behind(user: User) -> list[Task]:
    """Return how many are behind in the batches that end next."""
    today = timezone.localdate()
    running, more = _first(
        Batch.objects.visible_to(user)
        .filter(starts_on__lte=today, ends_on__gte=today)
        .select_related("completion_rule")
        .order_by("ends_on", "number", "pk")
    )
    counts = _count_behind(running)
    return [
        *(Task("behind", counts.get(batch.pk, 0), batch) for batch in running),
        Task("more_batches", more),
    ]


def _count_behind(running: list[Batch]) -> dict[int, int]:
    """Return how many are behind in each of `running`, asked in one query for all."""
    due = due_in([batch.pk for batch in running])
    counted: list[QuerySet[Enrollment, Any]] = [
        overview.people(batch, list(due[batch.pk]))
        .filter(overview.behind(batch, len(due[batch.pk])))
        .order_by()
        .select_related(None)
        .values(batch_key=F("batch"))
        .annotate(count=Count("pk"))
        .values_list("batch_key", "count")
        for batch in running
    ]
    if not counted:
        return {}
    return dict(counted[0].union(*counted[1:], all=True).order_by())
