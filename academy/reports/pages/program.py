"""What the program page shows, put together from the figures."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academy.reports.charts import burn_up as burn_up_chart
from academy.reports.charts import forecast as forecast_chart
from academy.reports.charts import tile_map
from academy.reports.pages import links, outlook, tables
from academy.reports.pages.tables import FIGURES
from academy.reports.queries.burn_up import BurnUp
from academy.reports.queries.figures import Counts, Group, ProgramFigures
from academy.reports.queries.forecast import Forecast
from academy.web import formats
from courses.models import Program

COLUMNS = tables.columns(FIGURES)
# What the map can show.
MAPPED = ("applied", "accepted", "completed", "certified")


def of_program(
    program: Program, found: ProgramFigures, way: BurnUp, ahead: Forecast, mapped: str
) -> dict[str, Any]:
    """Return the context of the page; `mapped` is the figure that the map shows."""
    mapped = mapped if mapped in MAPPED else "accepted"
    return {
        "program": program,
        "way": way,
        "sentences": outlook.with_forecast(way, ahead),
        "forecast": ahead,
        "forecast_charts": [
            forecast_chart.draw(ahead, way),
            forecast_chart.draw(ahead, way, narrow=True),
        ],
        "total": found.total,
        "funnel": _funnel(program, found.total),
        "charts": [burn_up_chart.draw(way), burn_up_chart.draw(way, narrow=True)],
        "changes": [(week, way.planned(week.on)) for week in burn_up_chart.changes(way)],
        "map": _map(program, found.groups["regency"], mapped),
        "map_tabs": [
            {"label": FIGURES[name], "url": f"?map={name}#map", "current": name == mapped}
            for name in MAPPED
        ],
        "mapped": FIGURES[mapped],
        "tables": {
            name: _table(program, name, groups, found.total)
            for name, groups in found.groups.items()
        },
    }


def sheet(found: ProgramFigures) -> Iterator[tables.SheetRow]:
    """Return the rows of the spreadsheet: all, then each group of each dimension."""
    yield _("All"), "", [getattr(found.total, name) for name in FIGURES]
    for dimension, groups in found.groups.items():
        for group in groups:
            title = tables.DIMENSIONS[dimension][0]
            yield title, group.label, [getattr(group.figures, name) for name in FIGURES]


def _funnel(program: Program, total: Counts) -> list[dict[str, Any]]:
    """Return applied to certified, on one scale with the target."""
    whole = max(program.target, *(getattr(total, name) for name in FIGURES))
    return [
        {
            "label": label,
            "count": getattr(total, name),
            "width": round(100 * getattr(total, name) / whole, 2),
            "target": round(100 * program.target / whole, 2),
            "url": links.to_list(program, name),
        }
        for name, label in FIGURES.items()
    ]


def _map(program: Program, regencies: list[Group], mapped: str) -> tile_map.TileMap:
    values = {}
    for group in regencies:
        count = getattr(group.figures, mapped)
        url = links.to_list(program, mapped, "regency", group.key) if count else ""
        values[group.key] = tile_map.Value(str(group.label), formats.number(count), count, url)
    return tile_map.draw(values)


def _table(program: Program, dimension: str, groups: list[Group], total: Counts) -> tables.Table:
    title, head = tables.DIMENSIONS[dimension]
    is_batch = dimension == "batch"
    return tables.Table(
        name=dimension,
        title=title,
        head=head,
        figures=list(FIGURES.values()),
        bar_head=_("Passed, of those accepted") if is_batch else _("Share of those accepted"),
        rows=[
            tables.Row(
                label=group.label,
                cells=_cells(program, dimension, group),
                bar=tables.Bar(group.figures.completed, group.figures.accepted)
                if is_batch
                else tables.Bar(group.figures.accepted, total.accepted),
                url=reverse("courses:batch_overview", args=[group.key]) if is_batch else "",
                note=formats.date_range(group.batch.starts_on, group.batch.ends_on)
                if group.batch
                else "",
            )
            for group in groups
        ],
    )


def _cells(program: Program, dimension: str, group: Group) -> list[tables.Cell]:
    """Return the figures of a row, each with its list where it is not nothing."""
    return [
        tables.Cell(
            tables.text(count), links.to_list(program, name, dimension, group.key) if count else ""
        )
        for name, count in ((name, getattr(group.figures, name)) for name in FIGURES)
    ]
