"""What one person has done in a batch, by activity, in one query."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection

from courses.models import Enrollment


@dataclass(slots=True)
class Records:
    """Ids are those of activities. `submissions` has the state of the latest hand-in."""

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
    """Return the records of `enrollment`."""
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
