"""What is read to know how far a person is; what it means is decided in `rules`."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.models.functions import Left
from django.utils import timezone
from wagtail.models import Page

from courses.completion import rules
from courses.completion.requirements import Requirement, requirements
from courses.completion.rules import Demand, Figures
from courses.models import (
    Attendance,
    Batch,
    BatchCourse,
    Completion,
    CompletionRule,
    Enrollment,
    Mark,
    RequiredActivity,
    Session,
)
from courses.models.asked import Asked

# Root, front page, catalogue, course; then the module.
_COURSE = 4 * Page.steplen
_MODULE = 5 * Page.steplen


def rule_of(batch: Batch) -> CompletionRule:
    """Return the rule of `batch`; a batch without one demands all activities."""
    return getattr(batch, "completion_rule", None) or CompletionRule(batch=batch)


def demands_of(batches: Iterable[int]) -> dict[int, list[Demand]]:
    """Return what each of `batches` demands, in the order of the courses' pages, in one query."""
    # Rows, not pages: a page is wide, and this is read at every visit of a participant.
    rows = RequiredActivity.objects.filter(batch__in=list(batches)).order_by("activity__path")
    rows = rows.annotate(
        in_module=Exists(
            Page.objects.filter(live=True, path=Left(OuterRef("activity__path"), _MODULE))
        ),
        in_course=Exists(
            BatchCourse.objects.filter(
                batch=OuterRef("batch"),
                course__live=True,
                course__path=Left(OuterRef("activity__path"), _COURSE),
            )
        ),
    )
    of_page = ("title", "path", "minutes", "live", "is_graded", "assignmentpage__is_final")
    columns = ("activity_id", "weight", *(f"activity__{name}" for name in of_page))
    found: dict[int, list[Demand]] = defaultdict(list)
    for (
        batch_id, activity_id, weight, title, path, minutes, live, is_graded, is_final,
        in_module, in_course,
    ) in rows.values_list("batch", *columns, "in_module", "in_course"):  # fmt: skip
        found[batch_id].append(
            Demand(
                activity_id=activity_id,
                weight=weight,
                title=title,
                path=path,
                minutes=minutes,
                is_live=live and in_module and in_course,
                is_graded=is_graded,
                is_final=is_final,
            )
        )
    return found


def asked_of(enrollment: Enrollment) -> Asked | None:
    """Return what was asked of who has met the rule; nothing else is asked since. Else None."""
    return Asked.from_json(enrollment.asked) if enrollment.is_eligible else None


def met_count(batch: Batch) -> int:
    """Return how many have met the rule of `batch`: what is demanded later leaves them alone."""
    return batch.enrollments.seated().filter(is_eligible=True).count()


def read(
    batch: Batch,
    enrollments: Iterable[Enrollment],
    *,
    demands: Sequence[Demand] | None = None,
    as_reached: bool = False,
) -> dict[int, Figures]:
    """Return the figures of `enrollments` of `batch` by enrollment id, in five queries.

    `demands` of the batch are read where the caller has not done so. `as_reached`: by what
    was asked when the rule was met, also of those from whom that was taken back.
    """
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
    statuses: dict[int, dict[int, str]] = defaultdict(dict)
    for enrollment_id, session_id, status in Attendance.objects.filter(**of_these).values_list(
        "enrollment_id", "session_id", "status"
    ):
        statuses[enrollment_id][session_id] = status
    demands = demands_of([batch.pk])[batch.pk] if demands is None else demands
    sessions = list(Session.objects.filter(batch=batch, cancelled_at__isnull=True))
    now = timezone.now()
    return {
        enrollment.pk: rules.reached(
            demands,
            sessions,
            rule=rule_of(batch),
            asked=Asked.from_json(enrollment.asked) if as_reached else asked_of(enrollment),
            enrolled_at=enrollment.enrolled_at,
            done=done[enrollment.pk],
            marks=marks[enrollment.pk],
            statuses=statuses[enrollment.pk],
            now=now,
        )
        for enrollment in enrollments
    }


