"""Whether what a person has reached is what the batch demands, and the words that say so.

Participant, coordinator and certificate show the same list of `requirements`. Nothing here
reads the database or the clock.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.completion.rules import Demand, Figures, rounded
from courses.models import CompletionRule


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of the rule: `key` is stable, `text` the demand, `detail` how far one is.

    What `asks_nothing` (no final assignment is there, 0 % of sessions) is met and not shown:
    it would be "met" before anybody has begun.
    """

    key: str
    text: str
    is_met: bool
    detail: str
    missing: tuple[Demand, ...] = ()
    asks_nothing: bool = False
    # What is still needed, and whether that is possible.
    outlook: str = ""


def eligible_since(
    *,
    rule: CompletionRule,
    figures: Figures,
    before: dt.datetime | None,
    is_correction: bool,
    now: dt.datetime,
) -> dt.datetime | None:
    """Return since when the rule is met, None where it is not; `before` is what is stored.

    What was reached stays, whatever is demanded later: only a correction of the person's own
    mark or attendance (`is_correction`) takes it back.
    """
    if meets(rule, figures):
        return before or now
    return None if is_correction else before


def meets(rule: CompletionRule, figures: Figures) -> bool:
    """Say whether somebody with `figures` meets the whole rule."""
    return all(item.is_met for item in requirements(rule, figures))


def requirements(rule: CompletionRule, figures: Figures) -> list[Requirement]:
    """Return each demand of `rule`, met or not and why; who met an earlier one is held to that."""
    rule = figures.rule or rule
    found = []
    if rule.all_activities:
        found.append(_all_activities(figures))
    if rule.minimum_mark is not None:
        found.append(_minimum_mark(rule.minimum_mark, figures))
    if rule.minimum_attendance is not None:
        found.append(_minimum_attendance(rule, figures))
    if rule.final_assignment_accepted:
        found.append(_final_assignment(figures))
    return found


def _all_activities(figures: Figures) -> Requirement:
    missing = tuple(item for item in figures.required if item.activity_id not in figures.done)
    return Requirement(
        key="activities",
        text=_("All required activities are done"),
        is_met=figures.batch_demands and not missing,
        detail=_done_so_far(figures),
        missing=missing,
    )


def _done_so_far(figures: Figures) -> str:
    if not figures.batch_demands:
        return _("What is demanded stands here once the batch has begun")
    if not figures.required:
        return _("Exempt from all that is demanded")
    return _("%(done)s of %(required)s done") % {
        "done": figures.done_count,
        "required": len(figures.required),
    }


def _minimum_mark(minimum: Decimal, figures: Figures) -> Requirement:
    text = _("Mean mark at least %(mark)s") % {"mark": _plain(minimum)}
    mean, missing = figures.mean_mark, figures.missing_count
    if missing is None:
        missing = figures.unmarked_count
    if figures.batch_marks and not figures.is_marked:
        # Nothing is left to get a mark in, and so nothing that could be too little.
        return Requirement("mark", text, is_met=True, detail=_("Exempt from all that is marked"))
    later = _not_shown_yet(figures)
    # Who has met the rule knows it, without the figure.
    is_met = bool(figures.rule and figures.hidden_count)
    if mean is None:
        detail = later or _("No mark yet")
        return Requirement("mark", text, is_met=is_met, detail=detail)
    detail = _("Mean %(mark)s") % {"mark": _plain(rounded(mean))}
    if missing:
        detail = ngettext(
            "Mean so far %(mark)s; %(count)s activity has no mark yet",
            "Mean so far %(mark)s; %(count)s activities have no mark yet",
            missing,
        ) % {"mark": _plain(rounded(mean)), "count": missing}
    is_met = is_met or (not figures.unmarked_count and mean >= minimum)
    return Requirement("mark", text, is_met=is_met, detail=detail, outlook=later)


def _not_shown_yet(figures: Figures) -> str:
    if not figures.hidden_count:
        return ""
    return ngettext(
        "%(count)s mark is not shown yet, and not counted here.",
        "%(count)s marks are not shown yet, and not counted here.",
        figures.hidden_count,
    ) % {"count": figures.hidden_count}


def _minimum_attendance(rule: CompletionRule, figures: Figures) -> Requirement:
    minimum = rule.minimum_attendance or Decimal(0)
    # Of all sessions, also those to come: nobody has attended a session before it was held.
    # In a batch without any, 0 of 0 shows nothing, so a demand of more than 0 % waits.
    is_met = 100 * figures.ruled_attended_count >= minimum * figures.session_count and (
        figures.batch_has_sessions or not minimum
    )
    words = _("Attendance at least %(percent)s %%") % {"percent": _plain(minimum)}
    if rule.excused_counts:
        words = _("Attendance at least %(percent)s %% (permission and illness count)") % {
            "percent": _plain(minimum)
        }
    return Requirement(
        key="attendance",
        text=words,
        is_met=is_met,
        detail=_attendance_so_far(figures),
        outlook="" if is_met else _attendance_needed(minimum, figures),
        asks_nothing=not minimum,
    )


def _attendance_so_far(figures: Figures) -> str:
    if not figures.batch_has_sessions:
        return _("No session has been noted yet")
    if not figures.ruled:
        return _("All sessions were over before this seat was given")
    return _("Attended %(attended)s of %(sessions)s sessions") % {
        "attended": figures.ruled_attended_count,
        "sessions": figures.session_count,
    }


def _attendance_needed(minimum: Decimal, figures: Figures) -> str:
    """Return how many of the sessions left are needed, and whether that is still possible."""
    if not figures.ruled:
        return ""
    needed = ceil(minimum * figures.session_count / 100) - figures.ruled_attended_count
    left = figures.session_count - figures.ruled_held_count
    if needed > left:
        return _(
            "This can no longer be reached: %(needed)s more are needed, and %(left)s are left. "
            "If you were at a session and it is not noted, tell your coordinator."
        ) % {"needed": needed, "left": left}
    if needed == left:
        return ngettext(
            "The one session that is left is needed.",
            "All %(left)s sessions that are left are needed.",
            left,
        ) % {"left": left}
    return _("Of the %(left)s sessions that are left, at least %(needed)s must be attended.") % {
        "needed": needed,
        "left": left,
    }


def _final_assignment(figures: Figures) -> Requirement:
    if figures.final_open:
        titles = ", ".join(item.title for item in figures.final_open)
        detail = _("Waiting: %(titles)s") % {"titles": titles}
    elif figures.batch_demands:
        detail = _("All accepted")
    else:
        # Nothing is demanded yet, so nothing was accepted either.
        detail = _done_so_far(figures)
    return Requirement(
        key="final",
        text=_("Final assignments are accepted"),
        is_met=figures.batch_demands and not figures.final_open,
        detail=detail,
        missing=tuple(figures.final_open),
        asks_nothing=figures.batch_demands and not any(item.is_final for item in figures.required),
    )


def _plain(value: Decimal) -> str:
    """Return `value` without needless zeros, with a decimal comma (both languages here)."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
