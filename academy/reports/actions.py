"""Publishing the figures that partners read."""

from django.utils import timezone

from academy.reports.models import Publication
from academy.reports.queries import burn_up, figures
from academy.reports.queries.figures import ProgramFigures
from academy.reports.small_groups import merge_steps
from academy.reports.steps import Figures, following
from courses.models import Program


def publish(program: Program) -> Publication:
    """Publish the figures of `program` for today; what is published today stays till tomorrow."""
    today = timezone.localdate()
    earlier = list(Publication.objects.filter(program=program).order_by("on"))
    if earlier and earlier[-1].on >= today:
        earlier[-1].program = program
        return earlier[-1]
    batches = list(program.batches.order_by("number"))
    before = [Figures.from_json(one.figures) for one in earlier]
    next_ones = following(before, _figures(figures.read(batches)))
    content = next_ones.to_json()
    if not earlier:
        content["weeks"] = _weeks(program)
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


def _figures(found: ProgramFigures) -> Figures:
    return Figures(
        total=found.total.nested,
        active=found.total.active,
        pesantren=found.total.pesantren,
        groups={
            dimension: {group.key: group.figures.nested for group in groups}
            for dimension, groups in found.groups.items()
        },
    )


def _weeks(program: Program) -> list[tuple[str, int]]:
    """Return how the graduates grew until the first publication, in steps of five."""
    weeks = burn_up.read(program).weeks
    steps = merge_steps([week.completed for week in weeks])
    return [(week.on.isoformat(), step) for week, step in zip(weeks, steps, strict=True)]
