"""The way to the target: lines of graduates and certificates beside the straight plan."""

import datetime as dt
from dataclasses import dataclass

from django.utils import dateformat
from django.utils.translation import gettext as _

from academy.reports.charts.scale import Plot, months, spread, steps
from academy.reports.queries.burn_up import BurnUp, Week
from academy.web import formats

LINE_HEIGHT = 16
# A letter's mean width at the style sheet's 12 px; only for choosing a label's side.
LETTER_WIDTH = 6.6


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place of the drawing; `anchor` as SVG's `text-anchor`."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    css: str = ""


@dataclass(frozen=True, slots=True)
class BurnUpChart:
    """The drawing for the template: paths, dots and labels."""

    plot: Plot
    css: str
    gridlines: list[Label]
    ticks: list[Label]
    plan: str
    target_y: float
    today_x: float | None
    area: str
    completed: str
    certified: str
    dots: list[tuple[float, float]]
    labels: list[Label]


def draw(way: BurnUp, *, narrow: bool = False, with_certified: bool = True) -> BurnUpChart:
    """Return the drawing of `way`, for a phone's width or for a wide page.

    Both stand in the page and the style sheet shows one, so that text is never scaled.
    """
    last_day = max(way.ends_on, way.weeks[-1].on if way.weeks else way.ends_on)
    marks = steps(max(way.target, way.completed))
    width, height = (328, 260) if narrow else (840, 320)
    plot = Plot(
        width=width,
        height=height,
        left=40,
        right=8,
        top=18,
        bottom=26,
        first_day=way.starts_on,
        last_day=last_day,
        highest=marks[-1],
    )
    completed = _path(plot, [(week.on, week.completed) for week in way.weeks])
    today = way.weeks[-1].on if way.weeks else None
    return BurnUpChart(
        plot=plot,
        css="only-phone" if narrow else "only-desk",
        gridlines=[
            Label(plot.left - 6, plot.y(mark), formats.number(mark), anchor="end") for mark in marks
        ],
        ticks=_ticks(plot, at_most=4 if narrow else 9),
        plan=f"M{plot.left} {plot.base}L{plot.x(way.ends_on)} {plot.y(way.target)}",
        target_y=plot.y(way.target),
        today_x=plot.x(today) if today else None,
        area=f"{completed}V{plot.base}H{plot.left}Z" if completed else "",
        completed=completed,
        certified=_path(plot, [(week.on, week.certified) for week in way.weeks])
        if with_certified
        else "",
        dots=_dots(plot, way, with_certified),
        labels=_labels(plot, way, with_certified),
    )


def changes(way: BurnUp) -> list[Week]:
    """Return the weeks in which a line moved, and the last one: the table of the chart."""
    found: list[Week] = []
    for week in way.weeks:
        before = found[-1] if found else Week(week.on, 0, 0)
        if (week.completed, week.certified) != (before.completed, before.certified):
            found.append(week)
    if way.weeks and found[-1:] != way.weeks[-1:]:
        found.append(way.weeks[-1])
    return found


def _path(plot: Plot, points: list[tuple[dt.date, int]]) -> str:
    """Return a path from the origin through `points`."""
    if not points:
        return ""
    places = [f"{plot.x(day)} {plot.y(value)}" for day, value in points]
    return f"M{plot.left} {plot.base}L" + " ".join(places)


def _ticks(plot: Plot, at_most: int) -> list[Label]:
    found: list[Label] = []
    for number, day in enumerate(months(plot.first_day, plot.last_day, at_most)):
        has_year = number == 0 or (day.month <= 2 and found[-1].css != str(day.year))
        text = dateformat.format(day, "M Y" if has_year else "M")
        found.append(Label(plot.x(day), plot.base + 18, text, css=str(day.year)))
    # A label at the right edge would stand out of the drawing.
    return [tick for tick in found if tick.x < plot.end - 24]


def _dots(plot: Plot, way: BurnUp, with_certified: bool) -> list[tuple[float, float]]:
    if not way.weeks:
        return []
    last = way.weeks[-1]
    values = [last.completed, last.certified] if with_certified else [last.completed]
    return [(plot.x(last.on), plot.y(value)) for value in values]


def _labels(plot: Plot, way: BurnUp, with_certified: bool) -> list[Label]:
    """Return the words at the lines' ends, and those of the plan and the target."""
    found = [
        Label(
            plot.left + 6,
            plot.y(way.target) - 6,
            _("target %(figure)s") % {"figure": formats.number(way.target)},
        )
    ]
    if not way.weeks:
        return found
    last = way.weeks[-1]
    passed = _("%(figure)s passed") % {"figure": formats.number(last.completed)}
    planned = _("%(figure)s by plan") % {"figure": formats.number(way.planned(last.on))}
    words = [
        (planned, plot.y(way.planned(last.on)), "halo"),
        (passed, plot.y(last.completed), "halo label-strong"),
    ]
    if with_certified:
        certified = _("%(figure)s certified") % {"figure": formats.number(last.certified)}
        words.append((certified, plot.y(last.certified), "halo"))
    return found + _beside(plot, plot.x(last.on), words)


def _beside(plot: Plot, x: float, words: list[tuple[str, float, str]]) -> list[Label]:
    """Return labels at the right of `x`; where they find no room, at its left, off the lines."""
    room = plot.end - x
    if all(len(text) * LETTER_WIDTH + 9 <= room for text, _y, _css in words):
        heights = spread([y + 4 for _text, y, _css in words], LINE_HEIGHT)
        return [
            Label(x + 9, round(y, 1), text, css=css)
            for (text, _y, css), y in zip(words, heights, strict=True)
        ]
    heights = [y - 9 for _text, y, _css in words]
    if len(words) > 2 and words[2][1] + LINE_HEIGHT < plot.base:
        heights[2] = words[2][1] + LINE_HEIGHT
    heights = spread(heights, LINE_HEIGHT)
    return [
        Label(x - 9, round(y, 1), text, anchor="end", css=css)
        for (text, _y, css), y in zip(words, heights, strict=True)
    ]
