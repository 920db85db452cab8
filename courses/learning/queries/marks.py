"""The marks of one person, with what made them, and what can still become of them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet

from academy.core.statements import Statement
from cms.models import Counting, QuizPage
from courses.completion import queries as completion
from courses.completion.outlook import Outlook, outlook
from courses.completion.plan import Plan, plan_of
from courses.completion.requirements import Requirement, requirements
from courses.completion.rules import rounded
from courses.learning.queries import way as learning
from courses.learning.queries.steps import Step, StepState
from courses.models import Enrollment, EnrollmentState, Exemption, MarkCorrection

_CAN_GET_A_MARK = frozenset(
    {StepState.OPEN, StepState.STARTED, StepState.REVISION, StepState.WAITING, StepState.LOCKED}
)


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One activity with a mark, or to get one. `course` is None where it is taught no more.

    `weight` is None where it does not count for the mean, `share` what it is of the whole mean,
    in percent; a quiz that the rule leaves out `is_dropped`, with a mark or without.
    """

    course: str
    course_id: int | None
    step: Step
    mark: Decimal | None
    weight: Decimal | None = None
    share: Decimal | None = None
    is_dropped: bool = False
    exemption: Exemption | None = None
    corrections: list[MarkCorrection] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Marks:
    """`tests` are pre-tests and others that were taken without counting, `lessons` what has
    no mark; `dropped_quizzes` how many the rule leaves out."""

    rows: list[MarkRow]
    tests: list[MarkRow]
    lessons: list[MarkRow]
    mean: Decimal | None
    requirements: list[Requirement]
    dropped_quizzes: int
    minimum: Decimal | None
    outlook: Outlook | None


def marks_of(enrollment: Enrollment, *, as_owner: bool = True) -> Marks:
    """Return the marks of `enrollment` and what its batch demands.

    `as_owner`: without those that a quiz does not show its participant yet.
    """
    read = learning.read(enrollment, as_owner=as_owner)
    figures = read.figures
    rule = figures.rule or completion.rule_of(enrollment.batch)
    steps = list(_steps(read))
    rows = _Rows(enrollment, read)
    return Marks(
        rows=[rows.row(*at) for at in steps if at[2].activity.is_graded],
        tests=[
            MarkRow(course, course_id, step, _best(step))
            for course, course_id, step in steps
            if not step.activity.is_graded and _best(step) is not None
        ],
        lessons=[
            rows.row(*at)
            for at in steps
            if not at[2].activity.is_graded
            and (at[2].is_required or at[2].activity.id in rows.exemptions)
        ],
        mean=None if figures.mean_mark is None else rounded(figures.mean_mark),
        requirements=requirements(rule, figures),
        dropped_quizzes=rule.dropped_quizzes,
        minimum=rule.minimum_mark,
        # What may come of the mean is not told while a part of it is not.
        outlook=None
        if enrollment.state != EnrollmentState.ACTIVE or figures.hidden_count
        else outlook(
            figures.required,
            read.records.marks,
            _open(read, {pk for pk, found in rows.corrections.items() if found}),
            drop=rule.dropped_quizzes,
            minimum=rule.minimum_mark,
        ),
    )


class _Rows:
    """Puts marks, weights, corrections and exemptions of one person together."""

    def __init__(self, enrollment: Enrollment, read: learning.Learning):
        figures = read.figures
        self.figures = figures
        self.weights = {item.activity_id: item.weight for item in figures.required}
        self.counting = sum(
            (
                item.weight
                for item in figures.required
                if item.is_graded and item.activity_id not in figures.dropped
            ),
            Decimal(0),
        )
        self.corrections: dict[int, list[MarkCorrection]] = defaultdict(list)
        for item in _CORRECTIONS.objects(enrollment.pk):
            self.corrections[item.activity_id].append(item)
        # One query more only for who is exempt from something.
        found = Exemption.objects.of(enrollment).valid() if read.records.exempt else ()
        self.exemptions = {item.activity_id: item for item in found}

    def row(self, course: str, course_id: int | None, step: Step) -> MarkRow:
        pk = step.activity.id
        is_dropped = pk in self.figures.dropped
        weight = None if pk in self.exemptions else self.weights.get(pk)
        share = weight and self.counting and 100 * weight / self.counting
        return MarkRow(
            course,
            course_id,
            step,
            step.mark,
            weight=weight,
            share=share if share and not is_dropped else None,
            is_dropped=is_dropped,
            exemption=self.exemptions.get(pk),
            corrections=[] if step.mark_waits else self.corrections[pk],
        )


def _corrections(seat: int) -> QuerySet[MarkCorrection]:
    return MarkCorrection.objects.of(seat)


_CORRECTIONS = Statement(_corrections, int)


def _steps(read: learning.Learning) -> Iterator[tuple[str, int | None, Step]]:
    """Return the steps with the titles of their courses; "" where one is no longer taught."""
    for course in read.courses:
        yield from ((course.outline.title, course.outline.id, step) for step in course.steps)
    yield from (("", None, step) for step in read.elsewhere)


def _best(step: Step) -> Decimal | None:
    return max((mark for mark in step.attempts if mark is not None), default=None)


def _open(read: learning.Learning, corrected: set[int]) -> set[int]:
    """Return what may still get a mark, and the quizzes at which another attempt may be better."""
    places = list(read.places())
    found = {
        place.step.activity.id
        for place in places
        if place.step.mark is None and place.step.state in _CAN_GET_A_MARK
    }
    tried = {
        place.step.activity.id: len(place.step.attempts)
        for place in places
        if place.step.attempts and place.step.mark is not None and read.takes_work(place)
    }
    if not tried:
        return found
    plan = plan_of(read.enrollment.batch)
    limits = plan.once("limits of quizzes", lambda: _limits(plan))
    more = read.records.more_attempts
    return found | {
        pk
        for pk in limits.keys() & tried.keys() - corrected
        if not limits[pk] or tried[pk] < limits[pk] + more.get(pk, 0)
    }


def _limits(plan: Plan) -> dict[int, int]:
    """Return how many attempts (0: any number) each quiz allows at which a further one may be
    better: not where the first one counts."""
    taught = [activity.id for outline in plan.outlines for activity in outline.activities]
    again = QuizPage.objects.filter(pk__in=taught).exclude(counting=Counting.FIRST)
    return dict(again.values_list("pk", "max_attempts"))
