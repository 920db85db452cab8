"""Figures of a program for its pages, kept for each reader; exports are always read anew."""

from collections.abc import Sequence

from academy.people.models import User
from academy.reports.queries import burn_up, figures, forecast
from academy.web.kept.readers import KeptFigures
from courses.models import Batch, Program

type Read = tuple[figures.ProgramFigures, burn_up.BurnUp, forecast.Forecast]

_kept: KeptFigures[Read] = KeptFigures()


def of_program(program: Program, batches: Sequence[Batch], reader: User) -> Read:
    """Return the figures of `batches` of `program`, and the program's way so far and ahead."""
    return _kept.read(
        reader.pk,
        (program.pk, *(batch.pk for batch in batches)),
        lambda: (figures.read(batches), burn_up.read(program), forecast.read(program)),
        program.target,
        program.starts_on,
        program.ends_on,
    )
