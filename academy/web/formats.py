"""Dates, times, figures and money as the academy writes them, in the active language.

Stored times are UTC; what people read is Western Indonesian Time (WIB) wherever the
server or the reader stands. Figures use a no-break space before their unit.
"""

import datetime as dt
import math
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from django.utils import dateformat
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

WIB = ZoneInfo("Asia/Jakarta")
NBSP = "\N{NO-BREAK SPACE}"
BYTES_PER_MB = 1_000_000
MINUTES_OF_AN_HOUR = SECONDS_OF_A_MINUTE = 60
# Rupiah; less than this buys nothing.
WORTH_SAYING = 50

type Number = int | float | Decimal | str


def _english() -> bool:
    return (get_language() or "id").startswith("en")


def _in_wib(moment: dt.date) -> dt.date:
    """Return an aware datetime in WIB; a plain date or naive datetime as it is."""
    if isinstance(moment, dt.datetime) and moment.tzinfo is not None:
        return moment.astimezone(WIB)
    return moment


def date_long(day: dt.date | None) -> str:
    """Return "Selasa, 3 Februari 2026"; "" for None."""
    return dateformat.format(_in_wib(day), "l, j F Y") if day else ""


def date_short(day: dt.date | None) -> str:
    """Return "3 Feb 2026"; "" for None."""
    return dateformat.format(_in_wib(day), "j M Y") if day else ""


def _clock(moment: dt.datetime | dt.time) -> str:
    local = _in_wib(moment) if isinstance(moment, dt.datetime) else moment
    return local.strftime("%H:%M" if _english() else "%H.%M")


def time_wib(moment: dt.datetime | dt.time | None) -> str:
    """Return "19.30 WIB"; "" for None."""
    return f"{_clock(moment)}{NBSP}WIB" if moment is not None else ""


def time_range(start: dt.datetime | None, end: dt.datetime | None) -> str:
    """Return "19.30–21.00 WIB", or the start alone where no end is known."""
    if start is None or end is None:
        return time_wib(start)
    return f"{_clock(start)}–{_clock(end)}{NBSP}WIB"


def date_time(moment: dt.datetime | None) -> str:
    """Return "Selasa, 3 Februari 2026, 19.30 WIB"; "" for None."""
    return f"{date_long(moment)}, {time_wib(moment)}" if moment else ""


def date_and_times(start: dt.datetime | None, end: dt.datetime | None) -> str:
    """Return "Selasa, 3 Februari 2026, 19.30–21.00 WIB", or the start alone."""
    return f"{date_long(start)}, {time_range(start, end)}" if start else ""


def date_range(start: dt.date | None, end: dt.date | None) -> str:
    """Return "3 Feb – 5 Mar 2026", with no part said twice."""
    if not start or not end:
        return date_short(start or end)
    start, end = _in_wib(start), _in_wib(end)
    if (start.year, start.month, start.day) == (end.year, end.month, end.day):
        return date_short(start)
    if start.year != end.year:
        return f"{date_short(start)} – {date_short(end)}"
    if start.month != end.month:
        return f"{dateformat.format(start, 'j M')} – {date_short(end)}"
    return f"{start.day}–{date_short(end)}"


def _decimal(value: Number | None) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        figure = Decimal(str(value))
    except InvalidOperation:
        return None
    return figure if figure.is_finite() else None


def number(value: Number | None, decimals: int = 2) -> str:
    """Return "1.000" or "87,5" ("1,000" and "87.5" in English); "" for no number.

    `decimals` is the most that are shown; zeros at the end are dropped.
    """
    figure = _decimal(value)
    if figure is None:
        return ""
    figure = figure.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _point, rest = f"{figure:,f}".partition(".")
    rest = rest.rstrip("0")
    text = f"{whole}.{rest}" if rest else whole
    if text.startswith("-"):
        text = f"\N{MINUS SIGN}{text[1:]}"
    return text if _english() else text.translate(str.maketrans(",.", ".,"))


def rupiah(value: Number | None) -> str:
    """Return "Rp50.000" for whole rupiah; "" for no number."""
    figure = _decimal(value)
    if figure is None:
        return ""
    sign = "\N{MINUS SIGN}" if figure < 0 else ""
    return f"{sign}Rp{number(abs(figure), 0)}"


def percent(value: Number | None) -> str:
    """Return "75 %" for 75 (not 0.75), rounded half up to a whole number.

    What is not complete never reads as 100 %, and what has begun never as 0 %.
    """
    figure = _decimal(value)
    if figure is None:
        return ""
    rounded = figure.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    if rounded == 100 and figure < 100:
        rounded = Decimal(99)
    if rounded == 0 and figure > 0:
        rounded = Decimal(1)
    return f"{number(rounded, 0)}{NBSP}%"


def data_size(size: Number | None) -> str:
    """Return "48 kB" or "2,3 MB" for a number of bytes; "" for no number.

    Units of 1,000, as mobile providers sell them; never below 1 kB unless nothing.
    """
    figure = _decimal(size)
    if figure is None:
        return ""
    kilobytes = math.ceil(figure / 1000)
    if kilobytes < 1000:
        return f"{kilobytes}{NBSP}kB"
    if figure < 1000 * BYTES_PER_MB:
        return f"{number(figure / BYTES_PER_MB, 1)}{NBSP}MB"
    return f"{number(figure / (1000 * BYTES_PER_MB), 1)}{NBSP}GB"


def data_cost(size: Number | None, rate_per_mb: Number | None) -> str:
    """Return "≈ Rp120": what `size` bytes cost at a rate in rupiah per MB, rounded up.

    "" below `WORTH_SAYING`: "≈ Rp1" on every line tells nobody anything.
    """
    figure, rate = _decimal(size), _decimal(rate_per_mb)
    if figure is None or rate is None:
        return ""
    cost = math.ceil(figure * rate / BYTES_PER_MB)
    return f"≈{NBSP}{rupiah(cost)}" if cost >= WORTH_SAYING else ""


def duration(minutes: Number | None) -> str:
    """Return "1 jam 20 menit" for 80 minutes; "" for no number."""
    figure = _decimal(minutes)
    if figure is None:
        return ""
    hours, rest = divmod(int(figure), MINUTES_OF_AN_HOUR)
    if not hours:
        return ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest}
    if not rest:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def running_time(seconds: Number | None) -> str:
    """Return "24 detik", "2 menit 7 detik" or "1 jam 2 menit" for what plays so many seconds."""
    figure = _decimal(seconds)
    if figure is None:
        return ""
    whole = int(figure.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    minutes, rest = divmod(whole, SECONDS_OF_A_MINUTE)
    if minutes >= MINUTES_OF_AN_HOUR or (minutes and not rest):
        return duration(minutes)
    said = ngettext("%(count)d second", "%(count)d seconds", rest) % {"count": rest}
    return f"{duration(minutes)} {said}" if minutes else said
