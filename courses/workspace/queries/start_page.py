"""The start page of the workspace: what today needs, then the batches and what comes."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils import timezone

from academy.people.models import User
from academy.web.kept.readers import KeptFigures
from courses.attendance.queries import groups
from courses.enrollment.queries.batches import count_per_batch
from courses.models import Batch, Enrollment, Session
from courses.workspace.queries.today import Task, tasks_of

BATCHES_SHOWN = 12
SESSIONS_SHOWN = 5


@dataclass(slots=True)
class StartPage:
    """What `of` found; `tasks` is empty where nothing waits."""

    tasks: list[Task] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)


_kept: KeptFigures[StartPage] = KeptFigures()


def of(user: User) -> StartPage:
    """Return the start page of `user`, built anew after own acts and after a minute at most.

    In a fixed number of queries for each role.
    """
    return _kept.read(user.pk, (), lambda: _build(user), timezone.localdate(), *sorted(user.roles))


def _build(user: User) -> StartPage:
    page = StartPage(tasks=tasks_of(user))
    if user.is_coordinator or user.is_program_manager:
        page.batches = _batches(user)
        page.sessions = _sessions(user)
    if user.is_trainer:
        page.sessions = page.sessions or _led(user)
    return page


def _batches(user: User) -> list[Batch]:
    """Return the newest batches with how many hold a seat and meet the rule."""
    return list(
        Batch.objects.visible_to(user)
        .select_related("program")
        .annotate(
            seated_count=count_per_batch(Enrollment.objects.seated()),
            eligible_count=count_per_batch(Enrollment.objects.filter(is_eligible=True)),
        )
        .order_by("-starts_on", "-number")[:BATCHES_SHOWN]
    )


def _coming() -> QuerySet[Session]:
    return (
        Session.objects.filter(ends_at__gt=timezone.now(), cancelled_at__isnull=True)
        .select_related("batch")
        .order_by("starts_at")
    )


def _led(user: User) -> list[Session]:
    """Return the sessions that `user` leads, or a group of; the latter in the hall of that."""
    theirs = Q(trainer=user) | Q(groups__trainer=user)
    found = list(_coming().filter(theirs).distinct()[:SESSIONS_SHOWN])
    led = groups.led_by(user, found)
    return [groups.in_group(session, led.get(session.pk)) for session in found]


def _sessions(user: User) -> list[Session]:
    return list(_coming().filter(batch__in=Batch.objects.visible_to(user))[:SESSIONS_SHOWN])
