"""What a batch demands of a person, and how far the person is: one reading for everybody.

Participant, coordinator and certificate show the list that `evaluate` returns; the stored
figures of an enrollment (`courses.completion.actions.refresh`) come from the same reading.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.completion.queries.demands import Demand, demands_of, rule_of
from courses.completion.queries.records import Records
from courses.models import (
    Attendance,
    AttendanceStatus,
    Batch,
    Completion,
    CompletionRule,
    Enrollment,
    Mark,
    Session,
)

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of the rule: `key` is stable, `text` the demand, `detail` how far one is."""

    key: str
    text: str
    is_met: bool
    detail: str
    missing: tuple[Demand, ...] = ()


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
    # Whether the batch has any, also ones that were over before this person came.
    batch_has_sessions: bool = False
    final_open: list[Demand] = field(default_factory=list)

    @property
    def done_count(self) -> int:
        return sum(1 for item in self.required if item.activity_id in self.done)

    @property
    def progress(self) -> int:
        """Done of required, 0 to 100, rounded down: 100 only when all is done."""
        return 100 * self.done_count // len(self.required) if self.required else 0

    @property
    def session_count(self) -> int:
        return len(self.sessions)

    @property
    def attendance_percent(self) -> Decimal | None:
        """Attended of the sessions held so far."""
        if not self.held_count:
            return None
        return rounded(Decimal(100 * self.attended_count) / self.held_count)


def rounded(value: Decimal) -> Decimal:
    """Return `value` with two places, as it is stored and shown (never for comparing)."""
    return value.quantize(HUNDREDTH, ROUND_HALF_UP)


def read(batch: Batch, enrollments: Iterable[Enrollment]) -> dict[int, Figures]:
    """Return the figures of `enrollments` of `batch` by enrollment id, in five queries."""
    enrollments = list(enrollments)
    of_these = {"enrollment__in": [enrollment.pk for enrollment in enrollments]}
    done: dict[int, set[int]] = defaultdict(set)
    for enrollment_id, activity_id in Completion.objects.filter(**of_these).values_list(
        "enrollment_id", "activity_id"
    ):
        done[enrollment_id].add(activity_id)
    marks: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for enrollment_id, activity_id, value in Mark.objects.filter(**of_these).values_list(
        "enrollment_id", "activity_id", "value"
    ):
        marks[enrollment_id][activity_id] = value
    demanded = _demanded(batch, enrollments)
    return {
        enrollment.pk: _figures(enrollment, demanded, done[enrollment.pk], marks[enrollment.pk])
        for enrollment in enrollments
    }


def figures_of(
    enrollment: Enrollment,
    records: Records,
    demands: Sequence[Demand],
    sessions: Iterable[Session],
) -> Figures:
    """Return the figures of one person of whom all is read; `sessions` are all of the batch."""
    counted = _counted(enrollment.batch)
    attended = {pk for pk, status in records.attendance.items() if status in counted}
    held = [item for item in sessions if item.cancelled_at is None]
    demanded = _Demanded(demands, held, {enrollment.pk: attended})
    return _figures(enrollment, demanded, records.done, records.marks)


@dataclass(frozen=True, slots=True)
class _Demanded:
    """What a batch asks for, and which sessions each person attended."""

    activities: Sequence[Demand]
    sessions: list[Session]
    attended: Mapping[int, set[int]]


def _counted(batch: Batch) -> set[str]:
    """Return what counts as attended in `batch`."""
    if rule_of(batch).excused_counts:
        return {AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED, AttendanceStatus.ILL}
    return {AttendanceStatus.PRESENT}


def _demanded(batch: Batch, enrollments: list[Enrollment]) -> _Demanded:
    attended: dict[int, set[int]] = defaultdict(set)
    noted = Attendance.objects.filter(enrollment__in=enrollments, status__in=_counted(batch))
    for enrollment_id, session_id in noted.values_list("enrollment_id", "session_id"):
        attended[enrollment_id].add(session_id)
    return _Demanded(
        activities=demands_of(batch),
        sessions=list(Session.objects.filter(batch=batch, cancelled_at__isnull=True)),
        attended=attended,
    )


def _figures(enrollment, demanded: _Demanded, done, marks) -> Figures:
    own = [item for item in demanded.activities if _counts(item, enrollment, done)]
    graded = [item for item in own if item.is_graded and item.weight]
    marked = [item for item in graded if item.activity_id in marks]
    weight = sum((item.weight for item in marked), Decimal(0))
    total = sum((item.weight * marks[item.activity_id] for item in marked), Decimal(0))
    # Who came as a replacement is not asked for what was over before.
    own_sessions = [item for item in demanded.sessions if item.ends_at >= enrollment.enrolled_at]
    attended = demanded.attended[enrollment.pk]
    now = timezone.now()
    return Figures(
        required=own,
        done=done,
        mean_mark=total / weight if weight else None,
        unmarked_count=len(graded) - len(marked),
        attended_count=sum(1 for item in own_sessions if item.pk in attended),
        held_count=sum(1 for item in own_sessions if item.ends_at <= now),
        sessions=own_sessions,
        batch_has_sessions=bool(demanded.sessions),
        final_open=[item for item in own if item.is_final and item.activity_id not in done],
    )


def _counts(item: Demand, enrollment: Enrollment, done: set[int]) -> bool:
    """Say whether `item` is demanded of this person.

    An unpublished activity counts only for those who had done it, and one adopted after
    a person had met the rule does not take that back.
    """
    if item.activity_id in done:
        return True
    if enrollment.eligible_at and item.added_at > enrollment.eligible_at:
        return False
    return item.is_live


def requirements(rule: CompletionRule, figures: Figures) -> list[Requirement]:
    """Return each demand of `rule`, met or not and why."""
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


def evaluate(enrollment: Enrollment) -> list[Requirement]:
    """Return the demands of the batch on this person, each met or not and why."""
    figures = read(enrollment.batch, [enrollment])[enrollment.pk]
    return requirements(rule_of(enrollment.batch), figures)


def _all_activities(figures: Figures) -> Requirement:
    missing = tuple(item for item in figures.required if item.activity_id not in figures.done)
    return Requirement(
        key="activities",
        text=_("All required activities are done"),
        is_met=bool(figures.required) and not missing,
        detail=_("%(done)s of %(required)s done")
        % {"done": figures.done_count, "required": len(figures.required)},
        missing=missing,
    )


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
    is_met = 100 * figures.attended_count >= minimum * figures.session_count and (
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
    )


def _attendance_so_far(figures: Figures) -> str:
    if not figures.batch_has_sessions:
        return _("No session has been noted yet")
    if not figures.sessions:
        return _("All sessions were over before this seat was given")
    return _("Attended %(attended)s of %(sessions)s sessions") % {
        "attended": figures.attended_count,
        "sessions": figures.session_count,
    }


def _final_assignment(figures: Figures) -> Requirement:
    return Requirement(
        key="final",
        text=_("Final assignments are accepted"),
        is_met=not figures.final_open,
        detail=_("All accepted")
        if not figures.final_open
        else _("Waiting: %(titles)s")
        % {"titles": ", ".join(item.title for item in figures.final_open)},
        missing=tuple(figures.final_open),
    )


def _plain(value: Decimal) -> str:
    """Return `value` without needless zeros, with a decimal comma (both languages here)."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
