"""What today needs of somebody who works here: each a number, and where it is done."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Model, Q, QuerySet
from django.utils import timezone

from academy.core.models.job import JobState
from academy.people.models import User
from courses.assignments.queries import reviews
from courses.models import (
    Application,
    AttendanceRequest,
    Batch,
    CalibrationRound,
    Enrollment,
    Post,
    Session,
)
from courses.moderation import queries as moderation
from courses.workspace.queries import companion, overview
from courses.workspace.queries.due import due_in
from courses.workspace.queries.jobs import visible_jobs
from courses.workspace.queries.noting import counts_of, missing_at

# So many lines of one kind; what is beyond them is one line more, which leads to the whole list.
MOST = 5
# A failure that nobody looked at for a week is history, and stays in the list of jobs.
FAILURES_SHOWN = timedelta(days=7)
# The evening's list is noted the next morning; by the next session that of the last is settled.
SESSIONS_SHOWN = timedelta(days=7)


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
        found += [_reviews(user), _calibrations(user)]
    if user.is_trainer or user.is_coordinator:
        found.append(_questions(user))
    if runs or user.is_trainer or user.is_companion:
        found += _sessions(user, runs=runs)
    if runs:
        found += _requests(user)
        found.append(_reports(user))
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


def _calibrations(user: User) -> Task:
    """Return how many calibration rounds `user` has not finished, and the oldest of them."""
    rounds = list(CalibrationRound.objects.waiting_for(user).only("public_id", "started_at"))
    return Task("calibrations", len(rounds), rounds[0] if rounds else None)


def _questions(user: User) -> Task:
    waiting = Post.objects.waiting_for(user)
    oldest = waiting.values_list("posted_at", flat=True).first()
    return Task("questions", waiting.count() if oldest else 0, oldest)


def _reports(user: User) -> Task:
    return Task("reports", moderation.things(moderation.waiting(user)).count())


def _sessions(user: User, *, runs: bool) -> list[Task]:
    """Return the sessions begun within a week in which somebody's presence is not noted yet."""
    now = timezone.now()
    mine = Q()
    seats = Enrollment.objects.active()
    if not user.is_program_manager:
        mine = Q(trainer=user) | Q(groups__trainer=user)
        if runs:
            mine |= Q(batch__in=Batch.objects.visible_to(user))
        if user.is_companion:
            own = seats.filter(pesantren__in=user.companion_of)
            mine |= Q(batch__in=own.values("batch"))
            seats = seats if runs or user.is_trainer else own
    begun = Session.objects.filter(
        mine, starts_at__lte=now, starts_at__gt=now - SESSIONS_SHOWN, cancelled_at=None
    )
    missing = missing_at(
        list(begun.distinct().select_related("batch").order_by("-starts_at", "pk")), seats
    )
    return [
        *(Task("session", count, each) for each, count in missing[:MOST]),
        Task("more_sessions", len(missing[MOST:])),
    ]


def _first[T: Model](rows: QuerySet[T]) -> tuple[list[T], int]:
    """Return the first of `rows`, and how many come after them."""
    first = list(rows[: MOST + 1])
    return first[:MOST], rows.order_by().count() - MOST if len(first) > MOST else 0


def _requests(user: User) -> list[Task]:
    """Return the sessions of which companions ask to change what was noted."""
    counts = counts_of(
        AttendanceRequest.objects.visible_to(user).filter(decided_at=None), "session"
    )
    asked = Session.objects.filter(pk__in=counts).select_related("batch")
    sessions, more = _first(asked.order_by("starts_at", "pk"))
    return [
        *(Task("requests", counts[each.pk], each) for each in sessions),
        Task("more_sessions", more),
    ]


def _applications(user: User) -> list[Task]:
    counts = counts_of(Application.objects.waiting_for(user), "batch")
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
