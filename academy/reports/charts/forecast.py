"""The way ahead: from those who are certified today, up a step with each batch."""

import datetime as dt
from dataclasses import dataclass

from django.utils import dateformat
from django.utils.translation import gettext as _

from academy.reports.charts.burn_up import Label
from academy.reports.charts.scale import Plot, months, steps
from academy.reports.queries.burn_up import BurnUp
from academy.reports.queries.forecast import Forecast
from academy.web import formats

# So that the words at the last step have room in the drawing.
ROOM = dt.timedelta(days=45)
LETTER_WIDTH = 6.6


@dataclass(frozen=True, slots=True)
class ForecastChart:
    """The drawing for the template: what is, what is expected, and the target."""

    plot: Plot
    css: str
    gridlines: list[Label]
    ticks: list[Label]
    target_y: float
    today_x: float
    certified: str
    expected: str
    dots: list[tuple[float, float]]
    labels: list[Label]


def draw(found: Forecast, way: BurnUp, *, narrow: bool = False) -> ForecastChart:
    """Return the drawing of `found`, after the certificates of `way`."""
    last_day = max([way.ends_on, found.today, *(step.batch.on for step in found.steps)]) + ROOM
    marks = steps(max(found.target, found.sum))
    width, height = (328, 240) if narrow else (840, 280)
    plot = Plot(
        width=width, height=height, left=40, right=8, top=18, bottom=26,
        first_day=min(way.starts_on, found.today), last_day=last_day, highest=marks[-1],
    )  # fmt: skip
    today = plot.x(found.today)
    path = f"M{today} {plot.y(found.certified)}"
    for step in found.steps:
        path += f"H{plot.x(step.batch.on)}V{plot.y(step.sum)}"
    certified = " ".join(f"{plot.x(week.on)} {plot.y(week.certified)}" for week in way.weeks)
    return ForecastChart(
        plot=plot,
        css="only-phone" if narrow else "only-desk",
        gridlines=[
            Label(plot.left - 6, plot.y(mark), formats.number(mark), anchor="end") for mark in marks
        ],
        ticks=[
            Label(plot.x(day), plot.base + 18, dateformat.format(day, "M Y"))
            for day in months(plot.first_day, plot.last_day, at_most=3 if narrow else 6)
            if plot.x(day) < plot.end - 30
        ],
        target_y=plot.y(found.target),
        today_x=today,
        certified=f"M{plot.left} {plot.base}L{certified}" if certified else "",
        expected=path,
        dots=[(plot.x(step.batch.on), plot.y(step.sum)) for step in found.steps],
        labels=_labels(plot, found),
    )


def _labels(plot: Plot, found: Forecast) -> list[Label]:
    """Return the words for the target, for today, and for the end."""
    target = _("target %(figure)s") % {"figure": formats.number(found.target)}
    today = _("%(figure)s certified") % {"figure": formats.number(found.certified)}
    labels = [
        Label(plot.left + 6, plot.y(found.target) - 6, target),
        _beside(plot, plot.x(found.today), plot.y(found.certified) - 8, today, "halo label-strong"),
    ]
    if found.steps:
        last = found.steps[-1]
        words = _("about %(figure)s on %(day)s") % {
            "figure": formats.number(last.sum),
            "day": formats.date_short(last.batch.on),
        }
        y = plot.y(last.sum)
        # Not on the words of the target.
        y += 20 if abs(y - plot.y(found.target)) < 20 else -8
        labels.append(_beside(plot, plot.x(last.batch.on), y, words, "halo label-strong"))
    return labels


def _beside(plot: Plot, x: float, y: float, text: str, css: str) -> Label:
    """Return a label that ends at `x`, or begins there where it would leave the drawing."""
    if x - len(text) * LETTER_WIDTH < plot.left:
        return Label(x + 6, y, text, css=css)
    return Label(x - 6, y, text, anchor="end", css=css)
