"""From application to the rule met: how many people of a batch came how far."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from academy.people.models import User
from academy.web.kept.readers import KeptFigures
from courses.completion.plan import state_of
from courses.models import Application, Batch, Enrollment
from courses.models.seats.application import WAITING_STATES
from courses.models.seats.enrollment import SEAT_LEFT
from courses.workspace.queries import overview


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """A step of the funnel: how many people, and the query of the list behind it."""

    key: str
    label: str | Promise
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """The steps, and what asks for attention."""

    steps: list[FunnelStep]
    waiting_count: int
    behind_count: int


def funnel(batch: Batch, everybody: QuerySet[Enrollment], due_count: int) -> Funnel:
    """Return applied → accepted → came → still here → rule met, in two queries.

    `everybody` are all of `people()`: put together again, they are an eighth of the page."""
    waits = Q(state__in=WAITING_STATES)
    asked = (
        Application.objects.filter(batch=batch)
        .sent()
        .aggregate(applied=Count("pk"), waiting=Count("pk", filter=waits))
    )
    seats = everybody.aggregate(
        accepted=Count("pk"),
        came=Count("pk", filter=Q(first_seen_at__isnull=False)),
        seated=Count("pk", filter=~Q(state__in=SEAT_LEFT)),
        eligible=Count("pk", filter=Q(is_eligible=True)),
        behind=Count("pk", filter=overview.behind(batch, due_count)),
    )
    steps = [
        FunnelStep("applied", _("Applied"), asked["applied"], ""),
        FunnelStep("accepted", _("Accepted"), seats["accepted"], "?state="),
        FunnelStep("came", _("Came at least once"), seats["came"], "?seen=yes"),
        FunnelStep("seated", _("Have a seat now"), seats["seated"], "?state=seated"),
        FunnelStep("eligible", _("Meet the rule"), seats["eligible"], "?eligible=yes"),
    ]
    return Funnel(steps, waiting_count=asked["waiting"], behind_count=seats["behind"])


_funnels: KeptFigures[Funnel] = KeptFigures()


def kept_funnel(
    reader: User, batch: Batch, everybody: QuerySet[Enrollment], due_count: int
) -> Funnel:
    """Return the funnel as it was a minute ago at most; what `reader` did is in it at once."""
    return _funnels.read(
        reader.pk,
        ("funnel", batch.pk),
        lambda: funnel(batch, everybody, due_count),
        *state_of(batch),
        due_count,
    )
