"""What the figures mean, in sentences."""

import datetime as dt
import math

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.reports.queries.burn_up import BurnUp
from academy.reports.queries.forecast import Forecast
from academy.web import formats

# A date further away than this says nothing.
FORESEEABLE = dt.timedelta(days=5 * 365)


def reached_on(way: BurnUp) -> dt.date | None:
    """Return the day on which the target is reached at the mean pace since the start.

    None where nobody has graduated yet or the day is too far away to be told.
    """
    days = (way.today - way.starts_on).days + 1
    if way.completed <= 0 or days <= 0:
        return None
    missing = max(0, way.target - way.completed)
    left = math.ceil(missing * days / way.completed)
    return way.today + dt.timedelta(days=left) if left <= FORESEEABLE.days else None


def sentences(way: BurnUp) -> list[str]:
    """Return what a reader should know first: where we are, and where this leads."""
    found = [_where_it_leads(way)]
    if way.completed < way.target and way.starts_on <= way.today <= way.ends_on:
        found.append(_beside_the_plan(way))
        if way.active:
            found.append(_if_all_pass(way))
    return found


def with_forecast(way: BurnUp, ahead: Forecast) -> list[str]:
    """Return the same for who knows the batches: what they lead to instead of the pace so far."""
    goes_on = way.certified < way.target and way.starts_on <= way.today
    if not goes_on or not (way.completed or ahead.steps):
        return sentences(way)
    found = [_where_batches_lead(ahead), _on_what_it_rests(ahead)]
    if way.today <= way.ends_on:
        found.append(_beside_the_plan(way))
    return found


def _where_batches_lead(ahead: Forecast) -> str:
    words = {
        "now": formats.number(ahead.certified),
        "target": formats.number(ahead.target),
        "sum": formats.number(ahead.sum),
    }
    reached = ahead.reached
    if reached is not None:
        return _(
            "%(now)s of %(target)s are certified; by the dates and seats of the batches the "
            "target is reached on %(day)s with %(batch)s."
        ) % {**words, "day": formats.date_short(reached.batch.on), "batch": reached.batch.label}
    words["gap"] = formats.number(ahead.target - ahead.sum)
    if not ahead.steps:
        return _(
            "%(now)s of %(target)s are certified, and no batch runs or is planned: %(gap)s are "
            "missing."
        ) % words  # fmt: skip
    return _(
        "%(now)s of %(target)s are certified; with all batches that run or are planned there "
        "will be about %(sum)s by %(day)s. %(gap)s are missing: the target needs more seats."
    ) % {**words, "day": formats.date_short(ahead.steps[-1].batch.on)}


def _on_what_it_rests(ahead: Forecast) -> str:
    words = {"percent": formats.percent(ahead.percent)}
    if ahead.is_assumed:
        return (
            _("No batch is over yet, so it is assumed that %(percent)s of all seats pass.") % words
        )
    return _(
        "In the batches that are over %(percent)s of those with a seat passed; the same is "
        "expected of the others."
    ) % words  # fmt: skip


def _where_it_leads(way: BurnUp) -> str:
    words = {
        "done": formats.number(way.completed),
        "target": formats.number(way.target),
        "end": formats.date_short(way.ends_on),
    }
    if way.completed >= way.target:
        met_on = next(week.on for week in way.weeks if week.completed >= way.target)
        return _("%(done)s of %(target)s: the target has been met since %(day)s.") % {
            **words,
            "day": formats.date_short(met_on),
        }
    if way.today < way.starts_on:
        return _("The program begins on %(start)s; its target is %(target)s graduates.") % {
            **words,
            "start": formats.date_short(way.starts_on),
        }
    if way.today > way.ends_on:
        return _("The program ended on %(end)s with %(done)s of %(target)s graduates.") % words
    if not way.completed:
        return _("Nobody has passed yet; the target is %(target)s graduates by %(end)s.") % words
    day = reached_on(way)
    if day is None:
        return _(
            "%(done)s of %(target)s; at the pace so far the target is more than five years away."
        ) % words  # fmt: skip
    words["day"] = formats.date_short(day)
    if day <= way.ends_on:
        return _(
            "%(done)s of %(target)s; at the pace so far the target is reached on %(day)s, "
            "before the program ends (%(end)s)."
        ) % words  # fmt: skip
    return _(
        "%(done)s of %(target)s; at the pace so far the target is reached on %(day)s, "
        "after the program ends (%(end)s)."
    ) % words  # fmt: skip


def _beside_the_plan(way: BurnUp) -> str:
    planned = way.planned(way.today)
    words = {
        "planned": formats.number(planned),
        "gap": formats.number(abs(planned - way.completed)),
    }
    if way.completed < planned:
        return _("A straight plan has %(planned)s today: %(gap)s more than there are.") % words
    if way.completed > planned:
        return _("A straight plan has %(planned)s today: %(gap)s fewer than there are.") % words
    return _("A straight plan has %(planned)s today, just as many.") % words


def _if_all_pass(way: BurnUp) -> str:
    return ngettext(
        "If the one who is learning now passes, there will be %(sum)s.",
        "If all %(active)s who are learning now pass, there will be %(sum)s.",
        way.active,
    ) % {
        "active": formats.number(way.active),
        "sum": formats.number(way.completed + way.active),
    }
