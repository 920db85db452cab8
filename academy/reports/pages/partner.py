"""What the partners' page shows: every figure through `small_groups`, none around it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from academy.reports.charts import burn_up as burn_up_chart
from academy.reports.charts import tile_map
from academy.reports.disclosure.small_groups import (
    WITHHELD,
    Shown,
    is_small,
    protect,
    protect_total,
)
from academy.reports.pages import outlook, tables
from academy.reports.pages.tables import FIGURES
from academy.reports.queries.burn_up import BurnUp
from academy.reports.queries.figures import Counts, Group, ProgramFigures
from academy.web import formats
from courses.models import Program

# The four that hold each other, as `Counts.nested` returns them.
NESTED = ("applied", "accepted", "completed", "certified")
COLUMNS = tables.columns(NESTED)
MAPPED = NESTED.index("accepted")
ACCEPTED, COMPLETED = NESTED.index("accepted"), NESTED.index("completed")


@dataclass(frozen=True, slots=True)
class Report:
    """The figures as partners may read them."""

    total: list[Shown]
    active: Shown
    pesantren: Shown
    groups: dict[str, list[tuple[Group, list[Shown]]]]

    @classmethod
    def of(cls, found: ProgramFigures) -> "Report":
        """Return `found` without what tells of a group under five."""
        total = protect_total(found.total.nested)
        return cls(
            total=total,
            active=_active(found.total, total),
            pesantren=Shown(found.total.pesantren)
            if total[ACCEPTED].value is not None
            else WITHHELD,
            groups={
                dimension: list(
                    zip(
                        groups,
                        protect([group.figures.nested for group in groups], found.total.nested),
                        strict=True,
                    )
                )
                for dimension, groups in found.groups.items()
            },
        )

    @property
    def hides_something(self) -> bool:
        rows = [self.total, *(cells for rows in self.groups.values() for _, cells in rows)]
        return any(cell.value is None for cells in rows for cell in cells)

    def sheet(self) -> Iterator[tables.SheetRow]:
        """Return the rows of the spreadsheet, hidden as on the page."""
        yield _("All"), "", [_value(cell) for cell in self.total]
        for dimension, rows in self.groups.items():
            title = tables.DIMENSIONS[dimension][0]
            for group, cells in rows:
                yield title, group.label, [_value(cell) for cell in cells]


def _active(total: Counts, shown: list[Shown]) -> Shown:
    """Those who are learning; the others of the accepted passed, failed or left."""
    ended = total.accepted - total.completed - total.active
    if shown[COMPLETED].value is None or is_small(total.active) or is_small(ended) or ended < 0:
        return WITHHELD
    return Shown(total.active)


def _value(cell: Shown) -> int | str:
    return cell.mark if cell.value is None else cell.value


def context(program: Program, report: Report, way: BurnUp) -> dict[str, Any]:
    """Return the context of the page."""
    way = way_for_partners(way, report)
    return {
        "program": program,
        "way": way,
        "has_figures": report.total[0].value != 0,
        "shows_way": report.total[COMPLETED].value is not None,
        "sentences": outlook.sentences(way) if report.total[COMPLETED].value is not None else [],
        "figures": [
            (FIGURES[name], tables.text(cell), name == "completed")
            for name, cell in zip(NESTED, report.total, strict=True)
        ],
        "active": tables.text(report.active),
        "pesantren": report.pesantren.value,
        "hides_something": report.hides_something,
        "charts": [
            burn_up_chart.draw(way, narrow=narrow, with_certified=False) for narrow in (False, True)
        ],
        "changes": [(week, way.planned(week.on)) for week in burn_up_chart.changes(way)],
        "map": _map(report.groups["regency"]),
        "tables": {name: _table(name, rows) for name, rows in report.groups.items()},
    }


def way_for_partners(way: BurnUp, report: Report) -> BurnUp:
    """Return the published `way` (in steps of five graduates at least), if it may be shown."""
    if report.total[COMPLETED].value is None:
        return replace(way, active=0, weeks=[])
    return replace(way, active=report.active.value or 0)


def _map(regencies: list[tuple[Group, list[Shown]]]) -> tile_map.TileMap:
    return tile_map.draw(
        {
            group.key: tile_map.Value(
                str(group.label), tables.text(cells[MAPPED]), cells[MAPPED].value
            )
            for group, cells in regencies
        }
    )


def _table(dimension: str, rows: list[tuple[Group, list[Shown]]]) -> tables.Table:
    title, head = tables.DIMENSIONS[dimension]
    return tables.Table(
        name=dimension,
        title=title,
        head=head,
        figures=[FIGURES[name] for name in NESTED],
        bar_head=_("Passed, of those accepted"),
        rows=[
            tables.Row(
                label=group.label,
                cells=[tables.Cell(tables.text(cell)) for cell in cells],
                bar=_bar(cells),
                note=formats.date_range(group.batch.starts_on, group.batch.ends_on)
                if group.batch
                else "",
            )
            for group, cells in rows
        ],
    )


def _bar(cells: list[Shown]) -> tables.Bar | None:
    completed, accepted = cells[COMPLETED].value, cells[ACCEPTED].value
    if completed is None or accepted is None:
        return None
    return tables.Bar(completed, accepted)
