"""Figures for a page, read once a minute for each reader.

They count every application and seat of a program, which takes the longer the more there are;
whoever looks from one map to the next need not wait for it each time. What a reader did is in
the figures at once, what others did after a minute at most. Exports are always read anew.
"""

from collections.abc import Sequence

from django.db.models import Max

from academy.core.models import AuditEntry
from academy.people.models import User
from academy.reports.queries import burn_up, figures, forecast
from academy.web import kept
from courses.models import Batch, Program

SECONDS = 60
type Read = tuple[figures.ProgramFigures, burn_up.BurnUp, forecast.Forecast]

_kept: kept.Near[Read] = kept.Near(size=128, seconds=SECONDS)


def of_program(program: Program, batches: Sequence[Batch], reader: User) -> Read:
    """Return the figures of `batches` of `program`, and the program's way so far and ahead."""
    own = AuditEntry.objects.filter(actor=reader).aggregate(last=Max("pk"))
    plan = (program.target, program.starts_on, program.ends_on)
    return _kept.get(
        (reader.pk, program.pk, *(batch.pk for batch in batches)),
        # The generation: whatever ends all that is kept ends this too.
        (own["last"], plan, kept.generation()),
        lambda: (figures.read(batches), burn_up.read(program), forecast.read(program)),
    )