def figures_of(
    enrollment: Enrollment,
    records: "Records",
    demands: Iterable[Demand],
    sessions: Iterable[Session],
) -> Figures:
    """Return the figures of one person of whom all is read; `sessions` are all of the batch."""
    return rules.reached(
        demands,
        [item for item in sessions if item.cancelled_at is None],
        rule=rule_of(enrollment.batch),
        asked=asked_of(enrollment),
        enrolled_at=enrollment.enrolled_at,
        done=records.done,
        marks=records.marks,
        statuses=records.attendance,
        now=timezone.now(),
    )


def evaluate(enrollment: Enrollment) -> list[Requirement]:
    """Return the demands of the batch on this person, each met or not and why."""
    figures = read(enrollment.batch, [enrollment])[enrollment.pk]
    return requirements(rule_of(enrollment.batch), figures)


def last_done(asked: Mapping[int, Asked]) -> dict[int, dt.datetime]:
    """Return by enrollment id when the last was done of what had been done in `asked`."""
    found: dict[int, dt.datetime] = {}
    rows = Completion.objects.filter(enrollment__in=list(asked))
    for pk, activity_id, at in rows.values_list("enrollment_id", "activity_id", "received_at"):
        if activity_id in asked[pk].done:
            found[pk] = max(at, found.get(pk, at))
    return found


@dataclass(slots=True)
class Records:
    """What one person has done in a batch. Ids are those of activities.

    `submissions` has the state of the latest hand-in.
    """

    done: set[int] = field(default_factory=set)
    marks: dict[int, Decimal] = field(default_factory=dict)
    submissions: dict[int, str] = field(default_factory=dict)
    # Marks of the attempts at a quiz, in order; None: the attempt is open.
    attempts: dict[int, list[Decimal | None]] = field(default_factory=dict)
    # What is noted of this person, by id of the session.
    attendance: dict[int, str] = field(default_factory=dict)
    # Where in a lesson the person stopped; read only where asked for.
    anchors: dict[int, str] = field(default_factory=dict)

    @property
    def activity_ids(self) -> set[int]:
        """Every activity that the person has done anything in."""
        return self.done | self.marks.keys() | self.submissions.keys() | self.attempts.keys()


# Five kinds of rows in one trip. In SQL: the same query of the ORM takes longer to build
# than to answer, at every page that a participant opens.
_ROWS = """
    SELECT 'done', activity_id, 0, '' FROM courses_completion WHERE enrollment_id = %(seat)s
    UNION ALL
    SELECT 'mark', activity_id, 0, CAST(value AS varchar) FROM courses_mark
        WHERE enrollment_id = %(seat)s
    UNION ALL
    SELECT 'submission', assignment_id, number, state FROM courses_submission
        WHERE enrollment_id = %(seat)s
    UNION ALL
    SELECT 'attempt', quiz_id, number, COALESCE(CAST(mark AS varchar), '')
        FROM courses_quizattempt WHERE enrollment_id = %(seat)s
    UNION ALL
    SELECT 'attendance', session_id, 0, status FROM courses_attendance
        WHERE enrollment_id = %(seat)s
"""
_ANCHORS = """
    UNION ALL
    SELECT 'anchor', lesson_id, 0, anchor FROM courses_lessonposition
        WHERE enrollment_id = %(seat)s AND anchor <> ''
"""
_IN_ORDER = " ORDER BY 3"


def records_of(enrollment: Enrollment, *, with_anchors: bool = False) -> Records:
    """Return the records of `enrollment`, in one query."""
    sql = _ROWS + (_ANCHORS if with_anchors else "") + _IN_ORDER
    with connection.cursor() as cursor:
        cursor.execute(sql, {"seat": enrollment.pk})
        rows = cursor.fetchall()
    found = Records()
    texts = {
        "submission": found.submissions,
        "attendance": found.attendance,
        "anchor": found.anchors,
    }
    for kind, of, _number, value in rows:
        if kind == "done":
            found.done.add(of)
        elif kind == "mark":
            found.marks[of] = Decimal(value)
        elif kind == "attempt":
            found.attempts.setdefault(of, []).append(Decimal(value) if value else None)
        else:
            texts[kind][of] = value
    return found
