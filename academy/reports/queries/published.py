"""What was published of a program's figures, as the partners' page shows it."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from academy.reports.models import Publication
from academy.reports.queries import figures
from academy.reports.queries.burn_up import WEEK, BurnUp, Week
from academy.reports.queries.figures import NOT_GIVEN, Counts, Group, ProgramFigures
from academy.reports.steps import WAITING, ZEROS, Figures, Row
from courses.models import Program


def read(publication: Publication) -> ProgramFigures:
    """Return the figures of `publication`, with the groups as they are called today."""
    found = Figures.from_json(publication.figures)
    batches = list(publication.program.batches.order_by("number"))
    numbers = {str(batch.public_id): str(batch.pk) for batch in batches}
    counts = {
        (dimension, _stored(numbers.get(key, key))): _counts(row)
        for dimension, rows in found.groups.items()
        for key, row in rows.items()
    }
    arranged = figures.arrange(batches, counts)
    return ProgramFigures(
        total=_counts(found.total, active=found.active or 0, pesantren=found.pesantren),
        groups={
            dimension: groups + _waiting(found, dimension, groups)
            for dimension, groups in arranged.items()
        },
    )


def way(publication: Publication) -> BurnUp:
    """Return the way to the target as it was published, step by step."""
    program, today = publication.program, publication.on
    published = Publication.objects.filter(program=program, on__lte=today).order_by("on")
    steps: list[tuple[dt.date, int]] = []
    for one in published:
        for on, count in one.figures.get("weeks", ()):
            steps.append((dt.date.fromisoformat(on), count))
        steps.append((one.on, one.figures["total"][2]))
    return BurnUp(
        starts_on=program.starts_on,
        ends_on=program.ends_on,
        today=today,
        target=program.target,
        active=publication.figures["active"] or 0,
        weeks=_weeks(program, steps, today),
    )


def _weeks(program: Program, steps: list[tuple[dt.date, int]], today: dt.date) -> list[Week]:
    first = min(program.starts_on, steps[0][0])
    monday = first - dt.timedelta(days=first.weekday())
    found = []
    while monday <= today:
        on = min(monday + WEEK - dt.timedelta(days=1), today)
        reached = [count for day, count in steps if day <= on]
        found.append(Week(on, reached[-1] if reached else 0, 0))
        monday += WEEK
    return found


def _stored(key: str) -> str:
    return "" if key == NOT_GIVEN else key


def _counts(row: Row, *, active: int = 0, pesantren: int = 0) -> Counts:
    applied, accepted, completed, certified = row
    return Counts(
        applied=applied,
        without_seat=applied - accepted,
        accepted=accepted,
        active=active,
        completed=completed,
        certified=certified,
        pesantren=pesantren,
    )


def _waiting(found: Figures, dimension: str, groups: list[Group]) -> list[Group]:
    """Return the row of those who are in the total and in none of `groups` yet."""
    shown = [group.figures.nested for group in groups]
    columns = [sum(column) for column in zip(*shown, strict=True)] if shown else ZEROS
    rest = [total - part for total, part in zip(found.total, columns, strict=True)]
    if not any(rest):
        return []
    applied, accepted, completed, certified = rest
    counts = _counts((applied, accepted, completed, certified))
    return [Group(WAITING, _("Not shared out yet"), counts)]
