"""What a batch demands of a person, and how far the person is: decided here, for everybody.

Nothing here reads the database or the clock: `courses.completion.queries` reads and brings
the time. Participant, coordinator and certificate show the list of `requirements`; the stored
figures of an enrollment come from the same `figures`.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import AttendanceStatus, CompletionRule, Session
from courses.models.asked import Asked

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Demand:
    """An activity that a batch demands, with what counting needs of its page.

    `activity_id` is the page's key; `weight` how much its mark counts.
    """

    activity_id: int
    weight: Decimal
    title: str
    path: str
    minutes: int
    # Whether it can be reached: published with its module and course, and taught here.
    is_live: bool
    is_graded: bool
    # None: no assignment.
    is_final: bool | None


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


@dataclass(slots=True)
class Figures:
    """What one person has reached. Marks 0 to 100 unrounded; None: nothing to count yet."""

    required: list[Demand] = field(default_factory=list)
    done: set[int] = field(default_factory=set)
    mean_mark: Decimal | None = None
    unmarked_count: int = 0
    attended_count: int = 0
    held_count: int = 0
    # Those that this person is asked for, in order of time, also the ones to come.
    sessions: list[Session] = field(default_factory=list)
    # Those that the rule looks at: of who has met it, the ones asked for by then.
    ruled: list[Session] = field(default_factory=list)
    ruled_attended_count: int = 0
    # Whether the batch has any, also ones that were over before this person came.
    batch_has_sessions: bool = False
    final_open: list[Demand] = field(default_factory=list)
    # The rule that the person has met; None: not met yet, so the batch's of today counts.
    rule: CompletionRule | None = None

    @property
    def done_count(self) -> int:
        return sum(1 for item in self.required if item.activity_id in self.done)

    @property
    def progress(self) -> int:
        """Done of required, 0 to 100, rounded down: 100 only when all is done."""
        return 100 * self.done_count // len(self.required) if self.required else 0

    @property
    def session_count(self) -> int:
        return len(self.ruled)

    @property
    def attendance_percent(self) -> Decimal | None:
        """Attended of the sessions held so far, 0 to 100."""
        if not self.held_count:
            return None
        return rounded(Decimal(100 * self.attended_count) / self.held_count)


def rounded(value: Decimal) -> Decimal:
    """Return `value` with two places, as it is stored and shown (never for comparing)."""
    return value.quantize(HUNDREDTH, ROUND_HALF_UP)


def counted_statuses(rule: CompletionRule) -> frozenset[str]:
    """Return what counts as attended under `rule`."""
    if rule.excused_counts:
        return frozenset({AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED, AttendanceStatus.ILL})
    return frozenset({AttendanceStatus.PRESENT})


def reached(
    demands: Iterable[Demand],
    sessions: Collection[Session],
    *,
    rule: CompletionRule,
    asked: Asked | None,
    enrolled_at: dt.datetime,
    done: set[int],
    marks: Mapping[int, Decimal],
    statuses: Mapping[int, str],
    now: dt.datetime,
) -> Figures:
    """Return what a person has reached of `demands` and `sessions` of the batch.

    `rule` is the batch's of today; `asked` what was asked of who has met it (None: not met).
    `sessions` are those not called off, in order of time; `statuses` what is noted of the
    person, by id of the session.
    """
    own = own_demands(demands, done=done, asked=asked)
    graded = [item for item in own if item.is_graded and item.weight]
    marked = [item for item in graded if item.activity_id in marks]
    weight = sum((item.weight for item in marked), Decimal(0))
    total = sum((item.weight * marks[item.activity_id] for item in marked), Decimal(0))
    counted = counted_statuses(asked.rule if asked else rule)
    attended = {pk for pk, status in statuses.items() if status in counted}
    # Who came as a replacement is not asked for what was over before.
    of_person = [item for item in sessions if item.ends_at >= enrolled_at or item.pk in attended]
    ruled = [item for item in of_person if asked is None or item.pk in asked.sessions]
    return Figures(
        required=own,
        done=done,
        mean_mark=total / weight if weight else None,
        unmarked_count=len(graded) - len(marked),
        attended_count=sum(1 for item in of_person if item.pk in attended),
        # A session that runs is held for those who are there, and for nobody else yet.
        held_count=sum(1 for item in of_person if item.ends_at <= now or item.pk in attended),
        sessions=of_person,
        ruled=ruled,
        ruled_attended_count=sum(1 for item in ruled if item.pk in attended),
        batch_has_sessions=bool(sessions),
        final_open=[item for item in own if item.is_final and item.activity_id not in done],
        rule=asked.rule if asked else None,
    )


def own_demands(
    demands: Iterable[Demand], *, done: Collection[int], asked: Asked | None
) -> list[Demand]:
    """Return what of `demands` is asked of a person: the one rule for every share of them.

    An activity that nobody can reach any more counts only for those who had done it. Who has
    met the rule is asked for what was `asked` by then, with the weights of then.
    """
    own = [item for item in demands if item.is_live or item.activity_id in done]
    if asked is None:
        return own
    return [
        replace(item, weight=asked.weights[item.activity_id])
        for item in own
        if item.activity_id in asked.weights
    ]


def asked_now(rule: CompletionRule, figures: Figures) -> Asked:
    """Return what is asked of somebody with `figures`, to be kept when it is reached."""
    weights = {item.activity_id: item.weight for item in figures.required}
    return Asked(
        rule=figures.rule or rule,
        weights=weights,
        sessions=frozenset(item.pk for item in figures.sessions),
        done=frozenset(weights.keys() & figures.done),
    )


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
        is_met=bool(figures.required) and not missing,
        detail=_done_so_far(figures),
        missing=missing,
    )


def _done_so_far(figures: Figures) -> str:
    if not figures.required:
        return _("What is demanded stands here once the batch has begun")
    return _("%(done)s of %(required)s done") % {
        "done": figures.done_count,
        "required": len(figures.required),
    }


def _minimum_mark(minimum: Decimal, figures: Figures) -> Requirement:
    text = _("Mean mark at least %(mark)s") % {"mark": _plain(minimum)}
    if figures.mean_mark is None:
        return Requirement("mark", text, is_met=False, detail=_("No mark yet"))
    detail = _("Mean %(mark)s") % {"mark": _plain(rounded(figures.mean_mark))}
    if figures.unmarked_count:
        detail = ngettext(
            "Mean so far %(mark)s; %(count)s activity has no mark yet",
            "Mean so far %(mark)s; %(count)s activities have no mark yet",
            figures.unmarked_count,
        ) % {"mark": _plain(rounded(figures.mean_mark)), "count": figures.unmarked_count}
    is_met = not figures.unmarked_count and figures.mean_mark >= minimum
    return Requirement("mark", text, is_met=is_met, detail=detail)


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
    needed = ceil(minimum * figures.session_count / 100) - figures.attended_count
    left = figures.session_count - figures.held_count
    if not figures.sessions:
        return ""
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
    elif figures.required:
        detail = _("All accepted")
    else:
        # Nothing is demanded yet, so nothing was accepted either.
        detail = _done_so_far(figures)
    return Requirement(
        key="final",
        text=_("Final assignments are accepted"),
        is_met=bool(figures.required) and not figures.final_open,
        detail=detail,
        missing=tuple(figures.final_open),
        asks_nothing=bool(figures.required) and not any(item.is_final for item in figures.required),
    )


def _plain(value: Decimal) -> str:
    """Return `value` without needless zeros, with a decimal comma (both languages here)."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
