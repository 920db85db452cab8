"""The start page of the workspace: numbers that say what needs doing."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from academy.people.models import User
from courses.assignments.queries import reviews as review
from courses.enrollment.queries.batches import count_per_batch
from courses.models import Application, Batch, Enrollment, Session, Submission

BATCHES_SHOWN = 12
SESSIONS_SHOWN = 5


@dataclass(slots=True)
class StartPage:
    """What `of` found; an empty part is a role that the person does not have."""

    batches: list[Batch] = field(default_factory=list)
    review_count: int | None = None
    oldest: Submission | None = None
    sessions: list[Session] = field(default_factory=list)
    santri_count: int | None = None


def of(user: User) -> StartPage:
    """Return the start page of `user`, in a fixed number of queries for each role."""
    page = StartPage()
    if user.is_coordinator or user.is_program_manager:
        page.batches = _batches(user)
        page.sessions = _sessions(user)
    if user.is_trainer:
        waiting = review.queue(user)
        page.review_count = waiting.count()
        page.oldest = waiting.first()
        page.sessions = page.sessions or list(_coming().filter(trainer=user)[:SESSIONS_SHOWN])
    if user.is_companion:
        # People, not seats: who failed in one batch may learn in the next.
        seats = Enrollment.objects.seated().filter(pesantren__in=user.companion_of)
        page.santri_count = seats.order_by().values("user").distinct().count()
    return page


def _batches(user: User) -> list[Batch]:
    """Return the batches with people, mean progress aside, and what waits for a decision."""
    return list(
        Batch.objects.visible_to(user)
        .select_related("program")
        .annotate(
            seated_count=count_per_batch(Enrollment.objects.seated()),
            eligible_count=count_per_batch(Enrollment.objects.filter(is_eligible=True)),
            waiting_count=count_per_batch(Application.objects.waiting()),
        )
        .order_by("-starts_on", "-number")[:BATCHES_SHOWN]
    )


def _coming() -> QuerySet[Session]:
    return (
        Session.objects.filter(ends_at__gt=timezone.now(), cancelled_at__isnull=True)
        .select_related("batch")
        .order_by("starts_at")
    )


def _sessions(user: User) -> list[Session]:
    return list(_coming().filter(batch__in=Batch.objects.visible_to(user))[:SESSIONS_SHOWN])
