"""What is read to know how far a person is; what it means is decided in `rules`."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left
from django.utils import timezone
from wagtail.models import Page

from cms.outline import COURSE_PATH, MODULE_PATH
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
    Exemption,
    Mark,
    RequiredActivity,
    Session,
)
from courses.models.seats.asked import Asked


def rule_of(batch: Batch) -> CompletionRule:
    """Return the rule of `batch`; a batch without one demands all activities."""
    return getattr(batch, "completion_rule", None) or CompletionRule(batch=batch)


def is_taught(path: str, batch: str) -> Q:
    """Return the condition that a page can be reached in a batch (`path` and `batch`: columns).

    Its module and its course are live, and the batch teaches the course. The page itself must be
    live too, which its own row knows.
    """
    module = Page.objects.filter(live=True, path=Left(OuterRef(path), MODULE_PATH))
    course = BatchCourse.objects.filter(
        batch=OuterRef(batch), course__live=True, course__path=Left(OuterRef(path), COURSE_PATH)
    )
    return Q(Exists(module), Exists(course))


def demands_of(batches: Iterable[int]) -> dict[int, list[Demand]]:
    """Return what each of `batches` demands, in the order of the courses' pages, in one query."""
    # Rows, not pages: a page is wide, and this is read at every visit of a participant.
    rows = RequiredActivity.objects.filter(batch__in=list(batches)).order_by("activity__path")
    rows = rows.annotate(is_taught=is_taught("activity__path", "batch"))
    of_page = ("title", "path", "minutes", "live", "is_graded", "assignmentpage__is_final")
    columns = ("activity_id", "weight", *(f"activity__{name}" for name in of_page))
    found: dict[int, list[Demand]] = defaultdict(list)
    for (
        batch_id, activity_id, weight, title, path, minutes, live, is_graded, is_final,
        in_course,
    ) in rows.values_list("batch", *columns, "is_taught"):  # fmt: skip
        found[batch_id].append(
            Demand(
                activity_id=activity_id,
                weight=weight,
                title=title,
                path=path,
                minutes=minutes,
                is_live=live and in_course,
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
    """Return the figures of `enrollments` of `batch` by enrollment id, in six queries.

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
    exempt = exempt_of(of_these["enrollment__in"])
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
            exempt=exempt[enrollment.pk],
        )
        for enrollment in enrollments
    }


def exempt_of(enrollments: Iterable[int]) -> dict[int, set[int]]:
    """Return by id of each of `enrollments` which activities the person need not do."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Exemption.objects.valid().filter(enrollment__in=enrollments)
    for enrollment_id, activity_id in rows.values_list("enrollment_id", "activity_id"):
        found[enrollment_id].add(activity_id)
    return found


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
        exempt=records.exempt,
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
    # A date of this person's own, the latest of each activity.
    until: dict[int, dt.datetime] = field(default_factory=dict)
    # Where in a lesson the person stopped; read only where asked for.
    anchors: dict[int, str] = field(default_factory=dict)
    # The lessons beside which the person has written a note; read with the anchors.
    noted: set[int] = field(default_factory=set)
    # What this person need not do.
    exempt: set[int] = field(default_factory=set)
    # Quizzes of which an attempt has passed, and attempts granted beyond what everybody has.
    passed: set[int] = field(default_factory=set)
    more_attempts: dict[int, int] = field(default_factory=dict)

    @property
    def activity_ids(self) -> set[int]:
        """Every activity that the person has done anything in."""
        return self.done | self.marks.keys() | self.submissions.keys() | self.attempts.keys()


# Eight kinds of rows in one trip. In SQL: the same query of the ORM takes longer to build
# than to answer, at every page that a participant opens.
_KINDS = (
    "'done', activity_id, 0, '' FROM courses_completion WHERE enrollment_id IN ",
    "'exempt', activity_id, 0, '' FROM courses_exemption"
    " WHERE ended_at IS NULL AND enrollment_id IN ",
    "'mark', activity_id, 0, CAST(value AS varchar) FROM courses_mark WHERE enrollment_id IN ",
    "'submission', assignment_id, number, state FROM courses_submission WHERE enrollment_id IN ",
    "CASE WHEN has_passed THEN 'passed' ELSE 'attempt' END, quiz_id, number,"
    " COALESCE(CAST(mark AS varchar), '') FROM courses_quizattempt WHERE enrollment_id IN ",
    "'attendance', session_id, 0, status FROM courses_attendance WHERE enrollment_id IN ",
    "'until', activity_id, 0, CAST(due_at AS varchar) FROM courses_extension"
    " WHERE withdrawn_at IS NULL AND due_at IS NOT NULL AND enrollment_id IN ",
    "'more', activity_id, 0, CAST(extra_attempts AS varchar) FROM courses_extension"
    " WHERE withdrawn_at IS NULL AND extra_attempts > 0 AND enrollment_id IN ",
)
# Two more, for who reads a lesson.
_OF_LESSONS = (
    "'anchor', lesson_id, 0, anchor FROM courses_lessonposition"
    " WHERE anchor <> '' AND enrollment_id IN ",
    "'note', lesson_id, 0, '' FROM courses_lessonnote WHERE enrollment_id IN ",
)


def records_of(enrollment: Enrollment, *, of_lessons: bool = False) -> Records:
    """Return the records of `enrollment`, in one query."""
    return records_of_all([enrollment], of_lessons=of_lessons)[enrollment.pk]


def records_of_all(
    enrollments: Iterable[Enrollment], *, of_lessons: bool = False
) -> dict[int, Records]:
    """Return the records of each of `enrollments` by its id, in one query."""
    found = {enrollment.pk: Records() for enrollment in enrollments}
    if not found:
        return found
    kinds = [*_KINDS, *_OF_LESSONS] if of_lessons else _KINDS
    seats = f"({', '.join(['%s'] * len(found))})"
    sql = " UNION ALL ".join(f"SELECT enrollment_id, {kind}{seats}" for kind in kinds)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY 4", [*found] * len(kinds))
        rows = cursor.fetchall()
    for seat, kind, of, _number, value in rows:
        _keep(found[seat], kind, of, value)
    return found


def _keep(records: Records, kind: str, of: int, value: str) -> None:
    match kind:
        case "done":
            records.done.add(of)
        case "exempt":
            records.exempt.add(of)
        case "mark":
            records.marks[of] = Decimal(value)
        case "attempt" | "passed" | "more":
            _keep_attempt(records, kind, of, value)
        case "submission":
            records.submissions[of] = value
        case "attendance":
            records.attendance[of] = value
        case "until":
            at = _moment(value)
            records.until[of] = max(at, records.until.get(of, at))
        case "anchor":
            records.anchors[of] = value
        case "note":
            records.noted.add(of)


def _keep_attempt(records: Records, kind: str, of: int, value: str) -> None:
    if kind == "more":
        records.more_attempts[of] = records.more_attempts.get(of, 0) + int(value)
        return
    if kind == "passed":
        records.passed.add(of)
    records.attempts.setdefault(of, []).append(Decimal(value) if value else None)


def _moment(text: str) -> dt.datetime:
    """Return a moment that the database wrote as text: SQLite without its zone, in UTC."""
    at = dt.datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)
