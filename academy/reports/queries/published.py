"""What was published of a program's figures, as the partners' page shows it."""

import datetime as dt
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.reports.disclosure.small_groups import merge_steps
from academy.reports.disclosure.steps import WAITING, ZEROS, Figures, Row
from academy.reports.models import Publication
from academy.reports.queries import burn_up, figures
from academy.reports.queries.burn_up import WEEK, BurnUp, Week
from academy.reports.queries.figures import NOT_GIVEN, Counts, Group, ProgramFigures
from courses.models import Program

# How long what would be published first is held still, where no worker has done so yet.
HELD_SECONDS = 24 * 3600


def current(program: Program) -> Publication:
    """Return what is published of `program` now; unsaved, if the worker has not begun."""
    latest = Publication.objects.filter(program=program).order_by("-on").first()
    if latest is None:
        return first(program)
    latest.program = program
    return latest


def first(program: Program) -> Publication:
    """Return what is published of `program` first: the truth, as it was when first asked for.

    Held in the cache, and under no generation of the content: a second look before the worker
    has written it down must not show what one person changed.
    """
    found: tuple[dt.date, dict[str, Any]] | None = cache.get_or_set(
        f"first-publication.{program.pk}", lambda: _first(program), HELD_SECONDS
    )
    on, content = found or _first(program)
    return Publication(program=program, on=on, figures=content)


def _first(program: Program) -> tuple[dt.date, dict[str, Any]]:
    weeks = burn_up.read(program).weeks
    steps = merge_steps([week.completed for week in weeks])
    growth = [(week.on.isoformat(), step) for week, step in zip(weeks, steps, strict=True)]
    return timezone.localdate(), true_now(program).to_json() | {"weeks": growth}


def true_now(program: Program) -> Figures:
    """Return the figures of `program` as they are, published or not."""
    found = figures.read(list(program.batches.order_by("number")))
    return Figures(
        total=found.total.nested,
        active=found.total.active,
        pesantren=found.total.pesantren,
        groups={
            dimension: {group.key: group.figures.nested for group in groups}
            for dimension, groups in found.groups.items()
        },
    )


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
    earlier = Publication.objects.filter(program=program, on__lt=today).order_by("on")
    steps: list[tuple[dt.date, int]] = []
    for one in [*earlier, publication]:
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
    """Return the row of those who are in the total and in none of `groups` yet.

    Who is counted in two groups, which the page says, makes it no less than none.
    """
    shown = [group.figures.nested for group in groups]
    columns = [sum(column) for column in zip(*shown, strict=True)] if shown else ZEROS
    rest = [max(0, total - part) for total, part in zip(found.total, columns, strict=True)]
    if not any(rest):
        return []
    applied, accepted, completed, certified = rest
    counts = _counts((applied, accepted, completed, certified))
    return [Group(WAITING, _("Not shared out yet"), counts)]
