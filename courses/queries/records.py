"""What one person has done in a batch, by activity, in one query."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import CharField, IntegerField, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from courses.models import Completion, Enrollment, Mark, QuizAttempt, Submission

_TEXT = CharField()
_NUMBER = IntegerField()


@dataclass(slots=True)
class Records:
    """Ids are those of activities. `submissions` has the state of the latest hand-in."""

    done: set[int] = field(default_factory=set)
    marks: dict[int, Decimal] = field(default_factory=dict)
    submissions: dict[int, str] = field(default_factory=dict)
    # Marks of the attempts at a quiz, in order; None: the attempt is open.
    attempts: dict[int, list[Decimal | None]] = field(default_factory=dict)

    @property
    def activity_ids(self) -> set[int]:
        """Every activity that the person has done anything in."""
        return self.done | self.marks.keys() | self.submissions.keys() | self.attempts.keys()


def records_of(enrollment: Enrollment) -> Records:
    """Return the records of `enrollment`."""
    rows = _rows(Completion.objects.filter(enrollment=enrollment), "done", "activity_id").union(
        _rows(
            Mark.objects.filter(enrollment=enrollment), "mark", "activity_id", value=_text("value")
        ),
        _rows(
            Submission.objects.filter(enrollment=enrollment),
            "submission",
            "assignment_id",
            number="number",
            value=_text("state"),
        ),
        _rows(
            QuizAttempt.objects.filter(enrollment=enrollment),
            "attempt",
            "quiz_id",
            number="number",
            value=Coalesce(_text("mark"), Value("", _TEXT)),
        ),
        all=True,
    )
    found = Records()
    for kind, activity_id, _number, value in sorted(rows, key=lambda row: row[2]):
        if kind == "done":
            found.done.add(activity_id)
        elif kind == "mark":
            found.marks[activity_id] = Decimal(value)
        elif kind == "submission":
            found.submissions[activity_id] = value
        else:
            marks = found.attempts.setdefault(activity_id, [])
            marks.append(Decimal(value) if value else None)
    return found


def _text(name: str) -> Cast:
    return Cast(name, _TEXT)


def _rows(
    queryset: QuerySet,
    kind: str,
    activity: str,
    *,
    number: str | None = None,
    value: Combinable | None = None,
) -> QuerySet:
    """Return (kind, activity id, number, value) of each row."""
    return queryset.order_by().values_list(
        Value(kind, _TEXT),
        activity,
        Value(0, _NUMBER) if number is None else Cast(number, _NUMBER),
        Value("", _TEXT) if value is None else value,
    )
