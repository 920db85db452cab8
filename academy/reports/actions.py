"""Publishing the figures that partners read: the one place that does."""

from django.utils import timezone

from academy.reports.disclosure.steps import Figures, following
from academy.reports.models import Publication
from academy.reports.queries import published
from courses.models import Program


def publish(program: Program) -> Publication:
    """Publish the figures of `program` for today; what is published today stays till tomorrow."""
    today = timezone.localdate()
    earlier = list(Publication.objects.filter(program=program).order_by("on"))
    if earlier and earlier[-1].on >= today:
        return earlier[-1]
    if earlier:
        before = [Figures.from_json(one.figures) for one in earlier]
        content = following(before, published.true_now(program)).to_json()
    else:
        content = published.first(program).figures
    publication, _made = Publication.objects.get_or_create(
        program=program, on=today, defaults={"figures": content}
    )
    return publication


def publish_all() -> int:
    """Publish the figures of every program that has partners. Return how many there are."""
    programs = list(Program.objects.filter(partners__isnull=False).distinct())
    for program in programs:
        publish(program)
    return len(programs)
