"""The comparison as a spreadsheet: a row for each hand-in and for each of its criteria."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.people.requests import SignedInRequest
from academy.web import lists
from courses.calibration.queries.result import Compared, Result
from courses.models import CalibrationRound


def sheet(request: SignedInRequest, round: CalibrationRound, result: Result) -> HttpResponse:
    """Answer with the comparison, as its page shows it."""
    columns = [
        lists.Column("work", gettext_lazy("Hand-in"), lambda row: row["work"]),
        lists.Column("criterion", gettext_lazy("Criterion"), lambda row: row["criterion"]),
        *(
            lists.Column(f"part{place}", part.trainer.display_name, _at(place))
            for place, part in enumerate(result.parts)
        ),
        lists.Column("spread", gettext_lazy("Difference"), lambda row: row["spread"]),
        lists.Column("words", gettext_lazy("In words"), lambda row: row["words"]),
    ]
    rows = [row for work in result.works for row in _rows(work)]
    return lists.spreadsheet(request, columns, rows, filename="kalibrasi.xlsx")


def _at(place: int) -> Any:
    return lambda row: row["given"][place]


def _rows(work: Compared) -> Iterator[dict[str, Any]]:
    yield {
        "work": work.work.number,
        "criterion": _("Mark"),
        "given": [row.mark if row else None for row in work.marks],
        "spread": work.spread,
        "words": str(work.judgement),
    }
    for line in work.lines:
        yield {
            "work": work.work.number,
            "criterion": line.title,
            "given": [score["points"] if score else None for score in line.scores],
            "spread": line.spread,
            "words": line.levels,
        }
